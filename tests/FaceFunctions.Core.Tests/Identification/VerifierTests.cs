using FaceFunctions.Core.Identification;
using FaceFunctions.Core.Matching;
using FaceFunctions.Core.Recognition;
using FaceFunctions.Core.Tests.Support;

namespace FaceFunctions.Core.Tests.Identification;

public class VerifierTests
{
    private readonly FakeAnalyzer _analyzer = new();

    [Fact]
    public async Task Verify_compares_the_largest_face_of_each_photo()
    {
        var same = Assert.IsType<VerifyOutcome.Verified>(await VerifyAsync("subject:1,2", "subject:1,3"));
        var other = Assert.IsType<VerifyOutcome.Verified>(await VerifyAsync("subject:1,2", "subject:2,1"));

        Assert.Equal((1f, MatchDecision.Match), (MathF.Round(same.Similarity, 5), same.Decision));
        Assert.InRange(same.Similarity, -1, 1);
        Assert.Equal(Vectors.DotInDouble(FakeAnalyzer.Embedding(1).Values, FakeAnalyzer.Embedding(2).Values), other.Similarity, 1e-6);
        Assert.Equal(MatchDecision.Unknown, other.Decision);
        Assert.Equal(FakeAnalyzer.Embedding(2).Values.ToArray(), other.B.Embedding.Values.ToArray());
    }

    [Fact]
    public async Task Verify_decides_by_the_bundles_thresholds_or_by_the_callers()
    {
        float similarity = (float)Vectors.DotInDouble(FakeAnalyzer.Embedding(1).Values, FakeAnalyzer.Embedding(2).Values);
        _analyzer.Model = _analyzer.Model with { Thresholds = new MatchThresholds(similarity + 0.01f, similarity - 0.01f) };

        Assert.Equal(MatchDecision.Uncertain, Assert.IsType<VerifyOutcome.Verified>(await VerifyAsync("one:1", "one:2")).Decision);
        Assert.Equal(MatchDecision.Match, Assert.IsType<VerifyOutcome.Verified>(await VerifyAsync("one:1", "one:2", similarity - 0.01f)).Decision);
        Assert.Equal(MatchDecision.Unknown, Assert.IsType<VerifyOutcome.Verified>(await VerifyAsync("one:1", "one:2", similarity + 0.01f)).Decision);
    }

    [Theory]
    [InlineData("none", "one:1", "a", typeof(PhotoAnalysis.NoFace))]
    [InlineData("one:1", "none", "b", typeof(PhotoAnalysis.NoFace))]
    [InlineData("large", "none", "a", typeof(PhotoAnalysis.TooLarge))]
    [InlineData("one:1", "?", "b", typeof(PhotoAnalysis.Unreadable))]
    public async Task Verify_says_which_photo_cannot_be_used(string a, string b, string which, Type expected)
    {
        var outcome = Assert.IsType<VerifyOutcome.Unusable>(await VerifyAsync(a, b));

        Assert.Equal(which, outcome.Which);
        Assert.IsType(expected, outcome.Analysis);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(1.5f)]
    public async Task Verify_refuses_a_threshold_that_is_no_cosine(float threshold)
    {
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => VerifyAsync("one:1", "one:1", threshold));
        Assert.Equal(0, _analyzer.Analyses);
    }

    private Task<VerifyOutcome> VerifyAsync(string a, string b, float? threshold = null) =>
        new Verifier(_analyzer).VerifyAsync(FakeAnalyzer.Photo(a), FakeAnalyzer.Photo(b), threshold, TestContext.Current.CancellationToken);
}
