namespace FaceFunctions.Training.Onnx;

/// <summary>A trained batch normalization: each channel's value x becomes scale * (x - mean) / sqrt(variance + epsilon) + shift.</summary>
internal sealed class BatchNorm
{
    private readonly float[] _scale;
    private readonly float[] _shift;
    private readonly float[] _mean;
    private readonly float[] _variance;

    /// <summary>Takes one value a channel of each.</summary>
    /// <param name="scale">Multiplies the normalised value ("gamma"). Copied, like the others.</param>
    /// <param name="shift">Then added ("beta").</param>
    /// <param name="mean">Running mean.</param>
    /// <param name="variance">Running variance, 0 or more.</param>
    /// <param name="epsilon">Added to the variance; above 0.</param>
    /// <exception cref="ArgumentException">Lengths differ, or a variance is negative or no number.</exception>
    public BatchNorm(ReadOnlySpan<float> scale, ReadOnlySpan<float> shift, ReadOnlySpan<float> mean, ReadOnlySpan<float> variance, float epsilon = 1e-5f)
    {
        if (shift.Length != scale.Length || mean.Length != scale.Length || variance.Length != scale.Length)
        {
            throw new ArgumentException($"A batch normalization has one value a channel of each, but {scale.Length} scales, {shift.Length} shifts, {mean.Length} means and {variance.Length} variances came.");
        }

        foreach (float value in variance)
        {
            if (!(value >= 0))
            {
                throw new ArgumentException($"A variance is 0 or more, not {value}.", nameof(variance));
            }
        }

        if (!(epsilon > 0))
        {
            throw new ArgumentOutOfRangeException(nameof(epsilon), epsilon, "Epsilon keeps a variance of 0 from dividing by 0: it is above 0.");
        }

        (_scale, _shift, _mean, _variance, Epsilon) = (scale.ToArray(), shift.ToArray(), mean.ToArray(), variance.ToArray(), epsilon);
    }

    /// <summary>Number of channels.</summary>
    public int Channels => _scale.Length;

    /// <summary>Multiplies the normalised value.</summary>
    public ReadOnlySpan<float> Scale => _scale;

    /// <summary>Then added.</summary>
    public ReadOnlySpan<float> Shift => _shift;

    /// <summary>Running mean.</summary>
    public ReadOnlySpan<float> Mean => _mean;

    /// <summary>Running variance.</summary>
    public ReadOnlySpan<float> Variance => _variance;

    /// <summary>Added to the variance.</summary>
    public float Epsilon { get; }

    /// <summary>Folds the normalization into the layer before it, which then does both.</summary>
    /// <param name="weights">The layer's weights, output channels first: [channels, ...]. Not changed.</param>
    /// <param name="bias">The layer's bias, one value a channel; empty for none.</param>
    /// <returns>The weights and the bias of the layer that does both.</returns>
    /// <exception cref="ArgumentException">A length does not go with the channels.</exception>
    public (float[] Weights, float[] Bias) FoldInto(ReadOnlySpan<float> weights, ReadOnlySpan<float> bias)
    {
        if (Channels == 0 || weights.IsEmpty || weights.Length % Channels != 0)
        {
            throw new ArgumentException($"{weights.Length} weights are not the same number for each of {Channels} channels.", nameof(weights));
        }

        if (!bias.IsEmpty && bias.Length != Channels)
        {
            throw new ArgumentException($"A bias has one value a channel, {Channels}, or none; {bias.Length} came.", nameof(bias));
        }

        float[] foldedWeights = new float[weights.Length];
        float[] foldedBias = new float[Channels];
        int weightsOfChannel = weights.Length / Channels;
        for (int channel = 0; channel < Channels; channel++)
        {
            double factor = _scale[channel] / Math.Sqrt((double)_variance[channel] + Epsilon);
            for (int i = channel * weightsOfChannel; i < (channel + 1) * weightsOfChannel; i++)
            {
                foldedWeights[i] = (float)(weights[i] * factor);
            }

            foldedBias[channel] = (float)((((bias.IsEmpty ? 0 : bias[channel]) - (double)_mean[channel]) * factor) + _shift[channel]);
        }

        return (foldedWeights, foldedBias);
    }
}
