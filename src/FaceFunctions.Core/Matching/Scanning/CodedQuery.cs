using FaceFunctions.Core.Matching.Codes;
using FaceFunctions.Core.Recognition;

namespace FaceFunctions.Core.Matching.Scanning;

/// <summary>A query as signed 8-bit codes, and the bounds that they allow.</summary>
/// <remarks>
/// <para>
/// Let q = s a + f, with a the query's codes, s its step and f what they leave out; and x = y + e a row, with y what the row's codes stand for and e what they leave out.
/// Then q.x = s a.y + f.y + q.e, so by Cauchy and Schwarz, and because |y| is at most |x| + |e|,
/// </para>
/// <para>
/// q.x is at most s a.y + |f| (|x| + |e|) + |q| |e| = s a.y + (|q| + |f|) |e| + |f| |x|.
/// </para>
/// <para>
/// |f| and |q| are computed here in double, |e| is stored with the row and rounded up, |x| is at most <see cref="MaxNorm"/>. a.y is an integer times half the row's step:
/// with A and B the dot products of a with the row's upper and lower four bits and Q the sum of a, it is 16 d (A - 7.5 Q) for the upper bits alone,
/// and d (16 A + B - 127.5 Q) for all.
/// </para>
/// <para>
/// Rounding: the integers are exact. Let M = (|q| + |f|) (|x| + |e|), which no term exceeds. In float32 (unit roundoff u = 2^-24), s a.y takes a rounded s, a product with
/// the row's step, the integer made a float, and their product: at most 4.1 u M off. Its sum with the two other terms, one of them a rounded product, adds at most 7.1 u M.
/// Both other terms are made larger by the factor 1 + 2^-18 = 1 + 64 u, together 64 u M (the term of |x| includes (|q| + |f|) |x| 2^-18 for that): more than 11.2 u M,
/// and than what double arithmetic loses here. So the bounds hold as computed, also where multiplication and addition are fused.
/// </para>
/// <para>
/// Before all this the query is divided by a power of two, which changes no bit of its components, so that the largest lies from 1 to 2: no size of a query overflows or vanishes.
/// </para>
/// </remarks>
internal sealed class CodedQuery
{
    /// <summary>More than the norm of an embedding can be, rounded components and all.</summary>
    private const double MaxNorm = 1 + (1.0 / (1 << 14));

    private const double RoundingShare = 1.0 / (1 << 18);
    private const int MaxCode = 127;

    private double[] _components = [];
    private double _size;
    private bool _isEmbedding;
    private float _upperScale;
    private float _scale;
    private float _errorFactor;
    private float _constant;
    private int _codeSum;

    /// <summary>The factor of |e| in the bounds.</summary>
    public float ErrorFactor => _errorFactor;

    /// <summary>The term of the bounds that is the same for all rows.</summary>
    public float Constant => _constant;

    /// <summary>The factor of the bounds' first term: a row's step times twice the upper sum less <see cref="UpperOffset"/>.</summary>
    public float UpperScale => _upperScale;

    /// <summary>15 Q.</summary>
    public int UpperOffset => 15 * _codeSum;

    /// <summary>Takes on a query.</summary>
    /// <param name="query">Finite values, of the layout's dimension.</param>
    /// <param name="codes">Receives the codes; 0 beyond the dimension.</param>
    /// <exception cref="ArgumentException">A value is NaN or infinite.</exception>
    public void Encode(ReadOnlySpan<float> query, Span<sbyte> codes)
    {
        if (_components.Length < query.Length)
        {
            _components = new double[query.Length];
        }

        float largest = 0;
        bool isEmbedding = true;
        for (int i = 0; i < query.Length; i++)
        {
            float value = query[i];
            if (!float.IsFinite(value))
            {
                throw new ArgumentException($"Component {i} of the query is {value}.", nameof(query));
            }

            largest = Math.Max(largest, Math.Abs(value));
            _components[i] = value;
            isEmbedding &= Math.Abs(value) <= 1 && value * RowLayout.One == MathF.Truncate(value * RowLayout.One);
        }

        _size = largest == 0 ? 1 : Math.ScaleB(1, Math.ILogB(largest));
        _isEmbedding = isEmbedding;
        EncodeScaled(largest / _size / MaxCode, query.Length, codes);
    }

    /// <summary>Twice the dot product of the codes with the middles that all eight bits of a row stand for, in steps of the row.</summary>
    /// <param name="upperSum">The dot product of the codes with the row's upper bits.</param>
    /// <param name="lowerSum">The dot product of the codes with the row's lower bits.</param>
    public int Product(int upperSum, int lowerSum) => (32 * upperSum) + (2 * lowerSum) - (255 * _codeSum);

    /// <summary>A bound that no score of a row exceeds. In the units of <see cref="FloorOf"/>.</summary>
    /// <param name="step">The row's step.</param>
    /// <param name="error">A bound of what is left out of the row, its norm.</param>
    /// <param name="product">Twice the dot product of the codes with what is not left out, in steps of the row.</param>
    public float Bound(float step, float error, int product) => (_scale * step * product) + (_errorFactor * error) + _constant;

    /// <summary>A float below a score, in the units of the bounds: a row whose bound is less has a lower score.</summary>
    public float FloorOf(double score) => MathF.BitDecrement((float)(score / _size));

    /// <summary>The score of a row: its dot product with the query, summed in double.</summary>
    /// <param name="components">The row, in steps of an embedding.</param>
    /// <returns>What a plain loop over the components in their order computes, to the last bit. (For a query that is an embedding, every order gives the same.)</returns>
    public double Score(ReadOnlySpan<int> components) =>
        FaceEmbedding.Step * (_isEmbedding ? InAnyOrder(_components.AsSpan(0, components.Length), components) : InOrder(_components.AsSpan(0, components.Length), components));

    private static double InOrder(ReadOnlySpan<double> query, ReadOnlySpan<int> components)
    {
        double sum = 0;
        for (int i = 0; i < query.Length; i++)
        {
            sum += query[i] * components[i];
        }

        return sum;
    }

    private static double InAnyOrder(ReadOnlySpan<double> query, ReadOnlySpan<int> components)
    {
        double a = 0, b = 0, c = 0, d = 0;
        int i = 0;
        for (; i <= query.Length - 4; i += 4)
        {
            a += query[i] * components[i];
            b += query[i + 1] * components[i + 1];
            c += query[i + 2] * components[i + 2];
            d += query[i + 3] * components[i + 3];
        }

        for (; i < query.Length; i++)
        {
            a += query[i] * components[i];
        }

        return a + b + (c + d);
    }

    private void EncodeScaled(double step, int dimension, Span<sbyte> codes)
    {
        (double norm, double rest) = (0, 0);
        _codeSum = 0;
        codes.Clear();
        for (int i = 0; i < dimension; i++)
        {
            double component = _components[i] / _size;
            int code = step == 0 ? 0 : (int)Math.Round(component / step);
            double left = component - (code * step);
            codes[i] = (sbyte)code;
            _codeSum += code;
            norm += component * component;
            rest += left * left;
        }

        (norm, rest) = (Math.Sqrt(norm), Math.Sqrt(rest));
        _upperScale = (float)(8 * step);
        _scale = (float)(step / 2);
        _errorFactor = MathF.BitIncrement((float)((norm + rest) * (1 + RoundingShare)));
        _constant = MathF.BitIncrement((float)(((rest * (1 + RoundingShare)) + ((norm + rest) * RoundingShare)) * MaxNorm));
    }
}
