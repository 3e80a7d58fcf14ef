namespace FaceFunctions.Core.Training;

/// <summary>How much nearer than others an embedding must come to its own class: a map from the angle theta between the two, from 0 to pi, to a logit psi(theta).</summary>
/// <remarks>
/// <para>
/// Stated by the angle and not by its cosine, because d psi / d cos grows without bound towards 0 and pi (as 1 / sin), while d psi / d theta does not;
/// and by cosine and sine both, because either alone loses the angle where it is flat.
/// </para>
/// <para>Every psi falls from 0 to pi, except ArcFace's easy margin, which steps up once; with a margin of 0 (1 for <see cref="LSoftmax"/>) each is cos(theta). Immutable; rules of equal kind and margin are equal.</para>
/// </remarks>
public abstract record MarginRule
{
    private MarginRule()
    {
    }

    /// <summary>psi = cos(theta): softmax over normalised embeddings and weights (Wang et al. 2017, NormFace).</summary>
    public static MarginRule Softmax { get; } = new SoftmaxRule();

    /// <summary>
    /// psi = (-1)^k cos(m theta) - 2k for theta from k pi/m to (k + 1) pi/m: large-margin softmax (Liu et al. 2016), here over normalised weights as in A-softmax (Liu et al. 2017, SphereFace)
    /// and normalised embeddings. Smooth also where its pieces meet: the slope is 0 there.
    /// </summary>
    /// <param name="m">The angle's factor, from 1 to 16.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="m"/> is outside its range.</exception>
    public static MarginRule LSoftmax(int m)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(m, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(m, 16);
        return new LSoftmaxRule(m);
    }

    /// <summary>psi = cos(theta) - m (Wang et al. 2018, CosFace).</summary>
    /// <param name="m">The margin of the cosine, from 0 to 2; the paper's is 0.35.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="m"/> is outside its range, or NaN.</exception>
    public static MarginRule CosFace(double m) => new CosFaceRule(InRange(m, 2));

    /// <summary>
    /// psi = cos(theta + m) (Deng et al. 2019, ArcFace) while theta + m is less than pi. Past that, where the cosine would rise again, psi = cos(theta) - m sin(pi - m):
    /// a step down, so that psi still falls everywhere.
    /// </summary>
    /// <param name="m">The margin of the angle, from 0 to pi/2 (up to about 2.3 the step leads down); the paper's is 0.5.</param>
    /// <param name="easyMargin">
    /// Whether the margin is asked only of embeddings on the right side, cos(theta) > 0, where theta + m cannot pass pi; elsewhere psi = cos(theta).
    /// This psi steps up by sin(m) at pi/2, as in the reference implementations.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="m"/> is outside its range, or NaN.</exception>
    public static MarginRule ArcFace(double m, bool easyMargin = false) => new ArcFaceRule(InRange(m, Math.PI / 2), easyMargin);

    /// <summary>The logit at an angle.</summary>
    /// <param name="cosine">Cosine of the angle.</param>
    /// <param name="sine">Sine of the angle, 0 or more.</param>
    public abstract TargetLogit At(double cosine, double sine);

    private static double InRange(double m, double greatest) =>
        m >= 0 && m <= greatest ? m : throw new ArgumentOutOfRangeException(nameof(m), m, $"This margin is a number from 0 to {greatest}.");

    private sealed record SoftmaxRule : MarginRule
    {
        public override TargetLogit At(double cosine, double sine) => new(cosine, -sine);
    }

    private sealed record LSoftmaxRule(int M) : MarginRule
    {
        public override TargetLogit At(double cosine, double sine)
        {
            double theta = Math.Atan2(sine, cosine);
            double piece = Math.Floor(M * theta / Math.PI);
            double sign = piece % 2 == 0 ? 1 : -1;
            (double sin, double cos) = Math.SinCos(M * theta);

            // Where a rounding error picks the neighbouring piece, the value is the same; only the slope, which is 0 there, could come out as a tiny rise.
            return new TargetLogit((sign * cos) - (2 * piece), Math.Min(0, -sign * M * sin));
        }
    }

    private sealed record CosFaceRule(double M) : MarginRule
    {
        public override TargetLogit At(double cosine, double sine) => new(cosine - M, -sine);
    }

    private sealed record ArcFaceRule(double M, bool EasyMargin) : MarginRule
    {
        private readonly double _cos = Math.Cos(M);
        private readonly double _sin = Math.Sin(M);
        private readonly double _leastCosine = EasyMargin ? 0 : Math.Cos(Math.PI - M);
        private readonly double _penalty = EasyMargin ? 0 : M * Math.Sin(Math.PI - M);

        public override TargetLogit At(double cosine, double sine) => cosine > _leastCosine
            ? new TargetLogit((cosine * _cos) - (sine * _sin), Math.Min(0, -((sine * _cos) + (cosine * _sin))))
            : new TargetLogit(cosine - _penalty, -sine);
    }
}
