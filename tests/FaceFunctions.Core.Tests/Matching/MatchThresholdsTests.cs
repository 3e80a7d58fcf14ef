using FaceFunctions.Core.Matching;

namespace FaceFunctions.Core.Tests.Matching;

public class MatchThresholdsTests
{
    [Theory]
    [InlineData(0.5f, 0.3f)]
    [InlineData(0.5f, 0.5f)]
    [InlineData(1f, -1f)]
    [InlineData(-1f, -1f)]
    public void Thresholds_take_every_pair_in_range(float match, float review)
    {
        var thresholds = new MatchThresholds(match, review);

        Assert.Equal((match, review), (thresholds.Match, thresholds.Review));
    }

    [Theory]
    [InlineData(float.NaN, 0f, "match")]
    [InlineData(1.0001f, 0f, "match")]
    [InlineData(-1.0001f, -1f, "match")]
    [InlineData(float.PositiveInfinity, 0f, "match")]
    [InlineData(0.5f, float.NaN, "review")]
    [InlineData(0.5f, 0.5001f, "review")]
    [InlineData(0.5f, -1.0001f, "review")]
    public void Thresholds_refuse_what_is_no_cosine_or_in_the_wrong_order(float match, float review, string parameter) =>
        Assert.Equal(parameter, Assert.Throws<ArgumentOutOfRangeException>(() => new MatchThresholds(match, review)).ParamName);

    [Theory]
    [InlineData(0.5f, MatchDecision.Match)]
    [InlineData(0.49999997f, MatchDecision.Uncertain)]
    [InlineData(0.25f, MatchDecision.Uncertain)]
    [InlineData(0.24999999f, MatchDecision.Unknown)]
    [InlineData(-1f, MatchDecision.Unknown)]
    [InlineData(1f, MatchDecision.Match)]
    [InlineData(float.NaN, MatchDecision.Unknown)]
    public void Decide_counts_the_threshold_itself_in(float similarity, MatchDecision expected) =>
        Assert.Equal(expected, new MatchThresholds(0.5f, 0.25f).Decide(similarity));

    [Fact]
    public void A_callers_own_threshold_leaves_nothing_for_review()
    {
        MatchThresholds thresholds = MatchThresholds.At(0.6f);

        Assert.Equal(MatchDecision.Match, thresholds.Decide(0.6f));
        Assert.Equal(MatchDecision.Unknown, thresholds.Decide(0.59f));
        Assert.Equal(MatchDecision.Match, MatchThresholds.At(-1).Decide(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => MatchThresholds.At(float.NaN));
    }
}
