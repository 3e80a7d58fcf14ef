using FaceFunctions.Core.Training;

namespace FaceFunctions.Training.Networks;

/// <summary>Every input value to every output value, without bias: what comes after it normalises. Weights are [inputs x outputs].</summary>
internal sealed class Dense : Layer
{
    private readonly MapShape _inputShape;
    private readonly Parameter _weights;
    private readonly FeatureMaps _output;
    private readonly FeatureMaps _inputGradient;
    private FeatureMaps? _input;

    /// <summary>Creates the layer with weights that keep the variance of their inputs.</summary>
    /// <param name="name">Unique within the network.</param>
    /// <param name="input">Size of the input.</param>
    /// <param name="outputs">Number of outputs.</param>
    /// <param name="random">Draws the weights.</param>
    public Dense(string name, MapShape input, int outputs, Random random)
    {
        (Name, _inputShape) = (name, input);
        OutputShape = new MapShape(1, 1, outputs);
        _weights = new Parameter($"{name}.weights", input.Length * outputs, decays: true);
        Initial.Normal(_weights.Values, Math.Sqrt(1.0 / input.Length), random);
        _output = new FeatureMaps(OutputShape);
        _inputGradient = new FeatureMaps(input);
    }

    /// <summary>Unique within the network.</summary>
    public string Name { get; }

    /// <inheritdoc/>
    public override MapShape OutputShape { get; }

    /// <inheritdoc/>
    public override IEnumerable<Parameter> Parameters => [_weights];

    /// <summary>Size of the input.</summary>
    public MapShape InputShape => _inputShape;

    /// <summary>The weights, [inputs x outputs], inputs in the order of the feature maps.</summary>
    public ReadOnlySpan<float> Weights => _weights.Values;

    /// <inheritdoc/>
    public override FeatureMaps Forward(FeatureMaps input, bool training)
    {
        _input = input;
        _output.Resize(input.Count);
        (int inputs, int outputs) = (_inputShape.Length, OutputShape.Channels);
        Shards.Run(input.Count, (_, first, end) => MatrixProduct.Multiply(
            input.Samples(first, end), inputs, transposeA: false, _weights.Values, outputs, transposeB: false, _output.Samples(first, end), outputs, end - first, outputs, inputs, accumulate: false));
        return _output;
    }

    /// <inheritdoc/>
    public override FeatureMaps Backward(FeatureMaps outputGradient)
    {
        FeatureMaps input = _input!;
        _inputGradient.Resize(input.Count);
        (int inputs, int outputs) = (_inputShape.Length, OutputShape.Channels);
        Shards.Run(input.Count, (_, first, end) => MatrixProduct.Multiply(
            outputGradient.Samples(first, end), outputs, transposeA: false, _weights.Values, outputs, transposeB: true, _inputGradient.Samples(first, end), inputs, end - first, inputs, outputs, accumulate: false));

        // Divided by inputs, not by samples: no part has to be added to another.
        Shards.Run(inputs, (_, first, end) => MatrixProduct.Multiply(
            input.Values[first..], inputs, transposeA: true, outputGradient.Values, outputs, transposeB: false, _weights.Gradient.AsSpan(first * outputs), outputs, end - first, outputs, input.Count, accumulate: false));
        return _inputGradient;
    }
}
