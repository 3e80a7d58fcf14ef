using System.Numerics.Tensors;
using BenchmarkDotNet.Attributes;
using FaceFunctions.Core.Training;

namespace FaceFunctions.Benchmarks;

/// <summary>
/// ArcFace's loss and both gradients for a batch of 256 embeddings of 512. Its three matrix products take 6 * 256 * 512 * classes operations: over the nanoseconds, those are GFLOPS.
/// Budget: about 1 KB allocated on one thread, whatever the number of classes.
/// </summary>
[MinColumn]
public class MarginSoftmaxBenchmarks
{
    private const int Batch = 256;
    private const int Dimension = 512;
    private const float Scale = 30;
    private const float Margin = 0.5f;

    private readonly float[] _embeddings = Vectors.Unit(seed: 1, Batch, Dimension);
    private readonly float[] _embeddingGradient = new float[Batch * Dimension];
    private readonly MarginSoftmax _oneThread = new(MarginRule.ArcFace(Margin), Scale) { MaxThreads = 1 };
    private readonly MarginSoftmax _allCores = new(MarginRule.ArcFace(Margin), Scale);
    private int[] _labels = [];
    private float[] _weights = [];
    private float[] _weightGradient = [];
    private float[] _row = [];

    [Params(1_000, 10_000)]
    public int Classes { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _weights = Vectors.Unit(seed: 2, Classes, Dimension);
        _weightGradient = new float[_weights.Length];
        _row = new float[Classes];
        _labels = [.. Enumerable.Range(0, Batch).Select(sample => sample * 37 % Classes)];
        double plain = Plain();
        float[] gradient = [.. _weightGradient];
        Check.That(Math.Abs(plain - OneThread()) < 1e-4 * plain, "both compute the same loss");
        Check.That(TensorPrimitives.Distance<float>(gradient, _weightGradient) < 1e-4 * TensorPrimitives.Norm<float>(gradient), "both compute the same gradient");
    }

    /// <summary>The same for unit vectors and angles well inside the margin, a dot product or a vector sum at a time: vector instructions, but no blocks.</summary>
    [Benchmark(Baseline = true)]
    public double Plain()
    {
        double loss = 0;
        Array.Clear(_embeddingGradient);
        Array.Clear(_weightGradient);
        for (int sample = 0; sample < Batch; sample++)
        {
            ReadOnlySpan<float> embedding = _embeddings.AsSpan(sample * Dimension, Dimension);
            Span<float> embeddingGradient = _embeddingGradient.AsSpan(sample * Dimension, Dimension);
            for (int label = 0; label < Classes; label++)
            {
                _row[label] = Scale * TensorPrimitives.Dot(embedding, _weights.AsSpan(label * Dimension, Dimension));
            }

            float angle = MathF.Acos(_row[_labels[sample]] / Scale);
            _row[_labels[sample]] = Scale * MathF.Cos(angle + Margin);
            TensorPrimitives.SoftMax<float>(_row, _row);
            loss -= MathF.Log(_row[_labels[sample]]);
            _row[_labels[sample]] = (_row[_labels[sample]] - 1) * MathF.Sin(angle + Margin) / MathF.Sin(angle);
            for (int label = 0; label < Classes; label++)
            {
                float slope = _row[label] * Scale / Batch;
                ReadOnlySpan<float> weight = _weights.AsSpan(label * Dimension, Dimension);
                Span<float> weightGradient = _weightGradient.AsSpan(label * Dimension, Dimension);
                TensorPrimitives.MultiplyAdd(weight, slope, embeddingGradient, embeddingGradient);
                TensorPrimitives.MultiplyAdd(embedding, slope, weightGradient, weightGradient);
            }
        }

        Project(_embeddings, _embeddingGradient);
        Project(_weights, _weightGradient);
        return loss / Batch;
    }

    /// <summary>Ours on one thread.</summary>
    [Benchmark]
    public double OneThread() => _oneThread.Compute(_embeddings, _labels, _weights, _embeddingGradient, _weightGradient);

    /// <summary>Ours on all cores, with the same bits.</summary>
    [Benchmark]
    public double AllCores() => _allCores.Compute(_embeddings, _labels, _weights, _embeddingGradient, _weightGradient);

    private static void Project(float[] units, float[] gradients)
    {
        for (int start = 0; start < units.Length; start += Dimension)
        {
            ReadOnlySpan<float> unit = units.AsSpan(start, Dimension);
            Span<float> gradient = gradients.AsSpan(start, Dimension);
            TensorPrimitives.MultiplyAdd(unit, -TensorPrimitives.Dot<float>(unit, gradient), gradient, gradient);
        }
    }
}
