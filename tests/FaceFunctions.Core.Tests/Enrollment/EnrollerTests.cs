using FaceFunctions.Core.Enrollment;
using FaceFunctions.Core.Gallery;
using FaceFunctions.Core.Tests.Support;

namespace FaceFunctions.Core.Tests.Enrollment;

public class EnrollerTests
{
    private readonly ManualTimeProvider _time = new();
    private readonly InMemoryBlobs _blobs;
    private readonly InMemoryGalleryStore _store = new();
    private readonly FakeAnalyzer _analyzer = new();
    private readonly Enroller _enroller;

    public EnrollerTests()
    {
        _blobs = new InMemoryBlobs(_time);
        _enroller = new Enroller(_blobs, _store, _analyzer, new EnrollmentRules(), _time);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Enroll_tells_its_observer_every_outcome_once()
    {
        var seen = new List<EnrollmentOutcome>();
        var enroller = new Enroller(_blobs, _store, _analyzer, new EnrollmentRules(), _time, seen.Add);
        _blobs.Upload("ana/1.jpg", "subject:1,2");

        EnrollmentOutcome[] returned =
        [
            await enroller.EnrollAsync("ana/1.jpg", Cancellation),
            await enroller.EnrollAsync("ana/1.jpg", Cancellation),
            await enroller.EnrollAsync("ana/2.jpg", Cancellation),
        ];

        Assert.Equal(returned, seen);
        Assert.Equal(["Recorded", "AlreadyRecorded", "Gone"], seen.Select(outcome => outcome.GetType().Name));
    }

    [Fact]
    public async Task Enroll_records_the_photo_with_its_faces()
    {
        PhotoBlob blob = _blobs.Upload("ana/1.jpg", "subject:1,2");
        _time.Advance(TimeSpan.FromSeconds(90));

        var recorded = Assert.IsType<EnrollmentOutcome.Recorded>(await EnrollAsync("ana/1.jpg"));

        StoredPhoto row = Assert.Single(_store.Everything);
        Assert.Equal(row.Photo, recorded.Photo);
        Assert.Null(recorded.Fault);
        Assert.Equal(
            new PhotoRecord
            {
                Name = "ana/1.jpg",
                Person = "ana",
                Status = PhotoStatus.Enrolled,
                Reason = null,
                BundleId = "bundle-a",
                FaceCount = 2,
                BlobETag = blob.ETag,
                BlobLastModified = blob.LastModified,
                RecordedAt = blob.LastModified.AddSeconds(90),
                Width = 640,
                Height = 480,
            },
            row.Photo);
        Assert.Equal(["ana", null], row.Faces.Select(face => face.Person));
        Assert.Equal(FakeAnalyzer.Embedding(1).Values.ToArray(), row.Faces[0].Embedding.Values.ToArray());
    }

    [Theory]
    [InlineData("none", PhotoStatus.NoFace)]
    [InlineData("no picture", PhotoStatus.Unreadable)]
    [InlineData("", PhotoStatus.Unreadable)]
    [InlineData("large", PhotoStatus.TooLarge)]
    [InlineData("tiny:1", PhotoStatus.Refused)]
    [InlineData("group:1,2", PhotoStatus.Refused)]
    [InlineData("one:1", PhotoStatus.Enrolled)]
    public async Task Enroll_records_every_outcome_once(string script, PhotoStatus status)
    {
        _blobs.Upload("ana/1.jpg", script);

        await EnrollAsync("ana/1.jpg");
        var again = await EnrollAsync("ana/1.jpg");

        Assert.Equal(status, Assert.IsType<EnrollmentOutcome.AlreadyRecorded>(again).Photo.Status);
        Assert.Equal(status, Assert.Single(_store.Everything).Photo.Status);
        Assert.Equal(1, _analyzer.Analyses);
    }

    [Fact]
    public async Task Enroll_records_a_photo_over_the_byte_limit_without_downloading_it()
    {
        var enroller = new Enroller(_blobs, _store, _analyzer, new EnrollmentRules { MaxPhotoBytes = 4 }, _time);
        _blobs.Upload("ana/fits.jpg", "none");
        _blobs.Upload("ana/does-not.jpg", "one:1");

        await enroller.EnrollAsync("ana/fits.jpg", Cancellation);
        var outcome = Assert.IsType<EnrollmentOutcome.Recorded>(await enroller.EnrollAsync("ana/does-not.jpg", Cancellation));

        Assert.Equal(PhotoStatus.TooLarge, outcome.Photo.Status);
        Assert.Contains("5 bytes; at most 4", outcome.Photo.Reason, StringComparison.Ordinal);
        Assert.Equal((1, 1), (_blobs.Downloads, _analyzer.Analyses));
    }

    [Fact]
    public async Task Enroll_replaces_the_faces_of_the_version_before()
    {
        _blobs.Upload("ana/1.jpg", "subject:1,2");
        await EnrollAsync("ana/1.jpg");
        _blobs.Upload("ana/1.jpg", "one:3", person: "ben");

        await EnrollAsync("ana/1.jpg");

        AssertEnrolled("ana/1.jpg", 3, person: "ben");
    }

    [Fact]
    public async Task Enroll_again_with_another_bundle_replaces_the_vectors()
    {
        _blobs.Upload("ana/1.jpg", "one:1");
        await EnrollAsync("ana/1.jpg");
        _analyzer.Model = _analyzer.Model with { BundleId = "bundle-b" };

        Assert.IsType<EnrollmentOutcome.Recorded>(await EnrollAsync("ana/1.jpg"));

        StoredPhoto row = Assert.Single(_store.Everything);
        Assert.Equal("bundle-b", row.Photo.BundleId);
        Assert.Equal(FakeAnalyzer.Embedding(1, "bundle-b").Values.ToArray(), Assert.Single(row.Faces).Embedding.Values.ToArray());
    }

    [Fact]
    public async Task Enroll_of_a_deleted_photo_removes_its_row()
    {
        _blobs.Upload("ana/1.jpg", "one:1");
        await EnrollAsync("ana/1.jpg");
        _blobs.Delete("ana/1.jpg");

        Assert.IsType<EnrollmentOutcome.Gone>(await EnrollAsync("ana/1.jpg"));
        Assert.Empty(_store.Everything);
    }

    [Fact]
    public async Task Enroll_of_a_deleted_photo_keeps_the_row_of_one_that_came_back_meanwhile()
    {
        await _store.WriteAsync("ana/1.jpg", "ana", 1);
        _store.Gate = step =>
        {
            if (step == "Remove: read")
            {
                _blobs.Upload("ana/1.jpg", "one:2");
            }

            return Task.CompletedTask;
        };

        Assert.IsType<EnrollmentOutcome.Gone>(await EnrollAsync("ana/1.jpg"));
        AssertEnrolled("ana/1.jpg", 1);
    }

    [Fact]
    public async Task Enroll_records_a_fault_of_the_analysis_and_tries_again_when_asked_again()
    {
        _blobs.Upload("ana/1.jpg", "fault");

        var first = Assert.IsType<EnrollmentOutcome.Recorded>(await EnrollAsync("ana/1.jpg"));
        await EnrollAsync("ana/1.jpg");

        Assert.Equal(PhotoStatus.Failed, first.Photo.Status);
        Assert.IsType<InvalidOperationException>(first.Fault);
        Assert.Contains(nameof(InvalidOperationException), first.Photo.Reason, StringComparison.Ordinal);
        Assert.Equal(2, _analyzer.Analyses);
    }

    [Fact]
    public async Task Enroll_that_is_cancelled_records_nothing()
    {
        _blobs.Upload("ana/1.jpg", "one:1");
        using var cancellation = new CancellationTokenSource();
        _analyzer.Gate = cancellation.CancelAsync;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _enroller.EnrollAsync("ana/1.jpg", cancellation.Token));
        Assert.Empty(_store.Everything);
    }

