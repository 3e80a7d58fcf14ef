using System.Numerics.Tensors;

namespace FaceFunctions.Training.Networks;

/// <summary>Adds its input to what some layers make of it (He et al., 2016); they keep its size.</summary>
internal sealed class Residual : Layer
{
    private readonly Sequence _body;
    private readonly FeatureMaps _output;
    private readonly FeatureMaps _inputGradient;

    /// <summary>Creates the layer.</summary>
    /// <param name="body">What is added.</param>
    public Residual(params ReadOnlySpan<Layer> body)
    {
        _body = new Sequence(body);
        _output = new FeatureMaps(OutputShape);
        _inputGradient = new FeatureMaps(OutputShape);
    }

    /// <inheritdoc/>
    public override MapShape OutputShape => _body.OutputShape;

    /// <inheritdoc/>
    public override IEnumerable<Parameter> Parameters => _body.Parameters;

    /// <inheritdoc/>
    public override IEnumerable<float[]> Statistics => _body.Statistics;

    /// <summary>What is added.</summary>
    public Sequence Body => _body;

    /// <inheritdoc/>
    public override FeatureMaps Forward(FeatureMaps input, bool training) => Add(input, _body.Forward(input, training), _output);

    /// <inheritdoc/>
    public override FeatureMaps Backward(FeatureMaps outputGradient) => Add(outputGradient, _body.Backward(outputGradient), _inputGradient);

    private static FeatureMaps Add(FeatureMaps left, FeatureMaps right, FeatureMaps sum)
    {
        sum.Resize(left.Count);
        Shards.Run(left.Count, (_, first, end) => TensorPrimitives.Add(left.Samples(first, end), right.Samples(first, end), sum.Samples(first, end)));
        return sum;
    }
}
