using System.Collections.Concurrent;
using FaceFunctions.Core.Enrollment;
using FaceFunctions.Core.Gallery;
using FaceFunctions.Core.Reconciliation;
using FaceFunctions.Core.Tests.Support;

namespace FaceFunctions.Core.Tests.Reconciliation;

public class GalleryFillerTests
{
    private readonly ManualTimeProvider _time = new();
    private readonly InMemoryBlobs _blobs;
    private readonly InMemoryGalleryStore _store = new();
    private readonly FakeAnalyzer _analyzer = new();

    public GalleryFillerTests()
    {
        _blobs = new InMemoryBlobs(_time) { LargestPage = 7 };
        _analyzer.Model = _analyzer.Model with { BundleId = "bundle-b" };
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task Run_records_every_photo_once_and_says_what_is_not_enrolled(int parallelism)
    {
        Upload(20);
        Upload("no face.jpg", "none");
        Upload("text.jpg", "nonsense");
        Upload("fault.jpg", "fault");
        Upload("tiny.jpg", "tiny:3");
        var progress = new ConcurrentQueue<(int Pass, int Done)>();

        FillReport report = await RunAsync(parallelism, (pass, done) => progress.Enqueue((pass, done)));

        Assert.Equal((24, 24, 0, 2, true), (report.Photos, report.Recorded, report.Removed, report.Passes, report.IsComplete));
        Assert.Equal(
            [("fault.jpg", PhotoStatus.Failed), ("no face.jpg", PhotoStatus.NoFace), ("text.jpg", PhotoStatus.Unreadable), ("tiny.jpg", PhotoStatus.Refused)],
            report.NotEnrolled.Select(photo => (photo.Name, photo.Status)));
        Assert.All(report.NotEnrolled, photo => Assert.False(string.IsNullOrEmpty(photo.Reason)));
        Assert.Equal(24, _analyzer.Analyses);
        Assert.Equal(from pass in Enumerable.Range(1, 2) from done in Enumerable.Range(1, 24) select (pass, done), progress.Order());
        AssertFilled();
        Assert.Equal(new FillState(Checked: 24, Known: 24, _time.GetUtcNow()), await FillState.ReadAsync(_store, Cancellation));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task A_stopped_run_keeps_what_is_done_and_the_next_one_analyses_only_the_rest(int parallelism)
    {
        Upload(20);
        Upload("no face.jpg", "none");
        using var cancellation = new CancellationTokenSource();
        _analyzer.Gate = () => _analyzer.Analyses == 9 ? cancellation.CancelAsync() : Task.CompletedTask;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Filler().RunAsync(21, parallelism, (_, _) => { }, cancellation.Token));
        int kept = _store.Everything.Count;
        int begun = _analyzer.Analyses;
        Assert.InRange(kept, 6, 8 + parallelism);
        Assert.False((await FillState.ReadAsync(_store, Cancellation)).IsComplete);

        _analyzer.Gate = () => Task.CompletedTask;
        FillReport report = await RunAsync(parallelism);

        Assert.Equal((21, 21 - kept), (report.Photos, report.Recorded));
        Assert.Equal(begun + 21 - kept, _analyzer.Analyses);
        Assert.Equal(["no face.jpg"], report.NotEnrolled.Select(photo => photo.Name));
        AssertFilled();
    }

    [Fact]
    public async Task What_changes_behind_a_pass_is_caught_by_the_next()
    {
        Upload(12);
        await _store.WriteAsync("gone before.jpg", "gone", 5, bundleId: "bundle-b");
        _analyzer.Gate = () =>
        {
            if (_analyzer.Analyses == 10)
            {
                // The walk is past all of these.
                Upload("00.jpg", "one:100");
                Upload("01 new.jpg", "one:101");
                _blobs.Delete("02.jpg");
                _time.Advance(TimeSpan.FromMinutes(1));
            }

            return Task.CompletedTask;
        };

        FillReport report = await RunAsync();

        Assert.Equal((12, 14, 2, 3, true), (report.Photos, report.Recorded, report.Removed, report.Passes, report.IsComplete));
        AssertFilled();
    }

    [Fact]
    public async Task A_busy_gallery_does_not_keep_it_from_ending()
    {
        Upload(5);

        // During every pass somebody uploads a photo behind it, whose trigger reaches another bundle.
        FillReport report = await RunAsync(observe: (pass, done) =>
        {
            Assert.InRange(pass, 1, 100);
            if (done == 5)
            {
                Upload($"00 of pass {pass}.jpg", $"one:{pass}");
            }
        });

        Assert.Equal((7, 3, true), (report.Photos, report.Passes, report.IsComplete));
        Assert.Equal(["00 of pass 3.jpg"], _blobs.Gallery.Select(blob => blob.Path.Name).Except(_store.Everything.Select(row => row.Photo.Name)));
    }

    [Fact]
    public async Task A_photo_that_cannot_be_worked_on_leaves_the_rows_incomplete()
    {
        Upload(3);
        Upload("locked.jpg", "one:9");
        _blobs.Gate = step => step == "DownloadAsync" && _store.Everything.Count == 3 ? throw new InvalidOperationException("locked") : Task.CompletedTask;

        FillReport report = await RunAsync(parallelism: 1);

        Assert.Equal((3, false), (report.Recorded, report.IsComplete));
        Assert.Equal([("locked.jpg", "locked")], report.Faults.Select(fault => (fault.Key, fault.Value.Message)));
        Assert.False((await FillState.ReadAsync(_store, Cancellation)).IsComplete);
        _blobs.Gate = _ => Task.CompletedTask;
        Assert.True((await RunAsync()).IsComplete);
        AssertFilled();
    }

    [Fact]
    public async Task Rows_of_another_bundle_and_damaged_ones_are_no_reason_to_skip_a_photo()
    {
        PhotoBlob blob = Upload("a.jpg", "one:1");
        await _store.WriteAsync("a.jpg", "a", 1, bundleId: "bundle-a", etag: blob.ETag);
        Upload("b.jpg", "one:2");
        await _store.ReplaceAsync(PhotoRecord.Damaged("b.jpg", "b"), [], _ => Task.FromResult(true), Cancellation);

        Assert.Equal(2, (await RunAsync()).Recorded);
        AssertFilled();
    }

    private PhotoBlob Upload(string name, string script)
    {
        PhotoBlob blob = _blobs.Upload(name, script);
        _time.Advance(TimeSpan.FromSeconds(1));
        return blob;
    }

    private void Upload(int photos)
    {
        for (int i = 0; i < photos; i++)
        {
            Upload($"{i:00}.jpg", $"one:{i}");
        }
    }

    private GalleryFiller Filler() => new(_blobs, _store, _analyzer.Model, new Enroller(_blobs, _store, _analyzer, new EnrollmentRules(), _time), _time);

    private async Task<FillReport> RunAsync(int parallelism = 2, Action<int, int>? observe = null)
    {
        GalleryFiller filler = Filler();
        return await filler.RunAsync(await filler.CountAsync(Cancellation), parallelism, observe ?? ((_, _) => { }), Cancellation);
    }

    private void AssertFilled() => Assert.Equal(
        _blobs.Gallery.Select(blob => (blob.Path.Name, blob.ETag, "bundle-b")),
        _store.Everything.Select(row => (row.Photo.Name, row.Photo.BlobETag, row.Photo.BundleId)).OrderBy(row => row.Name, StringComparer.Ordinal));
}