    [Fact]
    public async Task Enroll_starts_over_when_the_photo_is_replaced_during_its_analysis()
    {
        _blobs.Upload("ana/1.jpg", "one:1");
        _analyzer.Gate = () =>
        {
            if (_analyzer.Analyses == 1)
            {
                _blobs.Upload("ana/1.jpg", "one:2");
            }

            return Task.CompletedTask;
        };

        await EnrollAsync("ana/1.jpg");

        AssertEnrolled("ana/1.jpg", 2);
    }

    [Fact]
    public async Task Enroll_gives_up_for_now_on_a_photo_that_is_replaced_all_the_time()
    {
        int seed = 0;
        _blobs.Upload("ana/1.jpg", "one:1");
        _analyzer.Gate = () => Task.FromResult(_blobs.Upload("ana/1.jpg", $"one:{++seed}"));

        await Assert.ThrowsAsync<StorageUnavailableException>(() => EnrollAsync("ana/1.jpg"));
        Assert.Empty(_store.Everything);
        Assert.InRange(_analyzer.Analyses, 2, 10);
    }

    [Fact]
    public async Task Enroll_of_a_photo_deleted_just_before_it_was_written_leaves_no_row()
    {
        _blobs.Upload("ana/1.jpg", "one:1");
        _store.Gate = async step =>
        {
            if (step == "Replace: commit")
            {
                // The eraser finds no row to remove, and writes nothing that the enrolment could collide with.
                await _blobs.DeleteAsync(PhotoPath.InGallery("ana/1.jpg"), Cancellation);
                Assert.False(await _store.RemoveAsync("ana/1.jpg", _ => Task.FromResult(true), Cancellation));
            }
        };

        Assert.IsType<EnrollmentOutcome.Gone>(await EnrollAsync("ana/1.jpg"));
        Assert.Empty(_store.Everything);
    }

