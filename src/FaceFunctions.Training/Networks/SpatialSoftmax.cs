using System.Numerics.Tensors;

namespace FaceFunctions.Training.Networks;

/// <summary>
/// Turns each map into a point: the mean position under the map's softmax (integral regression, Sun et al., 2018). Finding a point this way moves along with the picture, and needs far fewer pictures to learn than a dense layer.
/// </summary>
/// <param name="input">Size of the maps, one channel a point.</param>
internal sealed class SpatialSoftmax(MapShape input) : Layer
{
    private readonly FeatureMaps _weights = new(input);
    private readonly FeatureMaps _output = new(new MapShape(1, 1, 2 * input.Channels));
    private readonly FeatureMaps _inputGradient = new(input);

    /// <summary>Size of the maps.</summary>
    public MapShape InputShape => input;

    /// <summary>x and y of each point, from -1 (the centre of the first position) to 1 (that of the last).</summary>
    public override MapShape OutputShape => _output.Shape;

    /// <summary>Where a position lies.</summary>
    public static (float X, float Y) Coordinates(int position, MapShape shape) =>
        (CropSampler.Coordinate(position % shape.Width, shape.Width), CropSampler.Coordinate(position / shape.Width, shape.Height));

    /// <inheritdoc/>
    public override FeatureMaps Forward(FeatureMaps maps, bool training)
    {
        _weights.Resize(maps.Count);
        _output.Resize(maps.Count);
        Shards.Run(maps.Count, (_, first, end) =>
        {
            for (int sample = first; sample < end; sample++)
            {
                Weigh(maps.Samples(sample, sample + 1), _weights.Samples(sample, sample + 1));
                Average(_weights.Samples(sample, sample + 1), _output.Samples(sample, sample + 1));
            }
        });
        return _output;
    }

    /// <inheritdoc/>
    public override FeatureMaps Backward(FeatureMaps outputGradient)
    {
        _inputGradient.Resize(outputGradient.Count);
        Shards.Run(outputGradient.Count, (_, first, end) =>
        {
            for (int sample = first; sample < end; sample++)
            {
                ReadOnlySpan<float> weights = _weights.Samples(sample, sample + 1);
                ReadOnlySpan<float> point = _output.Samples(sample, sample + 1);
                ReadOnlySpan<float> gradient = outputGradient.Samples(sample, sample + 1);
                Span<float> result = _inputGradient.Samples(sample, sample + 1);
                for (int i = 0; i < weights.Length; i++)
                {
                    (int position, int map) = Math.DivRem(i, input.Channels);
                    (float x, float y) = Coordinates(position, input);
                    result[i] = weights[i] * ((gradient[2 * map] * (x - point[2 * map])) + (gradient[(2 * map) + 1] * (y - point[(2 * map) + 1])));
                }
            }
        });
        return _inputGradient;
    }

    private void Weigh(ReadOnlySpan<float> values, Span<float> weights)
    {
        int maps = input.Channels;
        Span<float> greatest = stackalloc float[maps];
        Span<float> sums = stackalloc float[maps];
        greatest.Fill(float.NegativeInfinity);
        sums.Clear();
        for (int i = 0; i < values.Length; i++)
        {
            greatest[i % maps] = MathF.Max(greatest[i % maps], values[i]);
        }

        for (int i = 0; i < values.Length; i++)
        {
            weights[i] = values[i] - greatest[i % maps];
        }

        TensorPrimitives.Exp(weights, weights);
        for (int i = 0; i < weights.Length; i++)
        {
            sums[i % maps] += weights[i];
        }

        for (int i = 0; i < weights.Length; i++)
        {
            weights[i] /= sums[i % maps];
        }
    }

    private void Average(ReadOnlySpan<float> weights, Span<float> points)
    {
        points.Clear();
        for (int i = 0; i < weights.Length; i++)
        {
            (int position, int map) = Math.DivRem(i, input.Channels);
            (float x, float y) = Coordinates(position, input);
            points[2 * map] += weights[i] * x;
            points[(2 * map) + 1] += weights[i] * y;
        }
    }
}
