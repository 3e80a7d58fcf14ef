using FaceFunctions.Core.Gallery;
using FaceFunctions.Core.Identification;
using FaceFunctions.Core.Matching;
using FaceFunctions.Core.Recognition;
using FaceFunctions.Core.Tests.Support;

namespace FaceFunctions.Core.Tests.Identification;

public sealed class IdentifierTests : IDisposable
{
    private readonly ManualTimeProvider _time = new();
    private readonly InMemoryGalleryStore _store = new();
    private readonly FakeAnalyzer _analyzer = new();
    private readonly GalleryMirror _mirror;
    private readonly Identifier _identifier;

    public IdentifierTests()
    {
        _mirror = new GalleryMirror(_store, _time);
        _identifier = new Identifier(_analyzer, _mirror, _time);
    }

    public void Dispose() => _mirror.Dispose();

    [Fact]
    public async Task Identify_names_a_known_person_and_ranks_the_others()
    {
        await _store.WriteAsync("ana/1.jpg", "ana", 1);
        await _store.WriteAsync("ben/1.jpg", "ben", 2);
        await _store.WriteAsync("ben/2.jpg", "ben", 3);

        IdentifyOutcome.Identified outcome = await IdentifyAsync("one:1");

        IdentifiedFace face = Assert.Single(outcome.Faces);
        Assert.Equal((MatchDecision.Match, "ana"), (face.Decision, face.Person));
        Assert.Equal(["ana", "ben"], face.Candidates.Select(candidate => candidate.Person));
        Assert.Equal(1f, face.Candidates[0].Similarity, 1e-6f);
        double ben = Math.Max(Cosine(1, 2), Cosine(1, 3));
        Assert.Equal((float)ben, face.Candidates[1].Similarity, 1e-6f);
        Assert.Equal((3, 2), (outcome.GalleryFaces, outcome.GalleryPeople));
        Assert.Same(_analyzer.Model, outcome.Model);
        Assert.Same(_analyzer.Model.Thresholds, outcome.Thresholds);
        Assert.Same(outcome.Photo.Faces[0], face.Face);
    }

    [Fact]
    public async Task Identify_in_an_empty_gallery_knows_nobody()
    {
        IdentifyOutcome.Identified outcome = await IdentifyAsync("one:1");

        IdentifiedFace face = Assert.Single(outcome.Faces);
        Assert.Equal((MatchDecision.Unknown, null), (face.Decision, face.Person));
        Assert.Empty(face.Candidates);
        Assert.Equal((0, 0), (outcome.GalleryFaces, outcome.GalleryPeople));
    }

    [Fact]
    public async Task Identify_of_a_gallery_photo_never_finds_the_photo_itself()
    {
        await _store.WriteAsync("ana/1.jpg", "ana", 1);
        await _store.WriteAsync("ana/2.jpg", "ana", 2);
        await _store.WriteAsync("ben/1.jpg", "ben", 3);
        await _store.WriteAsync("copy.jpg", "copy", 1);

        IdentifiedFace alone = Assert.Single((await IdentifyAsync("one:1", probeInGallery: "ana/1.jpg")).Faces);
        IdentifiedFace ben = Assert.Single((await IdentifyAsync("one:3", probeInGallery: "ben/1.jpg")).Faces);

        Assert.Equal("copy", alone.Person);
        Assert.Contains(alone.Candidates, candidate => candidate.Photo == "ana/2.jpg");
        Assert.DoesNotContain(alone.Candidates, candidate => candidate.Photo == "ana/1.jpg");
        Assert.DoesNotContain(ben.Candidates, candidate => candidate.Person == "ben");
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(100, 6)]
    public async Task Identify_returns_at_most_as_many_candidates_as_asked_for(int top, int expected)
    {
        for (int seed = 1; seed <= 6; seed++)
        {
            await _store.WriteAsync($"{seed}.jpg", $"{seed}", seed);
        }

        IdentifyOutcome.Identified outcome = await IdentifyAsync("group:1,2,3,4", top);

        Assert.All(outcome.Faces, face => Assert.Equal(expected, face.Candidates.Count));
        Assert.Equal(["1", "2", "3", "4"], outcome.Faces.Select(face => face.Person));
        Assert.All(outcome.Faces, face => Assert.Equal(face.Candidates.OrderByDescending(candidate => candidate.Similarity), face.Candidates));
    }

