using System.Buffers.Binary;
using System.Numerics.Tensors;

namespace FaceFunctions.Core.Recognition;

/// <summary>A face as a unit vector of float32 (norm 1 within 1e-5); the dot product of two is their cosine similarity, from -1 to 1.</summary>
/// <remarks>Immutable, safe to share between threads. Comparable only with embeddings of the same bundle.</remarks>
public sealed class FaceEmbedding
{
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
        float norm = output.IsEmpty ? 0 : TensorPrimitives.Norm(output);
        if (!float.IsNormal(norm))
        {
            throw new ArgumentException($"A vector of norm {norm} has no direction.", nameof(output));
        }

        float[] unit = new float[output.Length];
        TensorPrimitives.Divide(output, norm, unit);
        return new FaceEmbedding(unit);
    }

    /// <summary>Reads an embedding as <see cref="ToBytes"/> wrote it.</summary>
    /// <param name="bytes">Little-endian float32 values, four bytes each. Copied; normalised again, so a damaged length cannot enter a search.</param>
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

        return FromModelOutput(values);
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

    /// <summary>Cosine similarity, from -1 to 1.</summary>
    /// <exception cref="ArgumentException"><paramref name="other"/> has another dimension.</exception>
    public float CosineSimilarity(FaceEmbedding other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return TensorPrimitives.Dot<float>(_values, other._values);
    }
}
