using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace FaceFunctions.Training.Networks;

/// <summary>The inner loops of a normalisation: values [positions x channels] with one coefficient a channel.</summary>
internal static class ChannelLoops
{
    // Positions whose values stay in a core's first-level cache while each group of channels passes over them.
    private const int TilePositions = 64;

    /// <summary>Adds up each channel's values and their squares.</summary>
    /// <param name="values">The values.</param>
    /// <param name="sums">Twice as many as channels: the sums are added to the first half, those of squares to the second.</param>
    public static void SumValues(ReadOnlySpan<float> values, double[] sums) => SumPairs(values, values, null, null, sums);

    /// <summary>Adds up, for each channel, the gradients that pass the rectifier, and their products with the inputs.</summary>
    /// <param name="gradients">Gradients of the outputs.</param>
    /// <param name="inputs">Inputs, as many.</param>
    /// <param name="factor">With <paramref name="offset"/>, what the rectifier saw: factor x input + offset; null without one.</param>
    /// <param name="offset">See <paramref name="factor"/>.</param>
    /// <param name="sums">Twice as many as channels: gradients are added to the first half, products to the second.</param>
    public static void SumGradients(ReadOnlySpan<float> gradients, ReadOnlySpan<float> inputs, float[]? factor, float[]? offset, double[] sums) =>
        SumPairs(gradients, inputs, factor, offset, sums);

    /// <summary>Writes factor x value + offset, rectified if wanted.</summary>
    public static void Scale(ReadOnlySpan<float> values, float[] factor, float[] offset, bool rectifies, Span<float> output)
    {
        int channels = factor.Length;
        ref float value = ref MemoryMarshal.GetReference(values);
        ref float result = ref MemoryMarshal.GetReference(output);
        Vector<float> least = rectifies ? Vector<float>.Zero : new Vector<float>(float.NegativeInfinity);
        for (int position = 0; position < values.Length; position += channels)
        {
            int channel = 0;
            for (; channel <= channels - Vector<float>.Count; channel += Vector<float>.Count)
            {
                nuint at = (nuint)(position + channel);
                Vector<float> scaled = Vector.FusedMultiplyAdd(Vector.LoadUnsafe(ref value, at), new Vector<float>(factor, channel), new Vector<float>(offset, channel));
                Vector.Max(scaled, least).StoreUnsafe(ref result, at);
            }

            for (; channel < channels; channel++)
            {
                float scaled = MathF.FusedMultiplyAdd(values[position + channel], factor[channel], offset[channel]);
                output[position + channel] = rectifies ? MathF.Max(scaled, 0) : scaled;
            }
        }
    }

    /// <summary>Writes the gradient of the inputs: factor x (gradient that passed the rectifier) + inputFactor x input + constant.</summary>
    public static void InputGradient(
        ReadOnlySpan<float> gradients, ReadOnlySpan<float> inputs, float[] factor, float[] offset, bool rectifies, float[] inputFactor, float[] constant, Span<float> output)
    {
        int channels = factor.Length;
        ref float gradient = ref MemoryMarshal.GetReference(gradients);
        ref float input = ref MemoryMarshal.GetReference(inputs);
        ref float result = ref MemoryMarshal.GetReference(output);
        for (int position = 0; position < gradients.Length; position += channels)
        {
            int channel = 0;
            for (; channel <= channels - Vector<float>.Count; channel += Vector<float>.Count)
            {
                nuint at = (nuint)(position + channel);
                Vector<float> x = Vector.LoadUnsafe(ref input, at);
                Vector<float> scale = new(factor, channel);
                Vector<float> passed = Vector.LoadUnsafe(ref gradient, at);
                if (rectifies)
                {
                    passed = Pass(passed, Vector.FusedMultiplyAdd(x, scale, new Vector<float>(offset, channel)));
                }

                Vector<float> rest = Vector.FusedMultiplyAdd(x, new Vector<float>(inputFactor, channel), new Vector<float>(constant, channel));
                Vector.FusedMultiplyAdd(passed, scale, rest).StoreUnsafe(ref result, at);
            }

            for (; channel < channels; channel++)
            {
                float x = inputs[position + channel];
                float passed = !rectifies || MathF.FusedMultiplyAdd(x, factor[channel], offset[channel]) > 0 ? gradients[position + channel] : 0;
                output[position + channel] = (passed * factor[channel]) + (x * inputFactor[channel]) + constant[channel];
            }
        }
    }

    private static void SumPairs(ReadOnlySpan<float> firsts, ReadOnlySpan<float> seconds, float[]? factor, float[]? offset, double[] sums)
    {
        int channels = sums.Length / 2;
        for (int start = 0; start < firsts.Length; start += TilePositions * channels)
        {
            int length = Math.Min(TilePositions * channels, firsts.Length - start);
            SumTile(firsts.Slice(start, length), seconds.Slice(start, length), factor, offset, sums);
        }
    }

    // Float sums of one tile are exact enough; the tiles' sums are added in double.
    private static void SumTile(ReadOnlySpan<float> firsts, ReadOnlySpan<float> seconds, float[]? factor, float[]? offset, double[] sums)
    {
        int channels = sums.Length / 2;
        ref float first = ref MemoryMarshal.GetReference(firsts);
        ref float second = ref MemoryMarshal.GetReference(seconds);
        int channel = 0;
        for (; channel <= channels - Vector<float>.Count; channel += Vector<float>.Count)
        {
            (Vector<float> scale, Vector<float> shift) = factor is null ? default : (new Vector<float>(factor, channel), new Vector<float>(offset!, channel));
            Vector<float> sum = Vector<float>.Zero;
            Vector<float> products = Vector<float>.Zero;
            for (int position = channel; position < firsts.Length; position += channels)
            {
                Vector<float> a = Vector.LoadUnsafe(ref first, (nuint)position);
                Vector<float> b = Vector.LoadUnsafe(ref second, (nuint)position);
                if (factor is not null)
                {
                    a = Pass(a, Vector.FusedMultiplyAdd(b, scale, shift));
                }

                sum += a;
                products = Vector.FusedMultiplyAdd(a, b, products);
            }

            for (int lane = 0; lane < Vector<float>.Count; lane++)
            {
                sums[channel + lane] += sum[lane];
                sums[channels + channel + lane] += products[lane];
            }
        }

        for (; channel < channels; channel++)
        {
            for (int position = channel; position < firsts.Length; position += channels)
            {
                float b = seconds[position];
                float a = factor is null || MathF.FusedMultiplyAdd(b, factor[channel], offset![channel]) > 0 ? firsts[position] : 0;
                sums[channel] += a;
                sums[channels + channel] += a * b;
            }
        }
    }

    /// <summary>The gradients where what the rectifier saw is above 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> Pass(Vector<float> gradient, Vector<float> seen) =>
        Vector.ConditionalSelect(Vector.GreaterThan(seen, Vector<float>.Zero), gradient, Vector<float>.Zero);
}