    [Fact]
    public async Task Identify_names_nobody_twice_in_one_photo_even_with_one_candidate_a_face()
    {
        await _store.WriteAsync("ana/1.jpg", "ana", 1);
        await _store.WriteAsync("twin/1.jpg", "twin", 1);
        await _store.WriteAsync("ben/1.jpg", "ben", 2);

        IdentifyOutcome.Identified outcome = await IdentifyAsync("group:1,2,1,1", top: 1);

        Assert.Equal(["ana", "ben", "twin", null], outcome.Faces.Select(face => face.Person));
        Assert.Equal(MatchDecision.Unknown, outcome.Faces[3].Decision);
        Assert.Equal(["ana", "ben", "ana", "ana"], outcome.Faces.Select(face => Assert.Single(face.Candidates).Person));
    }

    [Fact]
    public async Task Identify_decides_by_the_bundles_thresholds_or_by_the_callers()
    {
        await _store.WriteAsync("ana/1.jpg", "ana", 1);
        float similarity = (float)Cosine(1, 2);
        _analyzer.Model = _analyzer.Model with { Thresholds = new MatchThresholds(similarity + 0.01f, similarity - 0.01f) };

        IdentifiedFace byBundle = Assert.Single((await IdentifyAsync("one:2")).Faces);
        IdentifyOutcome.Identified byCaller = await IdentifyAsync("one:2", threshold: similarity - 0.01f);
        IdentifiedFace stricter = Assert.Single((await IdentifyAsync("one:2", threshold: similarity + 0.01f)).Faces);

        Assert.Equal((MatchDecision.Uncertain, null), (byBundle.Decision, byBundle.Person));
        Assert.Equal("ana", Assert.Single(byBundle.Candidates).Person);
        Assert.Equal((MatchDecision.Match, "ana"), (byCaller.Faces[0].Decision, byCaller.Faces[0].Person));
        Assert.Equal(MatchThresholds.At(similarity - 0.01f), byCaller.Thresholds);
        Assert.Equal((MatchDecision.Unknown, null), (stricter.Decision, stricter.Person));
    }

    [Theory]
    [InlineData("none", typeof(PhotoAnalysis.NoFace))]
    [InlineData("no picture", typeof(PhotoAnalysis.Unreadable))]
    [InlineData("large", typeof(PhotoAnalysis.TooLarge))]
    public async Task Identify_says_why_a_photo_cannot_be_used_without_reading_the_gallery(string script, Type expected)
    {
        IdentifyOutcome outcome = await _identifier.IdentifyAsync(FakeAnalyzer.Photo(script), 5, null, null, TestContext.Current.CancellationToken);

        Assert.IsType(expected, Assert.IsType<IdentifyOutcome.Unusable>(outcome).Analysis);
        Assert.Equal(0, _store.Loads);
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(-1, null)]
    [InlineData(Identifier.MaxTop + 1, null)]
    [InlineData(5, float.NaN)]
    [InlineData(5, 1.01f)]
    [InlineData(5, -1.01f)]
    public async Task Identify_refuses_parameters_out_of_range_before_any_work(int top, float? threshold)
    {
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => IdentifyAsync("one:1", top, threshold));
        Assert.Equal(0, _analyzer.Analyses);
    }

    [Fact]
    public async Task Identify_does_not_answer_without_the_gallery()
    {
        _store.Gate = _ => throw new StorageUnavailableException("down");

        await Assert.ThrowsAsync<StorageUnavailableException>(() => IdentifyAsync("one:1"));
    }

    [Fact]
    public async Task Search_time_covers_bringing_the_gallery_up_to_date()
    {
        _analyzer.Gate = () =>
        {
            _time.Advance(TimeSpan.FromSeconds(9));
            return Task.CompletedTask;
        };
        _store.Gate = step =>
        {
            _time.Advance(step == "Load" ? TimeSpan.FromSeconds(1) : TimeSpan.Zero);
            return Task.CompletedTask;
        };

        Assert.Equal(TimeSpan.FromSeconds(_store.PartitionCount), (await IdentifyAsync("one:1")).SearchTime);
    }

    private static double Cosine(int a, int b) => Vectors.DotInDouble(FakeAnalyzer.Embedding(a).Values, FakeAnalyzer.Embedding(b).Values);

    private async Task<IdentifyOutcome.Identified> IdentifyAsync(string script, int top = 5, float? threshold = null, string? probeInGallery = null) =>
        Assert.IsType<IdentifyOutcome.Identified>(
            await _identifier.IdentifyAsync(FakeAnalyzer.Photo(script), top, threshold, probeInGallery, TestContext.Current.CancellationToken));
}
