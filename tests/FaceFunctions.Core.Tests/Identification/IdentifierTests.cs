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
        Assert.Equal(new GalleryCounts(3, 2), outcome.Gallery);
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
        Assert.Equal(new GalleryCounts(0, 0), outcome.Gallery);
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

    [Fact]
    public async Task Identify_by_photo_lists_every_photo_from_the_match_threshold_up_also_several_of_one_person()
    {
        foreach ((string photo, int seed) in new[] { ("ana/1.jpg", 1), ("ana/2.jpg", 1), ("ana/3.jpg", 2), ("misfiled/1.jpg", 1), ("ben/1.jpg", 3) })
        {
            await _store.WriteAsync(photo, photo.Split('/')[0], seed);
        }

        IdentifiedFace all = Assert.Single((await AskAsync("one:1", new IdentifyQuestion(10, By: MatchUnit.Photo))).Faces);
        IdentifiedFace two = Assert.Single((await AskAsync("one:1", new IdentifyQuestion(2, By: MatchUnit.Photo))).Faces);
        IdentifiedFace any = Assert.Single((await AskAsync("one:1", new IdentifyQuestion(10, Threshold: -1, By: MatchUnit.Photo))).Faces);
        IdentifiedFace probe = Assert.Single((await AskAsync("one:1", new IdentifyQuestion(10, By: MatchUnit.Photo, Filter: new SearchFilter(ExcludedPhoto: "ana/1.jpg")))).Faces);

        Assert.Equal((MatchDecision.Match, "ana"), (all.Decision, all.Person));
        Assert.Equal(["ana/1.jpg", "ana/2.jpg", "misfiled/1.jpg"], all.Candidates.Select(candidate => candidate.Photo));
        Assert.Equal(["ana/1.jpg", "ana/2.jpg"], two.Candidates.Select(candidate => candidate.Photo));
        Assert.Equal(5, any.Candidates.Count);
        Assert.Equal(any.Candidates.OrderByDescending(candidate => candidate.Similarity), any.Candidates);
        Assert.Equal(["ana/2.jpg", "misfiled/1.jpg"], probe.Candidates.Select(candidate => candidate.Photo));
    }

    [Fact]
    public async Task Identify_by_photo_decides_as_it_does_by_person()
    {
        for (int number = 1; number <= 9; number++)
        {
            await _store.WriteAsync($"ana/{number}.jpg", "ana", 1);
        }

        await _store.WriteAsync("twin/1.jpg", "twin", 1);

        // With two candidates a face, both are ana's: the other face is the twin's all the same, whose photo no list has room for.
        IdentifyOutcome.Identified byPerson = await AskAsync("group:1,1,7", new IdentifyQuestion(2));
        IdentifyOutcome.Identified byPhoto = await AskAsync("group:1,1,7", new IdentifyQuestion(2, By: MatchUnit.Photo));

        Assert.Equal(["ana", "twin", null], byPhoto.Faces.Select(face => face.Person));
        Assert.Equal(byPerson.Faces.Select(face => (face.Decision, face.Person)), byPhoto.Faces.Select(face => (face.Decision, face.Person)));
        Assert.Equal(["ana/1.jpg", "ana/2.jpg"], byPhoto.Faces[1].Candidates.Select(candidate => candidate.Photo));
        Assert.Empty(byPhoto.Faces[2].Candidates);
    }

    [Fact]
    public async Task Identify_by_photo_lists_nothing_for_an_uncertain_face()
    {
        await _store.WriteAsync("ana/1.jpg", "ana", 1);
        float similarity = (float)Cosine(1, 2);
        _analyzer.Model = _analyzer.Model with { Thresholds = new MatchThresholds(similarity + 0.01f, similarity - 0.01f) };

        IdentifiedFace face = Assert.Single((await AskAsync("one:2", new IdentifyQuestion(5, By: MatchUnit.Photo))).Faces);

        Assert.Equal(MatchDecision.Uncertain, face.Decision);
        Assert.Empty(face.Candidates);
    }

    [Fact]
    public async Task Identify_looks_only_where_the_filter_says()
    {
        await _store.WriteAsync("ana/1.jpg", "ana", 1);
        await _store.WriteAsync("trip/1.jpg", "ana", 2);
        await _store.WriteAsync("trip/2.jpg", "ben", 1);

        IdentifyOutcome.Identified ben = await AskAsync("one:1", new IdentifyQuestion(5, Filter: new SearchFilter(Person: "ben")));
        IdentifyOutcome.Identified trip = await AskAsync("one:1", new IdentifyQuestion(5, Threshold: -1, By: MatchUnit.Photo, Filter: new SearchFilter(PhotoPrefix: "trip/")));
        IdentifyOutcome.Identified both = await AskAsync("one:1", new IdentifyQuestion(5, Filter: new SearchFilter("ana", "trip/")));
        IdentifyOutcome.Identified none = await AskAsync("one:1", new IdentifyQuestion(5, Filter: new SearchFilter("cleo")));

        Assert.Equal("ben", ben.Faces[0].Person);
        Assert.Equal("trip/2.jpg", Assert.Single(ben.Faces[0].Candidates).Photo);
        Assert.Equal(["trip/2.jpg", "trip/1.jpg"], trip.Faces[0].Candidates.Select(candidate => candidate.Photo));
        Assert.Equal("trip/1.jpg", Assert.Single(both.Faces[0].Candidates).Photo);
        Assert.Empty(none.Faces[0].Candidates);
        Assert.Equal(new GalleryCounts(3, 2), none.Gallery);
    }

    [Theory]
    [InlineData("none", typeof(PhotoAnalysis.NoFace))]
    [InlineData("no picture", typeof(PhotoAnalysis.Unreadable))]
    [InlineData("large", typeof(PhotoAnalysis.TooLarge))]
    public async Task Identify_says_why_a_photo_cannot_be_used_without_reading_the_gallery(string script, Type expected)
    {
        IdentifyOutcome outcome = await _identifier.IdentifyAsync(FakeAnalyzer.Photo(script), new IdentifyQuestion(5), TestContext.Current.CancellationToken);

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

    private Task<IdentifyOutcome.Identified> IdentifyAsync(string script, int top = 5, float? threshold = null, string? probeInGallery = null) =>
        AskAsync(script, new IdentifyQuestion(top, threshold, Filter: new SearchFilter(ExcludedPhoto: probeInGallery)));

    private async Task<IdentifyOutcome.Identified> AskAsync(string script, IdentifyQuestion question) =>
        Assert.IsType<IdentifyOutcome.Identified>(await _identifier.IdentifyAsync(FakeAnalyzer.Photo(script), question, TestContext.Current.CancellationToken));
}
