using System.Buffers;
using System.Numerics.Tensors;

namespace FaceFunctions.Core.Training;

/// <summary>One computation of <see cref="MarginSoftmax"/>, over arguments that are known to be good.</summary>
/// <remarks>
/// Work is cut into blocks of fixed size that write to places of their own, and what several samples add to one class is added in the order of samples: threads change no bit.
/// The weights are never copied: their norms are multiplied into the columns of the logits, and into those of the gradient that replaces them.
/// </remarks>
internal sealed class MarginSoftmaxBatch : IDisposable
{
    private const int ClassesPerBlock = 256;
    private const int SamplesPerBlock = 256;
    private const int RowsPerBlock = 8;
    private const int ColumnsPerBlock = 64;

    private readonly MarginSoftmax _loss;
    private readonly ReadOnlyMemory<float> _embeddings;
    private readonly ReadOnlyMemory<int> _labels;
    private readonly ReadOnlyMemory<float> _weights;
    private readonly Memory<float> _embeddingGradient;
    private readonly Memory<float> _weightGradient;
    private readonly int _batch;
    private readonly int _dimension;
    private readonly int _classes;
    private readonly float[] _units;
    private readonly float[] _inverseNorms;
    private readonly float[] _inverseWeightNorms;
    private readonly float[] _logits;
    private readonly double[] _losses;
    private readonly double[] _angleSlopes;

    public MarginSoftmaxBatch(
        MarginSoftmax loss, ReadOnlyMemory<float> embeddings, ReadOnlyMemory<int> labels, ReadOnlyMemory<float> weights, Memory<float> embeddingGradient, Memory<float> weightGradient)
    {
        _loss = loss;
        _embeddings = embeddings;
        _labels = labels;
        _weights = weights;
        _embeddingGradient = embeddingGradient;
        _weightGradient = weightGradient;
        _batch = labels.Length;
        _dimension = embeddings.Length / _batch;
        _classes = weights.Length / _dimension;
        _units = ArrayPool<float>.Shared.Rent(embeddings.Length);
        _inverseNorms = ArrayPool<float>.Shared.Rent(_batch);
        _inverseWeightNorms = ArrayPool<float>.Shared.Rent(_classes);
        _logits = ArrayPool<float>.Shared.Rent(checked(_batch * _classes));
        _losses = ArrayPool<double>.Shared.Rent(_batch);
        _angleSlopes = ArrayPool<double>.Shared.Rent(_batch);
    }

    /// <summary>The mean loss. Writes the gradients.</summary>
    /// <exception cref="ArgumentException">A vector has no direction; the gradients are untouched.</exception>
    public double Compute()
    {
        ForEachBlock(_batch, RowsPerBlock, NormaliseEmbeddings);
        ForEachBlock(_classes, ClassesPerBlock, ComputeCosines);
        CheckDirections(_inverseNorms.AsSpan(0, _batch), "embeddings");
        CheckDirections(_inverseWeightNorms.AsSpan(0, _classes), "classWeights");
        ForEachBlock(_batch, RowsPerBlock, ComputeLosses);
        int columnBlocks = Blocks(_dimension, ColumnsPerBlock);
        ForEachBlock(Blocks(_batch, SamplesPerBlock) * columnBlocks, 1, (block, _) => ComputeEmbeddingGradient(block / columnBlocks, block % columnBlocks));
        ForEachBlock(_batch, RowsPerBlock, FinishEmbeddingGradient);
        ForEachBlock(_classes, ClassesPerBlock, ComputeWeightGradient);
        double sum = 0;
        for (int sample = 0; sample < _batch; sample++)
        {
            sum += _losses[sample];
        }

        return sum / _batch;
    }

    public void Dispose()
    {
        ArrayPool<float>.Shared.Return(_units);
        ArrayPool<float>.Shared.Return(_inverseNorms);
        ArrayPool<float>.Shared.Return(_inverseWeightNorms);
        ArrayPool<float>.Shared.Return(_logits);
        ArrayPool<double>.Shared.Return(_losses);
        ArrayPool<double>.Shared.Return(_angleSlopes);
    }

    private void NormaliseEmbeddings(int from, int to)
    {
        for (int sample = from; sample < to; sample++)
        {
            ReadOnlySpan<float> embedding = Row(_embeddings.Span, sample);
            _inverseNorms[sample] = InverseNorm(embedding);
            TensorPrimitives.Multiply(embedding, _inverseNorms[sample], Row(_units.AsSpan(), sample));
        }
    }

    /// <summary>_logits = unit embeddings * weights^T; the columns still have the norms of their weights in them.</summary>
    private void ComputeCosines(int from, int to)
    {
        for (int label = from; label < to; label++)
        {
            _inverseWeightNorms[label] = InverseNorm(Row(_weights.Span, label));
        }

        MatrixProduct.Multiply(
            _units, _dimension, false, _weights.Span[(from * _dimension)..], _dimension, true, _logits.AsSpan(from), _classes, _batch, to - from, _dimension, accumulate: false);
    }

