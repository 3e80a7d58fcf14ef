using System.Runtime.Intrinsics.X86;
using CsCheck;
using FaceFunctions.Core.Training;

namespace FaceFunctions.Core.Tests.Training;

public class MatrixProductTests
{
    private static readonly Multiplier[] Kernels =
    [
        MatrixProduct.Multiply,
        MatrixProduct.Multiply<Vector512Kernel>,
        MatrixProduct.Multiply<Vector256Kernel>,
        MatrixProduct.Multiply<Vector128Kernel>,
    ];

    private static readonly (bool TransposeA, bool TransposeB)[] Storages = [(false, false), (false, true), (true, false), (true, true)];

    // Around every vector width, every kernel's tile (8 x 32, 6 x 16, 8 x 8) and every cache block (240 rows, 1024 columns, 256 steps).
    public static TheoryData<int, int, int> Sizes
    {
        get
        {
            int[] odd = [1, 2, 3, 5, 6, 7, 8, 9, 12, 15, 16, 17, 31, 32, 33, 63, 64, 65];
            var sizes = new TheoryData<int, int, int>();
            for (int i = 0; i < odd.Length; i++)
            {
                sizes.Add(odd[i], odd[(i * 5 + 3) % odd.Length], odd[(i * 7 + 1) % odd.Length]);
                sizes.Add(odd[(i * 5 + 2) % odd.Length], odd[i], odd[(i * 11 + 4) % odd.Length]);
                sizes.Add(odd[(i * 7 + 5) % odd.Length], odd[(i * 11 + 2) % odd.Length], odd[i]);
            }

            sizes.Add(239, 33, 255);
            sizes.Add(241, 257, 257);
            sizes.Add(9, 1025, 3);
            sizes.Add(481, 7, 513);
            sizes.Add(7, 300, 768);
            return sizes;
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Multiply_agrees_with_a_plain_loop_in_double(int m, int n, int k)
    {
        foreach ((bool transposeA, bool transposeB) in Storages)
        {
            var product = new RandomProduct(m, n, k, transposeA, transposeB, gap: 0, seed: m + (100 * n) + (10_000 * k));
            foreach (Multiplier multiply in Kernels)
            {
                product.AssertAgrees(multiply, accumulate: false);
                product.AssertAgrees(multiply, accumulate: true);
            }
        }
    }

    [Fact]
    public void Multiply_takes_matrices_whose_rows_lie_apart_and_leaves_what_is_between() =>
        Gen.Select(Gen.Int[1, 70], Gen.Int[1, 70], Gen.Int[1, 300], Gen.Int[0, 9], Gen.Int[0, 7], Gen.Int).Sample(
            (m, n, k, gap, variant, seed) =>
            {
                var product = new RandomProduct(m, n, k, (variant & 1) != 0, (variant & 2) != 0, gap, seed);
                foreach (Multiplier multiply in Kernels)
                {
                    product.AssertAgrees(multiply, accumulate: (variant & 4) != 0);
                }
            },
            iter: 200);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Multiply_of_no_terms_is_zero(bool accumulate)
    {
        float[] c = [1, float.NaN, 3, 4, 5];

        MatrixProduct.Multiply([], 0, false, [], 2, false, c, 3, 2, 2, 0, accumulate);

        Assert.Equal(accumulate ? [1, float.NaN, 3, 4, 5] : [0, 0, 3, 0, 0], c);
    }

    [Fact]
    public void Multiply_of_no_rows_or_columns_does_nothing()
    {
        float[] c = [1, 2];

        MatrixProduct.Multiply([], 3, false, [1, 2, 3], 1, false, c, 1, 0, 1, 3, accumulate: false);
        MatrixProduct.Multiply([1, 2, 3], 3, false, [], 0, false, c, 0, 1, 0, 3, accumulate: false);

        Assert.Equal([1, 2], c);
    }

    [Fact]
    public void Multiply_gives_an_element_the_same_bits_however_the_product_is_split()
    {
        const int M = 250, N = 290, K = 600;
        var product = new RandomProduct(M, N, K, transposeA: false, transposeB: true, gap: 0, seed: 3);
        foreach (Multiplier multiply in Kernels)
        {
            float[] whole = new float[M * N];
            multiply(product.A, K, false, product.B, K, true, whole, N, M, N, K, false);

            float[] parts = new float[M * N];
            for (int row = 0; row < M; row += 37)
            {
                for (int column = 0; column < N; column += 23)
                {
                    multiply(
                        product.A.AsSpan(row * K), K, false, product.B.AsSpan(column * K), K, true, parts.AsSpan((row * N) + column), N,
                        Math.Min(37, M - row), Math.Min(23, N - column), K, false);
                }
            }

            Assert.Equal(whole, parts);
        }
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void Multiply_gives_the_same_bits_by_every_kernel_and_storage(bool transposeA, bool transposeB)
    {
        Assert.SkipUnless(Fma.IsSupported, "Without fused multiply-add the narrow kernel rounds twice.");
        const int M = 65, N = 70, K = 515;
        var plain = new RandomProduct(M, N, K, transposeA: false, transposeB: false, gap: 0, seed: 4);
        float[] expected = new float[M * N];
        MatrixProduct.Multiply(plain.A, K, false, plain.B, N, false, expected, N, M, N, K, false);
        float[] a = transposeA ? Transpose(plain.A, M, K) : plain.A;
        float[] b = transposeB ? Transpose(plain.B, K, N) : plain.B;

        foreach (Multiplier multiply in Kernels)
        {
            float[] c = new float[M * N];
            multiply(a, transposeA ? M : K, transposeA, b, transposeB ? K : N, transposeB, c, N, M, N, K, false);

            Assert.Equal(expected, c);
        }
    }

    [Fact]
    public void Multiply_passes_NaN_and_infinity_on_to_their_rows_and_columns_only()
    {
        const int Size = 9;
        float[] a = [.. Enumerable.Repeat(1f, Size * Size)];
        float[] b = [.. Enumerable.Repeat(1f, Size * Size)];
        a[3 * Size] = float.NaN;
        b[5] = float.PositiveInfinity;

        foreach (Multiplier multiply in Kernels)
        {
            float[] c = new float[Size * Size];
            multiply(a, Size, false, b, Size, false, c, Size, Size, Size, Size, false);

            Assert.All(c.Index(), cell => Assert.Equal(
                cell.Index / Size == 3 ? float.NaN : cell.Index % Size == 5 ? float.PositiveInfinity : Size, cell.Item));
        }
    }

    [Theory]
    [InlineData(-1, 1, 1, 1, 1, 1)]
    [InlineData(1, -1, 1, 1, 1, 1)]
    [InlineData(1, 1, -1, 1, 1, 1)]
    [InlineData(2, 2, 3, 2, 2, 2)]
    [InlineData(2, 2, 3, 3, 1, 2)]
    [InlineData(2, 2, 3, 3, 2, 1)]
    public void Multiply_refuses_negative_sizes_and_rows_that_overlap(int m, int n, int k, int lda, int ldb, int ldc) =>
        Assert.Throws<ArgumentOutOfRangeException>(
            () => MatrixProduct.Multiply(new float[100], lda, false, new float[100], ldb, false, new float[100], ldc, m, n, k, false));

    [Theory]
    [InlineData(5, 6, 4)]
    [InlineData(6, 5, 4)]
    [InlineData(6, 6, 3)]
    public void Multiply_refuses_spans_too_short_for_their_matrix(int a, int b, int c) =>
        Assert.Throws<ArgumentException>(() => MatrixProduct.Multiply(new float[a], 3, false, new float[b], 2, false, new float[c], 2, 2, 2, 3, false));

    [Fact]
    public void Multiply_refuses_a_product_that_lies_where_its_factors_do()
    {
        float[] shared = new float[8];
        float[] other = new float[4];

        Assert.Throws<ArgumentException>(() => MatrixProduct.Multiply(shared.AsSpan(0, 4), 2, false, other, 2, false, shared.AsSpan(3, 4), 2, 2, 2, 2, false));
        Assert.Throws<ArgumentException>(() => MatrixProduct.Multiply(other, 2, false, shared.AsSpan(3, 4), 2, false, shared.AsSpan(0, 4), 2, 2, 2, 2, false));
    }

    [Fact]
    public void Multiply_allocates_nothing_once_the_pools_are_warm()
    {
        var product = new RandomProduct(300, 300, 300, transposeA: true, transposeB: true, gap: 0, seed: 5);
        float[] c = new float[300 * 300];
        void Run() => MatrixProduct.Multiply(product.A, 300, true, product.B, 300, true, c, 300, 300, 300, 300, false);
        Run();

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 5; i++)
        {
            Run();
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static float[] Transpose(float[] matrix, int rows, int columns) =>
        [.. Enumerable.Range(0, columns).SelectMany(column => Enumerable.Range(0, rows).Select(row => matrix[(row * columns) + column]))];

    private delegate void Multiplier(
        ReadOnlySpan<float> a, int lda, bool transposeA, ReadOnlySpan<float> b, int ldb, bool transposeB, Span<float> c, int ldc, int m, int n, int k, bool accumulate);

    /// <summary>Two random matrices with NaN between their rows, and their product by three plain loops.</summary>
    private sealed class RandomProduct
    {
        private const float Gap = 12345;
        private readonly int _m, _n, _k, _lda, _ldb, _ldc;
        private readonly bool _transposeA, _transposeB;
        private readonly float[] _c;
        private readonly (double Sum, double Bound)[] _expected;

        public RandomProduct(int m, int n, int k, bool transposeA, bool transposeB, int gap, int seed)
        {
            (_m, _n, _k, _transposeA, _transposeB) = (m, n, k, transposeA, transposeB);
            var random = new Random(seed);
            (A, _lda) = transposeA ? Matrix(random, k, m, gap, float.NaN) : Matrix(random, m, k, gap, float.NaN);
            (B, _ldb) = transposeB ? Matrix(random, n, k, gap, float.NaN) : Matrix(random, k, n, gap, float.NaN);
            (_c, _ldc) = Matrix(random, m, n, gap, Gap);
            _expected = [.. Enumerable.Range(0, _c.Length).Select(i => Expect(i / _ldc, i % _ldc))];
        }

        public float[] A { get; }

        public float[] B { get; }

        public void AssertAgrees(Multiplier multiply, bool accumulate)
        {
            float[] c = accumulate ? [.. _c] : [.. _c.Select(value => value == Gap ? Gap : float.NaN)];

            multiply(A, _lda, _transposeA, B, _ldb, _transposeB, c, _ldc, _m, _n, _k, accumulate);

            for (int i = 0; i < c.Length; i++)
            {
                (double sum, double bound) = _expected[i];
                double start = accumulate && _c[i] != Gap ? _c[i] : 0;
                if (!(Math.Abs(c[i] - start - sum) <= bound))
                {
                    Assert.Fail($"[{i / _ldc}, {i % _ldc}] of {_m} x {_n} x {_k} is {c[i]}, not {start + sum}.");
                }
            }
        }

        private (double Sum, double Bound) Expect(int row, int column)
        {
            if (column >= _n)
            {
                return (Gap, 0);
            }

            double sum = 0;
            double magnitude = 1; // no less than what is added to
            for (int step = 0; step < _k; step++)
            {
                double term = (double)A[_transposeA ? (step * _lda) + row : (row * _lda) + step] * B[_transposeB ? (column * _ldb) + step : (step * _ldb) + column];
                sum += term;
                magnitude += Math.Abs(term);
            }

            // Each of k products and k sums may round by half a unit in the last place (Higham, Accuracy and Stability of Numerical Algorithms, 3.1).
            return (sum, ((2 * _k) + 2) * Math.Pow(2, -24) * magnitude);
        }

        private static (float[] Values, int Stride) Matrix(Random random, int rows, int columns, int gap, float between)
        {
            int stride = columns + gap;
            float[] values = new float[((rows - 1) * stride) + columns];
            for (int i = 0; i < values.Length; i++)
            {
                values[i] = i % stride < columns ? (random.NextSingle() * 2) - 1 : between;
            }

            return (values, stride);
        }
    }
}
