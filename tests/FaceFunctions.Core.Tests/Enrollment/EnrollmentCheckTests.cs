using FaceFunctions.Core.Enrollment;
using FaceFunctions.Core.Gallery;
using FaceFunctions.Core.Matching;
using FaceFunctions.Core.Recognition;
using FaceFunctions.Core.Tests.Support;

namespace FaceFunctions.Core.Tests.Enrollment;

public sealed class EnrollmentCheckTests : IDisposable
{
    // Seeds of faces that are strangers to each other, below the review threshold of 0.5.
    private const int Ana = 1;
    private static readonly int Ben = StrangerTo(Ana);
    private static readonly int Cleo = StrangerTo(Ana, Ben);

    private readonly ManualTimeProvider _time = new();
    private readonly InMemoryBlobs _blobs;
    private readonly InMemoryGalleryStore _store = new();
    private readonly FakeAnalyzer _analyzer = new();
    private readonly GalleryMirror _mirror;

    public EnrollmentCheckTests()
    {
        _blobs = new InMemoryBlobs(_time);
        _mirror = new GalleryMirror(_store, _time);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _mirror.Dispose();

    [Fact]
    public async Task The_first_photo_of_the_gallery_has_no_warning()
    {
        PhotoRecord photo = await EnrollAsync("ana/1.jpg", Ana);

        Assert.Equal((PhotoStatus.Enrolled, 0), (photo.Status, photo.Warnings.Count));
    }

    [Fact]
    public async Task A_photo_like_its_own_has_no_warning_whoever_else_is_there()
    {
        await FillAsync();

        Assert.Empty((await EnrollAsync("ana/3.jpg", Ana)).Warnings);
    }

    [Fact]
    public async Task A_photo_under_another_persons_name_is_warned_of_and_enrolled()
    {
        await FillAsync();

        PhotoRecord photo = await EnrollAsync("ana/3.jpg", Ben);

        var warning = Assert.IsType<EnrollmentWarning.LooksLikeAnother>(Assert.Single(photo.Warnings));
        Assert.Equal(PhotoStatus.Enrolled, photo.Status);
        Assert.Equal(1f, warning.Similarity, 1e-6f);
        Assert.Equal(FakeAnalyzer.Embedding(Ana).CosineSimilarity(FakeAnalyzer.Embedding(Ben)), warning.OwnSimilarity);
        Assert.Equal(photo.Warnings, (await _store.FindAsync("ana/3.jpg", Cancellation))!.Photo.Warnings);
    }

    [Fact]
    public async Task A_photo_unlike_all_of_its_own_is_warned_of()
    {
        await FillAsync();

        PhotoRecord photo = await EnrollAsync("ana/3.jpg", Cleo);

        var warning = Assert.IsType<EnrollmentWarning.UnlikeOwn>(Assert.Single(photo.Warnings));
        Assert.Equal(FakeAnalyzer.Embedding(Ana).CosineSimilarity(FakeAnalyzer.Embedding(Cleo)), warning.OwnSimilarity);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_first_photo_of_a_person_who_is_there_under_another_name_is_warned_of_and_never_refused(bool refuses)
    {
        await FillAsync();

        PhotoRecord photo = await EnrollAsync("benjamin/1.jpg", Ben, refuses);

        var warning = Assert.IsType<EnrollmentWarning.LooksLikeAnother>(Assert.Single(photo.Warnings));
        Assert.Equal((PhotoStatus.Enrolled, null), (photo.Status, warning.OwnSimilarity));
    }

    [Fact]
    public async Task The_first_photo_of_a_stranger_has_no_warning()
    {
        await FillAsync();

        Assert.Empty((await EnrollAsync("cleo/1.jpg", Cleo)).Warnings);
    }

    [Fact]
    public async Task A_setting_turns_a_warning_into_a_refusal_with_its_reason_and_nobody_is_named()
    {
        await FillAsync();

        foreach ((string name, int shown) in new[] { ("ana/3.jpg", Ben), ("ana/4.jpg", Cleo) })
        {
            PhotoRecord photo = await EnrollAsync(name, shown, refuses: true);

            Assert.Equal(PhotoStatus.Refused, photo.Status);
            Assert.StartsWith(Assert.Single(photo.Warnings).Sentence, photo.Reason, StringComparison.Ordinal);
            Assert.DoesNotContain("ben", photo.Reason, StringComparison.OrdinalIgnoreCase);
            Assert.All((await _store.FindAsync(name, Cancellation))!.Faces, face => Assert.Null(face.Person));
        }
    }

    [Fact]
    public async Task A_photo_that_is_enrolled_again_is_not_compared_with_itself()
    {
        await FillAsync();
        await EnrollAsync("ana/3.jpg", Ben);

        // The version before is Ben as well: without it, still nothing of Ana is like it.
        _time.Advance(TimeSpan.FromSeconds(10));
        PhotoRecord again = await EnrollAsync("ana/3.jpg", Ben);

        Assert.IsType<EnrollmentWarning.LooksLikeAnother>(Assert.Single(again.Warnings));
    }

    [Fact]
    public async Task A_photo_that_is_refused_for_its_quality_is_not_compared()
    {
        await FillAsync();

        _blobs.Upload("ana/3.jpg", $"tiny:{Ben}");
        PhotoRecord photo = await EnrollAsync("ana/3.jpg", new FailingSearch(new InvalidOperationException("It must not be asked.")), refuses: true);

        Assert.Equal((PhotoStatus.Refused, 0), (photo.Status, photo.Warnings.Count));
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, false)]
    [InlineData(true, true)]
    public async Task A_photo_is_enrolled_when_the_search_fails_and_its_record_says_so(bool refuses, bool isDamage)
    {
        _blobs.Upload("ana/1.jpg", $"one:{Ana}");

        PhotoRecord photo = await EnrollAsync("ana/1.jpg", new FailingSearch(isDamage ? new InvalidDataException("A fault of the test.") : new StorageUnavailableException("A fault of the test.")), refuses);

        Assert.Equal(PhotoStatus.Enrolled, photo.Status);
        Assert.IsType<EnrollmentWarning.NotCompared>(Assert.Single(photo.Warnings));
    }

    [Fact]
    public async Task A_search_that_takes_too_long_holds_up_no_enrolment()
    {
        _blobs.Upload("ana/1.jpg", $"one:{Ana}");
        var search = new EndlessSearch();

        Task<PhotoRecord> enrolling = EnrollAsync("ana/1.jpg", search, refuses: true);
        await search.Asked;
        Assert.False(enrolling.IsCompleted);
        _time.Advance(EnrollmentCheck.MaxWait);

        Assert.IsType<EnrollmentWarning.NotCompared>(Assert.Single((await enrolling).Warnings));
    }

    private static int StrangerTo(params int[] known) => Enumerable.Range(2, 1000)
        .First(seed => known.All(other => Math.Abs(FakeAnalyzer.Embedding(seed).CosineSimilarity(FakeAnalyzer.Embedding(other))) < 0.3f));

    private async Task FillAsync()
    {
        await EnrollAsync("ana/1.jpg", Ana);
        await EnrollAsync("ana/2.jpg", Ana);
        await EnrollAsync("ben/1.jpg", Ben);
        await EnrollAsync("ben/2.jpg", Ben);
    }

    private Task<PhotoRecord> EnrollAsync(string name, int shown, bool refuses = false)
    {
        _blobs.Upload(name, $"one:{shown}");
        return EnrollAsync(name, _mirror, refuses);
    }

    private async Task<PhotoRecord> EnrollAsync(string name, IGallerySearch search, bool refuses)
    {
        var enroller = new Enroller(_blobs, _store, _analyzer, new EnrollmentRules(), _time, observe: null, new EnrollmentCheck(search, refuses, calibrations: null, _time));
        var recorded = Assert.IsType<EnrollmentOutcome.Recorded>(await enroller.EnrollAsync(name, Cancellation));
        _mirror.Invalidate();
        return recorded.Photo;
    }

    private sealed class EndlessSearch : IGallerySearch
    {
        private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Asked => _asked.Task;

        public async Task<GalleryAnswer> SearchAsync(RecognitionModel model, IReadOnlyList<FaceQuery> queries, SearchFilter filter, CancellationToken cancellationToken)
        {
            _asked.TrySetResult();
            await Task.Delay(Timeout.Infinite, cancellationToken);
            throw new NotSupportedException();
        }

        public Task<IReadOnlyList<PersonSummary>> ListPeopleAsync(RecognitionModel model, string after, int top, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<GalleryCounts> CountAsync(RecognitionModel model, CancellationToken cancellationToken) => throw new NotSupportedException();

        public void Notice() => throw new NotSupportedException();

        public Task ForgetAsync(string photo, CancellationToken cancellationToken) => throw new NotSupportedException();
    }

    private sealed class FailingSearch(Exception fault) : IGallerySearch
    {
        public Task<GalleryAnswer> SearchAsync(RecognitionModel model, IReadOnlyList<FaceQuery> queries, SearchFilter filter, CancellationToken cancellationToken) =>
            throw fault;

        public Task<IReadOnlyList<PersonSummary>> ListPeopleAsync(RecognitionModel model, string after, int top, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<GalleryCounts> CountAsync(RecognitionModel model, CancellationToken cancellationToken) => throw new NotSupportedException();

        public void Notice() => throw new NotSupportedException();

        public Task ForgetAsync(string photo, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
