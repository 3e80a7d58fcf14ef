using System.Numerics.Tensors;
using BenchmarkDotNet.Attributes;
using FaceFunctions.Core.Training;

namespace FaceFunctions.Benchmarks;

/// <summary>One product on one thread. It takes 2 m n k operations: over the nanoseconds, those are GFLOPS. Budget: 0 B allocated.</summary>
[MinColumn]
public class MatrixProductBenchmarks
{
    private float[] _a = [];
    private float[] _b = [];
    private float[] _rowsOfA = [];
    private float[] _columnsOfB = [];
    private float[] _c = [];

    /// <summary>A square, a convolution forward as a product over patches, and that of its weights' gradient.</summary>
    public static IEnumerable<Shape> Shapes => [new(512, 512, 512, TransposeA: false), new(8192, 32, 144, TransposeA: false), new(144, 32, 8192, TransposeA: true)];

    [ParamsSource(nameof(Shapes))]
    public Shape Size { get; set; } = new(1, 1, 1, TransposeA: false);

    [GlobalSetup]
    public void Setup()
    {
        (int m, int n, int k, bool transposeA) = Size;
        _a = Vectors.Unit(seed: 1, transposeA ? k : m, transposeA ? m : k);
        _b = Vectors.Unit(seed: 2, k, n);
        _rowsOfA = transposeA ? Transpose(_a, k, m) : _a;
        _columnsOfB = Transpose(_b, k, n);
        float[] expected = _c = new float[m * n];
        Dots();
        _c = new float[m * n];
        Product();
        Check.That(TensorPrimitives.Distance<float>(expected, _c) <= 1e-4 * TensorPrimitives.Norm<float>(expected), "the product and the dot products are the same");
    }

    /// <summary>A dot product an element, each with vector instructions, and both factors laid out for it beforehand.</summary>
    [Benchmark(Baseline = true)]
    public void Dots()
    {
        for (int row = 0; row < Size.M; row++)
        {
            for (int column = 0; column < Size.N; column++)
            {
                _c[(row * Size.N) + column] = TensorPrimitives.Dot<float>(_rowsOfA.AsSpan(row * Size.K, Size.K), _columnsOfB.AsSpan(column * Size.K, Size.K));
            }
        }
    }

    /// <summary>What the trainer calls: the widest vectors of the machine.</summary>
    [Benchmark]
    public void Product() =>
        MatrixProduct.Multiply(_a, Size.StrideOfA, Size.TransposeA, _b, Size.N, false, _c, Size.N, Size.M, Size.N, Size.K, accumulate: false);

    /// <summary>The kernel of a machine with AVX2.</summary>
    [Benchmark]
    public void Product256() =>
        MatrixProduct.Multiply<Vector256Kernel>(_a, Size.StrideOfA, Size.TransposeA, _b, Size.N, false, _c, Size.N, Size.M, Size.N, Size.K, accumulate: false);

    /// <summary>The kernel of any other.</summary>
    [Benchmark]
    public void Product128() =>
        MatrixProduct.Multiply<Vector128Kernel>(_a, Size.StrideOfA, Size.TransposeA, _b, Size.N, false, _c, Size.N, Size.M, Size.N, Size.K, accumulate: false);

    private static float[] Transpose(float[] matrix, int rows, int columns)
    {
        float[] transposed = new float[matrix.Length];
        for (int i = 0; i < matrix.Length; i++)
        {
            transposed[(i % columns * rows) + (i / columns)] = matrix[i];
        }

        return transposed;
    }

    /// <summary>C [m x n] of k terms.</summary>
    public sealed record Shape(int M, int N, int K, bool TransposeA)
    {
        internal int StrideOfA => TransposeA ? M : K;

        /// <inheritdoc/>
        public override string ToString() => $"{M}x{N}x{K}{(TransposeA ? " A^T" : "")}";
    }
}
