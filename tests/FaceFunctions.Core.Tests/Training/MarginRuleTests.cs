using FaceFunctions.Core.Training;

namespace FaceFunctions.Core.Tests.Training;

public class MarginRuleTests
{
    private const int Steps = 20_000;

    private static readonly double[] Angles = [.. Enumerable.Range(0, Steps + 1).Select(i => i * Math.PI / Steps)];

    private static readonly (MarginRule Rule, Func<double, double> Psi)[] FallingRules =
    [
        (MarginRule.Softmax, MarginOracle.Softmax),
        (MarginRule.LSoftmax(1), MarginOracle.Softmax),
        (MarginRule.LSoftmax(2), MarginOracle.LSoftmax(2)),
        (MarginRule.LSoftmax(3), MarginOracle.LSoftmax(3)),
        (MarginRule.LSoftmax(4), MarginOracle.LSoftmax(4)),
        (MarginRule.LSoftmax(16), MarginOracle.LSoftmax(16)),
        (MarginRule.CosFace(0.35), MarginOracle.CosFace(0.35)),
        (MarginRule.ArcFace(0), MarginOracle.Softmax),
        (MarginRule.ArcFace(0.1), MarginOracle.ArcFace(0.1)),
        (MarginRule.ArcFace(0.5), MarginOracle.ArcFace(0.5)),
        (MarginRule.ArcFace(Math.PI / 2), MarginOracle.ArcFace(Math.PI / 2)),
    ];

    public static TheoryData<int> Falling => [.. Enumerable.Range(0, FallingRules.Length)];

    [Theory]
    [MemberData(nameof(Falling))]
    public void At_agrees_with_the_formula_of_the_paper(int index)
    {
        (MarginRule rule, Func<double, double> psi) = FallingRules[index];

        // Not at the grid's own points: some of them are where a formula changes, on a side that a rounding error decides.
        Assert.All(Angles[..^1], angle => Assert.Equal(psi(angle + 1e-5), At(rule, angle + 1e-5).Value, 1e-12));
    }

    [Theory]
    [MemberData(nameof(Falling))]
    public void At_falls_from_0_to_pi_and_says_how_steeply(int index)
    {
        MarginRule rule = FallingRules[index].Rule;
        TargetLogit[] logits = [.. Angles.Select(angle => At(rule, angle))];

        Assert.All(logits.Zip(logits.Skip(1)), pair => Assert.True(pair.Second.Value <= pair.First.Value + 1e-15));
        Assert.All(logits, logit => Assert.True(logit.Slope <= 0));
        Assert.All(Angles[1..^1], angle =>
        {
            // The step down of ArcFace, which no derivative describes, is passed over. The curvature of L-softmax, up to m^2, changes its sign where two pieces meet.
            double slope = (At(rule, angle + 1e-6).Value - At(rule, angle - 1e-6).Value) / 2e-6;
            Assert.True(slope < -1000 || Math.Abs(slope - At(rule, angle).Slope) < 16 * 16 * 1e-6, $"{rule} at {angle}: {slope}");
        });
    }

    [Fact]
    public void At_without_a_margin_is_the_cosine()
    {
        MarginRule[] rules = [MarginRule.Softmax, MarginRule.LSoftmax(1), MarginRule.CosFace(0), MarginRule.ArcFace(0), MarginRule.ArcFace(0, easyMargin: true)];
        foreach (double angle in Angles)
        {
            Assert.All(rules, rule =>
            {
                TargetLogit logit = At(rule, angle);
                Assert.Equal(Math.Cos(angle), logit.Value, 1e-15);
                Assert.Equal(-Math.Sin(angle), logit.Slope, 1e-15);
            });
        }
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.5)]
    [InlineData(1.5)]
    public void ArcFace_steps_down_where_the_margin_passes_pi(double m)
    {
        MarginRule rule = MarginRule.ArcFace(m);
        double cosine = Math.Cos(Math.PI - m);
        double sine = Math.Sin(Math.PI - m);

        // Exactly at the limit the part beyond it holds: cos <= cos(pi - m).
        Assert.Equal(new TargetLogit(cosine - (m * sine), -sine), rule.At(cosine, sine));
        TargetLogit before = rule.At(Math.BitIncrement(cosine), sine);
        Assert.Equal(-1, before.Value, 1e-15);
        Assert.Equal(0, before.Slope, 1e-15);
        Assert.True(rule.At(cosine, sine).Value < before.Value);
    }

    [Fact]
    public void ArcFace_with_easy_margin_asks_nothing_of_the_wrong_side()
    {
        MarginRule rule = MarginRule.ArcFace(0.5, easyMargin: true);

        Assert.Equal(0, rule.At(0, 1).Value);
        Assert.Equal(Math.Cos(2), At(rule, 2).Value, 1e-15);
        Assert.Equal(-Math.Sin(2), At(rule, 2).Slope, 1e-15);
        Assert.Equal(Math.Cos(1.2), At(rule, 0.7).Value, 1e-15);
        Assert.Equal(-Math.Sin(1.2), At(rule, 0.7).Slope, 1e-15);

        // It falls on either side, with a step up of sin(m) between.
        TargetLogit[] near = [.. Angles.Where(angle => angle < Math.PI / 2).Select(angle => At(rule, angle))];
        TargetLogit[] far = [.. Angles.Where(angle => angle > Math.PI / 2).Select(angle => At(rule, angle))];
        Assert.All(near.Zip(near.Skip(1)).Concat(far.Zip(far.Skip(1))), pair => Assert.True(pair.Second.Value < pair.First.Value));
        Assert.Equal(Math.Sin(0.5), rule.At(0, 1).Value - rule.At(double.Epsilon, 1).Value, 1e-15);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void LSoftmax_is_flat_where_its_pieces_meet(int m)
    {
        MarginRule rule = MarginRule.LSoftmax(m);
        for (int k = 0; k <= m; k++)
        {
            double angle = k * Math.PI / m;
            foreach (double near in new[] { Math.BitDecrement(angle), angle, Math.BitIncrement(angle) })
            {
                // psi there is 1 - 2k, from either side.
                Assert.Equal(1 - (2 * k), At(rule, near).Value, 1e-14);
                Assert.Equal(0, At(rule, near).Slope, 1e-14);
            }
        }
    }

    [Fact]
    public void Rules_of_equal_kind_and_margin_are_equal()
    {
        Assert.Equal(MarginRule.ArcFace(0.5), MarginRule.ArcFace(0.5));
        Assert.NotEqual(MarginRule.ArcFace(0.5), MarginRule.ArcFace(0.5, easyMargin: true));
        Assert.NotEqual(MarginRule.ArcFace(0.5), MarginRule.CosFace(0.5));
    }

    [Fact]
    public void Margins_outside_their_range_are_refused()
    {
        Assert.All([-0.1, 1.6, double.NaN], m => Assert.Throws<ArgumentOutOfRangeException>(() => MarginRule.ArcFace(m)));
        Assert.All([-0.1, 2.1, double.NaN], m => Assert.Throws<ArgumentOutOfRangeException>(() => MarginRule.CosFace(m)));
        Assert.All([-1, 0, 17], m => Assert.Throws<ArgumentOutOfRangeException>(() => MarginRule.LSoftmax(m)));
    }

    private static TargetLogit At(MarginRule rule, double angle) => rule.At(Math.Cos(angle), Math.Abs(Math.Sin(angle)));
}
