using System.Buffers.Binary;

namespace FaceFunctions.Core.Recognition;

/// <summary>A face as a unit vector of float32 (norm 1 within 1e-5); the dot product of two is their cosine similarity, from -1 to 1.</summary>
/// <remarks>
/// Every component is a whole multiple of <see cref="Step"/>, at most half a step (2^-23, the relative precision of float32) from what the model said. So a
/// sum of products of two embeddings is exact in double, in whatever order it is summed: terms are multiples of 2^-44, and no partial sum leaves [-1.1, 1.1].
/// Immutable, safe to share between threads. Comparable only with embeddings of the same bundle.
/// </remarks>
public sealed class FaceEmbedding
{
    /// <summary>What each component is a multiple of: 2^-22.</summary>
    public const float Step = 1f / (1 << 22);

    /// <summary>How far the norm may be from 1: further than rounding 4,096 components to <see cref="Step"/> can take it.</summary>
    private const double NormTolerance = 1e-5;

    private readonly float[] _values;

    private FaceEmbedding(float[] values) => _values = values;

    /// <summary>Number of components.</summary>
    public int Dimension => _values.Length;

    /// <summary>The components, in model order.</summary>
    public ReadOnlySpan<float> Values => _values;

    /// <summary>Normalises raw model output into an embedding.</summary>
    /// <param name="output">At least one value, at any scale. Copied.</param>
    /// <exception cref="ArgumentException"><paramref name="output"/> is empty, all zero, or holds NaN or infinity: it has no direction.</exception>
    public static FaceEmbedding FromModelOutput(ReadOnlySpan<float> output)
    {
        double norm = NormOf(output);
        float[] unit = new float[output.Length];
        for (int i = 0; i < unit.Length; i++)
        {
            unit[i] = (float)(output[i] / norm);
        }

        return new FaceEmbedding(Rounded(unit));
    }

    /// <summary>Reads an embedding as <see cref="ToBytes"/> wrote it.</summary>
    /// <param name="bytes">Little-endian float32 values, four bytes each. Copied; normalised again when the norm is not 1 within 1e-5, so a damaged length cannot enter a search.</param>
    /// <exception cref="ArgumentException"><paramref name="bytes"/> is empty, is no multiple of four, or has no direction.</exception>
    public static FaceEmbedding FromBytes(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty || bytes.Length % sizeof(float) != 0)
        {
            throw new ArgumentException($"{bytes.Length} bytes are not a vector of float32.", nameof(bytes));
        }

        float[] values = new float[bytes.Length / sizeof(float)];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = BinaryPrimitives.ReadSingleLittleEndian(bytes[(i * sizeof(float))..]);
        }

        return Math.Abs(NormOf(values) - 1) < NormTolerance ? new FaceEmbedding(Rounded(values)) : FromModelOutput(values);
    }

    /// <summary>The components as little-endian float32, four bytes each.</summary>
    public byte[] ToBytes()
    {
        byte[] bytes = new byte[_values.Length * sizeof(float)];
        for (int i = 0; i < _values.Length; i++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(i * sizeof(float)), _values[i]);
        }

        return bytes;
    }

    /// <summary>Cosine similarity, from -1 to 1: the exact dot product, rounded once, so that comparing two photos and searching for one say the same number.</summary>
    /// <exception cref="ArgumentException"><paramref name="other"/> has another dimension.</exception>
    public float CosineSimilarity(FaceEmbedding other) => (float)DotProduct(other);

    /// <summary>The exact dot product.</summary>
    /// <exception cref="ArgumentException"><paramref name="other"/> has another dimension.</exception>
    public double DotProduct(FaceEmbedding other)
    {
        ArgumentNullException.ThrowIfNull(other);
        ArgumentOutOfRangeException.ThrowIfNotEqual(other.Dimension, Dimension, nameof(other));
        double sum = 0;
        for (int i = 0; i < _values.Length; i++)
        {
            sum += (double)_values[i] * other._values[i];
        }

        return sum;
    }

    // In double, which squares of float32 neither leave nor vanish in.
    private static double NormOf(ReadOnlySpan<float> values)
    {
        double squares = 0;
        foreach (float value in values)
        {
            squares += (double)value * value;
        }

        return squares > 0 && double.IsFinite(squares) ? Math.Sqrt(squares) : throw new ArgumentException($"A vector of norm {Math.Sqrt(squares)} has no direction.", nameof(values));
    }

    private static float[] Rounded(float[] values)
    {
        foreach (ref float value in values.AsSpan())
        {
            value = MathF.Round(value / Step) * Step;
        }

        return values;
    }
}