    [Fact]
    public async Task Enroll_of_a_version_that_is_replaced_just_before_it_was_written_goes_on_to_the_newer_one()
    {
        // Whoever erases ana now finds no blob of hers and no row: what is written of her a moment later must not wait for the trigger of ben's version.
        _blobs.Upload("shared.jpg", "one:1", person: "ana");
        bool replaced = false;
        _store.Gate = step =>
        {
            if (step == "Replace: commit" && !replaced)
            {
                replaced = true;
                _blobs.Upload("shared.jpg", "one:2", person: "ben");
            }

            return Task.CompletedTask;
        };

        var recorded = Assert.IsType<EnrollmentOutcome.Recorded>(await EnrollAsync("shared.jpg"));

        Assert.Equal("ben", recorded.Photo.Person);
        Assert.Equal(["ben"], _store.Everything.Select(row => row.Photo.Person));
    }

    [Fact]
    public async Task Enroll_keeps_no_more_faces_than_the_store_can()
    {
        _blobs.Upload("party.jpg", "group:1,2,3,4,5,6,7,8,9");

        var outcome = Assert.IsType<EnrollmentOutcome.Recorded>(await EnrollAsync("party.jpg"));

        Assert.Equal((PhotoStatus.Refused, _store.MaxFacesPerPhoto), (outcome.Photo.Status, outcome.Photo.FaceCount));
        Assert.Equal(_store.MaxFacesPerPhoto, Assert.Single(_store.Everything).Faces.Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    public Task Enroll_needs_a_name(string? name) => Assert.ThrowsAnyAsync<ArgumentException>(() => EnrollAsync(name!));

    private Task<EnrollmentOutcome> EnrollAsync(string name) => _enroller.EnrollAsync(name, Cancellation);

    private void AssertEnrolled(string name, int seed, string person = "ana")
    {
        StoredPhoto row = Assert.Single(_store.Everything);
        Assert.Equal((name, PhotoStatus.Enrolled, person), (row.Photo.Name, row.Photo.Status, row.Photo.Person));
        FaceRecord face = Assert.Single(row.Faces);
        Assert.Equal(person, face.Person);
        Assert.Equal(FakeAnalyzer.Embedding(seed).Values.ToArray(), face.Embedding.Values.ToArray());
    }
}