    /// <summary>Replaces rows of logits by the gradient of the mean loss with respect to unit embedding * weight; the right class's becomes 0, for its angle has a slope of its own.</summary>
    private void ComputeLosses(int from, int to)
    {
        ReadOnlySpan<float> inverseWeightNorms = _inverseWeightNorms.AsSpan(0, _classes);
        for (int sample = from; sample < to; sample++)
        {
            int label = _labels.Span[sample];
            using TargetDirection direction = Direction(sample);
            TargetLogit target = _loss.Rule.At(direction.Cosine, direction.Sine);
            double targetLogit = _loss.Scale * target.Value;

            // The right class leaves the row as a logit of minus infinity: what is left is the wrong ones, whose sum keeps its precision when it is next to nothing.
            Span<float> row = _logits.AsSpan(sample * _classes, _classes);
            TensorPrimitives.Multiply(row, inverseWeightNorms, row);
            TensorPrimitives.Multiply(row, (float)_loss.Scale, row);
            row[label] = float.NegativeInfinity;
            float greatest = MathF.Max(TensorPrimitives.Max(row), (float)targetLogit);
            TensorPrimitives.Subtract(row, greatest, row);
            TensorPrimitives.Exp(row, row);
            var odds = new TargetOdds(targetLogit - greatest, TensorPrimitives.Sum(row), _loss.FocalGamma);

            _losses[sample] = odds.Loss;
            double perLogit = odds.Slope * _loss.Scale / _batch;
            _angleSlopes[sample] = -perLogit * odds.Miss * target.Slope;
            TensorPrimitives.Multiply(row, (float)(perLogit / odds.Total), row);
            TensorPrimitives.Multiply(row, inverseWeightNorms, row);
        }
    }

    private void ComputeEmbeddingGradient(int sampleBlock, int columnBlock)
    {
        int sample = sampleBlock * SamplesPerBlock;
        int column = columnBlock * ColumnsPerBlock;
        MatrixProduct.Multiply(
            _logits.AsSpan(sample * _classes), _classes, false, _weights.Span[column..], _dimension, false, _embeddingGradient.Span[((sample * _dimension) + column)..], _dimension,
            Math.Min(SamplesPerBlock, _batch - sample), Math.Min(ColumnsPerBlock, _dimension - column), _classes, accumulate: false);
    }

    private void FinishEmbeddingGradient(int from, int to)
    {
        for (int sample = from; sample < to; sample++)
        {
            Span<float> gradient = Row(_embeddingGradient.Span, sample);
            ReadOnlySpan<float> unit = Row(_units, sample);
            TensorPrimitives.MultiplyAdd(unit, -TensorPrimitives.Dot<float>(unit, gradient), gradient, gradient);
            TensorPrimitives.Multiply(gradient, _inverseNorms[sample], gradient);
            using TargetDirection direction = Direction(sample);
            direction.AddToEmbedding(_angleSlopes[sample], gradient);
        }
    }

    private void ComputeWeightGradient(int from, int to)
    {
        MatrixProduct.Multiply(
            _logits.AsSpan(from), _classes, true, _units, _dimension, false, _weightGradient.Span[(from * _dimension)..], _dimension, to - from, _dimension, _batch, accumulate: false);
        for (int label = from; label < to; label++)
        {
            ReadOnlySpan<float> weight = Row(_weights.Span, label);
            Span<float> gradient = Row(_weightGradient.Span, label);
            float inverseNorm = _inverseWeightNorms[label];
            TensorPrimitives.MultiplyAdd(weight, -TensorPrimitives.Dot<float>(weight, gradient) * inverseNorm * inverseNorm, gradient, gradient);
        }

        for (int sample = 0; sample < _batch; sample++)
        {
            int label = _labels.Span[sample];
            if (label >= from && label < to)
            {
                using TargetDirection direction = Direction(sample);
                direction.AddToWeight(_angleSlopes[sample], Row(_weightGradient.Span, label));
            }
        }
    }

    private TargetDirection Direction(int sample) => new(Row(_embeddings.Span, sample), Row(_weights.Span, _labels.Span[sample]));

    private Span<float> Row(Span<float> rows, int row) => rows.Slice(row * _dimension, _dimension);

    private ReadOnlySpan<float> Row(ReadOnlySpan<float> rows, int row) => rows.Slice(row * _dimension, _dimension);

    private void ForEachBlock(int count, int size, Action<int, int> work)
    {
        if (_loss.MaxThreads > 1)
        {
            Parallel.For(
                0, Blocks(count, size), new ParallelOptions { MaxDegreeOfParallelism = _loss.MaxThreads }, block => work(block * size, Math.Min(count, (block + 1) * size)));
            return;
        }

        for (int from = 0; from < count; from += size)
        {
            work(from, Math.Min(count, from + size));
        }
    }

    private static float InverseNorm(ReadOnlySpan<float> row)
    {
        float squares = TensorPrimitives.SumOfSquares(row);
        return float.IsNormal(squares) ? 1 / MathF.Sqrt(squares) : float.NaN;
    }

    private static void CheckDirections(ReadOnlySpan<float> inverseNorms, string name)
    {
        int row = TensorPrimitives.IndexOfMax(inverseNorms); // the first NaN, if there is one
        if (float.IsNaN(inverseNorms[row]))
        {
            throw new ArgumentException($"Row {row} has no direction: it is all but zero, too long, or holds NaN or infinity.", name);
        }
    }

    private static int Blocks(int count, int size) => (count + size - 1) / size;
}
