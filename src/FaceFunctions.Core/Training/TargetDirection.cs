using System.Buffers;
using System.Numerics.Tensors;

namespace FaceFunctions.Core.Training;

/// <summary>The angle from an embedding to the weight of its class, and the directions in which it closes: in double, and precise from 0 to pi.</summary>
/// <remarks>
/// With unit vectors x and w, the sine is the length of w - cos x, and (w - cos x) / sin is the direction in which x turns to w. Taken from the vectors themselves, both stay precise where sqrt(1 - cos^2) has lost
/// every digit.
/// </remarks>
internal readonly ref struct TargetDirection : IDisposable
{
    // Below this, w - cos x consists of rounding errors (1e-16) to one part in a million, and worse.
    private const double SmallestSine = 1e-10;

    private readonly double[] _embedding;
    private readonly double[] _weight;
    private readonly double _embeddingNorm;
    private readonly double _weightNorm;

    public TargetDirection(ReadOnlySpan<float> embedding, ReadOnlySpan<float> weight)
    {
        _embedding = ArrayPool<double>.Shared.Rent(embedding.Length);
        _weight = ArrayPool<double>.Shared.Rent(embedding.Length);
        Span<double> x = _embedding.AsSpan(0, embedding.Length);
        Span<double> w = _weight.AsSpan(0, embedding.Length);
        _embeddingNorm = Normalise(embedding, x);
        _weightNorm = Normalise(weight, w);
        Cosine = TensorPrimitives.Dot<double>(x, w);
        double squares = 0;
        for (int i = 0; i < x.Length; i++)
        {
            double across = w[i] - (Cosine * x[i]);
            squares += across * across;
        }

        Sine = Math.Sqrt(squares);
    }

    public double Cosine { get; }

    public double Sine { get; }

    public void Dispose()
    {
        ArrayPool<double>.Shared.Return(_embedding);
        ArrayPool<double>.Shared.Return(_weight);
    }

    /// <summary>Adds slope times the derivative of the angle with respect to the embedding, -(w - cos x) / (sin |x|).</summary>
    public void AddToEmbedding(double slope, Span<float> gradient) => Add(slope, _embeddingNorm, _embedding, _weight, gradient);

    /// <summary>Adds slope times the derivative of the angle with respect to the class weight, -(x - cos w) / (sin |w|).</summary>
    public void AddToWeight(double slope, Span<float> gradient) => Add(slope, _weightNorm, _weight, _embedding, gradient);

    private void Add(double slope, double norm, double[] self, double[] other, Span<float> gradient)
    {
        if (Sine < SmallestSine)
        {
            return;
        }

        double factor = -slope / (Sine * norm);
        for (int i = 0; i < gradient.Length; i++)
        {
            gradient[i] += (float)(factor * (other[i] - (Cosine * self[i])));
        }
    }

    private static double Normalise(ReadOnlySpan<float> vector, Span<double> unit)
    {
        TensorPrimitives.ConvertTruncating(vector, unit);
        double norm = TensorPrimitives.Norm<double>(unit);
        TensorPrimitives.Divide(unit, norm, unit);
        return norm;
    }
}
