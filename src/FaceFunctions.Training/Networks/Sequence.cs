namespace FaceFunctions.Training.Networks;

/// <summary>Layers one after the other.</summary>
internal sealed class Sequence : Layer
{
    private readonly Layer[] _layers;

    /// <summary>Creates the sequence.</summary>
    /// <param name="layers">One or more; each takes what the one before gives.</param>
    public Sequence(params ReadOnlySpan<Layer> layers) => _layers = layers.ToArray();

    /// <inheritdoc/>
    public override MapShape OutputShape => _layers[^1].OutputShape;

    /// <inheritdoc/>
    public override IEnumerable<Parameter> Parameters => _layers.SelectMany(layer => layer.Parameters);

    /// <inheritdoc/>
    public override IEnumerable<float[]> Statistics => _layers.SelectMany(layer => layer.Statistics);

    /// <summary>The layers, in order.</summary>
    public IReadOnlyList<Layer> Layers => _layers;

    /// <inheritdoc/>
    public override FeatureMaps Forward(FeatureMaps input, bool training)
    {
        foreach (Layer layer in _layers)
        {
            input = layer.Forward(input, training);
        }

        return input;
    }

    /// <inheritdoc/>
    public override FeatureMaps Backward(FeatureMaps outputGradient)
    {
        foreach (Layer layer in _layers.AsEnumerable().Reverse())
        {
            outputGradient = layer.Backward(outputGradient);
        }

        return outputGradient;
    }
}
