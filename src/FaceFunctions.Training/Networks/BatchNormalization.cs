namespace FaceFunctions.Training.Networks;

/// <summary>Batch normalisation a channel (Ioffe and Szegedy, 2015), if wanted followed by a rectifier: y = scale (x - mean) / sqrt(variance + epsilon) + shift, then max(0, y).</summary>
/// <remarks>One layer, because each pass over the maps costs as much time as arithmetic: the normalised values are never stored, the gradient is taken from the input again.</remarks>
internal sealed class BatchNormalization : Layer
{
    private const float Epsilon = 1e-5f;

    private readonly bool _rectifies;
    private readonly float _momentum;
    private readonly Parameter _scale;
    private readonly Parameter _shift;
    private readonly float[] _runningMean;
    private readonly float[] _runningVariance;
    private readonly float[] _mean;
    private readonly float[] _inverseDeviation;
    private readonly float[] _factor;
    private readonly float[] _offset;
    private readonly float[] _inputFactor;
    private readonly double[][] _sums;
    private readonly FeatureMaps _output;
    private readonly FeatureMaps _inputGradient;
    private FeatureMaps? _input;

    /// <summary>Creates the layer; it begins as the identity of normalised values.</summary>
    /// <param name="name">Unique within the network.</param>
    /// <param name="shape">Size of input and output.</param>
    /// <param name="rectifies">Whether negative outputs become 0.</param>
    /// <param name="momentum">Weight of a new batch in the running mean and variance, above 0 to 1.</param>
    public BatchNormalization(string name, MapShape shape, bool rectifies, float momentum = 0.1f)
    {
        OutputShape = shape;
        (_rectifies, _momentum) = (rectifies, momentum);
        int channels = shape.Channels;
        _scale = new Parameter($"{name}.scale", channels, decays: false);
        _shift = new Parameter($"{name}.shift", channels, decays: false);
        Array.Fill(_scale.Values, 1);
        _runningMean = new float[channels];
        _runningVariance = new float[channels];
        Array.Fill(_runningVariance, 1);
        _mean = new float[channels];
        _inverseDeviation = new float[channels];
        _factor = new float[channels];
        _offset = new float[channels];
        _inputFactor = new float[channels];
        _sums = [.. Enumerable.Range(0, Shards.Count).Select(_ => new double[2 * channels])];
        _output = new FeatureMaps(shape);
        _inputGradient = new FeatureMaps(shape);
    }

    /// <inheritdoc/>
    public override MapShape OutputShape { get; }

    /// <inheritdoc/>
    public override IEnumerable<Parameter> Parameters => [_scale, _shift];

    /// <inheritdoc/>
    public override IEnumerable<float[]> Statistics => [_runningMean, _runningVariance];

    /// <summary>Whether negative outputs become 0.</summary>
    public bool Rectifies => _rectifies;

    /// <summary>What the layer does outside of training: y = factor x + offset, one of each a channel.</summary>
    public (float[] Factor, float[] Offset) Folded()
    {
        float[] factor = [.. _scale.Values.Zip(_runningVariance, (scale, variance) => scale / MathF.Sqrt(variance + Epsilon))];
        return (factor, [.. _shift.Values.Select((shift, channel) => shift - (_runningMean[channel] * factor[channel]))]);
    }

    /// <inheritdoc/>
    public override FeatureMaps Forward(FeatureMaps input, bool training)
    {
        _input = input;
        _output.Resize(input.Count);
        (float[] factor, float[] offset) = training ? Measure(input) : Folded();
        Shards.Run(input.Count, (_, first, end) => ChannelLoops.Scale(input.Samples(first, end), factor, offset, _rectifies, _output.Samples(first, end)));
        return _output;
    }

    /// <inheritdoc/>
    public override FeatureMaps Backward(FeatureMaps outputGradient)
    {
        FeatureMaps input = _input!;
        _inputGradient.Resize(input.Count);
        (float[]? factor, float[]? offset) = _rectifies ? (_factor, _offset) : (null, null);
        double[] sums = Sum(input.Count, (first, end, part) => ChannelLoops.SumGradients(outputGradient.Samples(first, end), input.Samples(first, end), factor, offset, part));
        int channels = OutputShape.Channels;
        double count = (double)input.Count * OutputShape.Area;
        float[] constant = new float[channels];
        for (int channel = 0; channel < channels; channel++)
        {
            double shiftGradient = sums[channel];
            double scaleGradient = (sums[channels + channel] - (_mean[channel] * shiftGradient)) * _inverseDeviation[channel];
            _shift.Gradient[channel] = (float)shiftGradient;
            _scale.Gradient[channel] = (float)scaleGradient;
            double inputFactor = -_factor[channel] * _inverseDeviation[channel] * scaleGradient / count;
            _inputFactor[channel] = (float)inputFactor;
            constant[channel] = (float)((-_factor[channel] * shiftGradient / count) - (inputFactor * _mean[channel]));
        }

        Shards.Run(input.Count, (_, first, end) => ChannelLoops.InputGradient(
            outputGradient.Samples(first, end), input.Samples(first, end), _factor, _offset, _rectifies, _inputFactor, constant, _inputGradient.Samples(first, end)));
        return _inputGradient;
    }

    private (float[] Factor, float[] Offset) Measure(FeatureMaps input)
    {
        double[] sums = Sum(input.Count, (first, end, part) => ChannelLoops.SumValues(input.Samples(first, end), part));
        int channels = OutputShape.Channels;
        double count = (double)input.Count * OutputShape.Area;
        for (int channel = 0; channel < channels; channel++)
        {
            double mean = sums[channel] / count;
            double variance = Math.Max(0, (sums[channels + channel] / count) - (mean * mean));
            _mean[channel] = (float)mean;
            _inverseDeviation[channel] = (float)(1 / Math.Sqrt(variance + Epsilon));
            _factor[channel] = _scale.Values[channel] * _inverseDeviation[channel];
            _offset[channel] = _shift.Values[channel] - (_mean[channel] * _factor[channel]);
            _runningMean[channel] += _momentum * ((float)mean - _runningMean[channel]);
            _runningVariance[channel] += _momentum * ((float)(variance * count / Math.Max(1, count - 1)) - _runningVariance[channel]);
        }

        return (_factor, _offset);
    }

    private double[] Sum(int samples, Action<int, int, double[]> add)
    {
        Shards.Run(samples, (shard, first, end) =>
        {
            Array.Clear(_sums[shard]);
            add(first, end, _sums[shard]);
        });
        double[] total = new double[2 * OutputShape.Channels];
        foreach (double[] part in _sums)
        {
            for (int i = 0; i < total.Length; i++)
            {
                total[i] += part[i];
            }
        }

        return total;
    }
}
