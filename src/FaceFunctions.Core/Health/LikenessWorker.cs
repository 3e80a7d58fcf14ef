using System.Numerics;
using System.Runtime.InteropServices;
using FaceFunctions.Core.Matching;
using FaceFunctions.Core.Training;

namespace FaceFunctions.Core.Health;

/// <summary>What one thread of a <see cref="LikenessScan"/> compares, and what it found.</summary>
internal sealed class LikenessWorker
{
    private readonly FaceIndex _index;
    private readonly IndexedFace[] _faces;
    private readonly (int First, int End)[] _people;
    private readonly float _duplicateFrom;
    private readonly float _duplicateLimit;
    private readonly float[] _rows;
    private readonly float[] _columns;
    private readonly float[] _products;

    public LikenessWorker(FaceIndex index, IndexedFace[] faces, (int First, int End)[] people, float duplicateFrom, int mostDuplicates)
    {
        (_index, _faces, _people, _duplicateFrom) = (index, faces, people, duplicateFrom);

        // 1.1: norms are 1 within 1e-5, and the limit itself is rounded.
        float slack = 1.1f * index.Dimension / (1 << 24);
        _duplicateLimit = duplicateFrom - slack;
        Own = new NearestFaces(faces.Length, slack);
        Others = new NearestFaces(faces.Length, slack);
        Duplicates = new WorstList<LikePair>(mostDuplicates, Order);
        int block = Math.Min(faces.Length, LikenessScan.BlockFaces);
        (_rows, _columns, _products) = (new float[block * index.Dimension], new float[block * index.Dimension], new float[block * block]);
    }

    /// <summary>Nearest faces of the same person.</summary>
    public NearestFaces Own { get; }

    /// <summary>Nearest faces of other people.</summary>
    public NearestFaces Others { get; }

    /// <summary>Pairs that are hardly two photos.</summary>
    public WorstList<LikePair> Duplicates { get; }

    /// <summary>Compares the faces of a block with each other and with those of all later blocks.</summary>
    public void Compare(int block, int blocks, CancellationToken cancellationToken)
    {
        int dimension = _index.Dimension;
        int firstRow = block * LikenessScan.BlockFaces;
        int rows = Math.Min(_faces.Length - firstRow, LikenessScan.BlockFaces);
        _index.Read(_faces.AsSpan(firstRow, rows), _rows);
        for (int other = block; other < blocks; other++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int firstColumn = other * LikenessScan.BlockFaces;
            int columns = Math.Min(_faces.Length - firstColumn, LikenessScan.BlockFaces);
            _index.Read(_faces.AsSpan(firstColumn, columns), _columns);
            MatrixProduct.Multiply(_rows, dimension, false, _columns, dimension, true, _products, columns, rows, columns, dimension, accumulate: false);
            for (int row = 0; row < rows; row++)
            {
                int face = firstRow + row;

                // Sorted by person: the columns of the own person are in one piece.
                int from = Math.Max(firstColumn, face + 1);
                int end = firstColumn + columns;
                int endOwn = Math.Clamp(_people[face].End, from, Math.Max(from, end));
                Scan(face, row, from, endOwn, firstColumn, columns, Own);
                Scan(face, row, endOwn, end, firstColumn, columns, Others);
            }
        }
    }

    /// <summary>Takes over what another thread found.</summary>
    public void Add(LikenessWorker other)
    {
        Own.Add(other.Own);
        Others.Add(other.Others);
        Duplicates.Add(other.Duplicates);
    }

    private static int Order(LikePair x, LikePair y)
    {
        int order = y.Similarity.CompareTo(x.Similarity);
        order = order != 0 ? order : x.Face.CompareTo(y.Face);
        return order != 0 ? order : x.Other.CompareTo(y.Other);
    }

    private void Scan(int face, int row, int from, int end, int firstColumn, int columns, NearestFaces nearest)
    {
        if (from >= end)
        {
            return;
        }

        ReadOnlySpan<float> products = _products.AsSpan((row * columns) + (from - firstColumn), end - from);
        ReadOnlySpan<float> limits = nearest.Limits[from..end];
        int at = 0;
        for (; at <= products.Length - Vector<float>.Count; at += Vector<float>.Count)
        {
            // What reaches none of the three limits is nobody's nearest face, and no duplicate.
            var lowest = Vector.Min(new Vector<float>(limits[at..]), new Vector<float>(Math.Min(nearest.Limits[face], _duplicateLimit)));
            if (Vector.GreaterThanOrEqualAny(new Vector<float>(products[at..]), lowest))
            {
                Look(face, row, from, products, firstColumn, nearest, at, at + Vector<float>.Count);
            }
        }

        Look(face, row, from, products, firstColumn, nearest, at, products.Length);
    }

    private void Look(int face, int row, int from, ReadOnlySpan<float> products, int firstColumn, NearestFaces nearest, int at, int end)
    {
        for (; at < end; at++)
        {
            int other = from + at;
            float product = products[at];
            if (product < nearest.Limits[other] && product < nearest.Limits[face] && product < _duplicateLimit)
            {
                continue;
            }

            if (_faces[face].Photo == _faces[other].Photo)
            {
                continue;
            }

            double score = Exact(row, other - firstColumn);
            nearest.Compare(face, other, score);
            nearest.Compare(other, face, score);
            if ((float)score >= _duplicateFrom)
            {
                Duplicates.Add(new LikePair(face, other, (float)Math.Min(score, 1)));
            }
        }
    }

    /// <summary>The exact score: see <see cref="Recognition.FaceEmbedding"/> for why a sum in double is.</summary>
    private double Exact(int row, int column)
    {
        ReadOnlySpan<float> x = _rows.AsSpan(row * _index.Dimension, _index.Dimension);
        ReadOnlySpan<float> y = _columns.AsSpan(column * _index.Dimension, _index.Dimension);
        ReadOnlySpan<Vector<float>> left = MemoryMarshal.Cast<float, Vector<float>>(x);
        ReadOnlySpan<Vector<float>> right = MemoryMarshal.Cast<float, Vector<float>>(y);
        Vector<double> sums = Vector<double>.Zero;
        for (int i = 0; i < left.Length; i++)
        {
            Vector.Widen(left[i], out Vector<double> lowLeft, out Vector<double> highLeft);
            Vector.Widen(right[i], out Vector<double> lowRight, out Vector<double> highRight);
            sums += (lowLeft * lowRight) + (highLeft * highRight);
        }

        double sum = Vector.Sum(sums);
        for (int i = left.Length * Vector<float>.Count; i < x.Length; i++)
        {
            sum += (double)x[i] * y[i];
        }

        return sum;
    }
}
