using FaceFunctions.Core.Enrollment;
using FaceFunctions.Core.Gallery;
using FaceFunctions.Core.Reconciliation;
using FaceFunctions.Core.Tests.Support;

namespace FaceFunctions.Core.Tests.Reconciliation;

public class ReconcilerTests
{
    private readonly ManualTimeProvider _time = new();
    private readonly InMemoryBlobs _blobs;
    private readonly InMemoryGalleryStore _store = new();
    private readonly FakeAnalyzer _analyzer = new();

    public ReconcilerTests() => _blobs = new InMemoryBlobs(_time);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_over_an_empty_gallery_is_complete() =>
        Assert.Equal(new ReconcileReport(BlobsChecked: 0, RowsChecked: 0, Enrolled: 0, Removed: 0, Damaged: 0, Failed: 0, Fault: null, Completed: true), await RunAsync());

    [Fact]
    public async Task Run_enrolls_what_has_no_row_of_its_version_and_removes_rows_without_a_blob()
    {
        UploadOld("missed.jpg", "one:1");
        UploadOld("replaced.jpg", "one:2");
        await _store.WriteAsync("replaced.jpg", "replaced", 3, etag: "\"older\"");
        await _store.WriteAsync("current.jpg", "current", 4, etag: UploadOld("current.jpg", "one:4").ETag);
        await _store.WriteAsync("vanished.jpg", "vanished", 5);
        UploadOld("no-face.jpg", "none");

        ReconcileReport report = await RunAsync();

        Assert.Equal(new ReconcileReport(BlobsChecked: 4, RowsChecked: 5, Enrolled: 3, Removed: 1, Damaged: 0, Failed: 0, Fault: null, Completed: true), report);
        Assert.Equal(3, _analyzer.Analyses);
        AssertReconciled();
    }

    [Fact]
    public async Task Run_keeps_the_row_of_a_photo_that_came_back_meanwhile()
    {
        await _store.WriteAsync("back.jpg", "back", 1);
        _store.Gate = step =>
        {
            if (step == "Remove: read")
            {
                _blobs.Upload("back.jpg", "one:2");
            }

            return Task.CompletedTask;
        };

        Assert.Equal((1, 0), ((await RunAsync()).RowsChecked, _blobs.Downloads));
        Assert.Single(_store.Everything);
    }

    [Fact]
    public async Task Run_begins_no_pass_too_soon_after_a_complete_one()
    {
        var limits = new ReconcileLimits { MinInterval = TimeSpan.FromHours(6) };
        UploadOld("a.jpg", "one:1");
        Assert.Equal((1, 1), await ChecksAsync());

        _time.Advance(TimeSpan.FromHours(6) - TimeSpan.FromSeconds(1));
        Assert.Equal((0, 0), await ChecksAsync());
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal((1, 1), await ChecksAsync());

        // A new bundle does not wait: until its pass, nobody is known.
        Assert.Equal((0, 0), await ChecksAsync());
        _analyzer.Model = _analyzer.Model with { BundleId = "bundle-b" };
        Assert.Equal((1, 1), await ChecksAsync());

        async Task<(int, int)> ChecksAsync()
        {
            ReconcileReport report = await RunAsync(limits);
            Assert.True(report.Completed);
            return (report.BlobsChecked, report.RowsChecked);
        }
    }

    [Fact]
    public async Task Run_goes_on_with_a_pass_at_once_and_repeats_one_that_had_faults()
    {
        var limits = new ReconcileLimits { MinInterval = TimeSpan.FromHours(6), MaxEnrollments = 1 };
        UploadOld("a.jpg", "one:1");
        UploadOld("b.jpg", "one:2");
        Assert.Equal((1, false), Done(await RunAsync(limits)));
        Assert.Equal((1, false), Done(await RunAsync(limits)));
        Assert.Equal((0, true), Done(await RunAsync(limits)));

        _time.Advance(TimeSpan.FromHours(6));
        UploadOld("c.jpg", "one:3");
        _blobs.Gate = step => step == "DownloadAsync" ? throw new StorageUnavailableException("down") : Task.CompletedTask;
        limits = limits with { MaxEnrollments = 10 };
        Assert.Equal(1, (await RunAsync(limits)).Failed);
        _blobs.Gate = _ => Task.CompletedTask;
        Assert.Equal((1, true), Done(await RunAsync(limits)));
        Assert.Equal(0, (await RunAsync(limits)).BlobsChecked);

        static (int Enrolled, bool Completed) Done(ReconcileReport report) => (report.Enrolled, report.Completed);
    }

    [Fact]
    public async Task Run_repeats_a_pass_whose_fault_was_in_an_earlier_run()
    {
        var limits = new ReconcileLimits { MinInterval = TimeSpan.FromHours(6), MaxEnrollments = 1 };
        UploadOld("a.jpg", "one:1");
        _blobs.Gate = step => step == "DownloadAsync" ? throw new StorageUnavailableException("down") : Task.CompletedTask;
        ReconcileReport first = await RunAsync(limits);
        Assert.Equal((1, false), (first.Failed, first.Completed));
        _blobs.Gate = _ => Task.CompletedTask;
        ReconcileReport second = await RunAsync(limits);
        Assert.Equal((0, true), (second.Failed, second.Completed));

        Assert.Equal(1, (await RunAsync(limits)).Enrolled);
    }

    [Fact]
    public async Task Run_again_does_nothing()
    {
        UploadOld("a.jpg", "one:1");
        UploadOld("b.jpg", "none");
        UploadOld("c.jpg", "fault");
        await RunAsync();

        ReconcileReport again = await RunAsync();

        Assert.Equal((0, 0, true), (again.Enrolled, again.Removed, again.Completed));
        Assert.Equal(3, _analyzer.Analyses);
    }

    [Fact]
    public async Task Run_leaves_young_blobs_to_their_trigger()
    {
        UploadOld("old.jpg", "one:1", age: new ReconcileLimits().MinAge);
        _blobs.Upload("young.jpg", "one:2");

        ReconcileReport report = await RunAsync();

        Assert.Equal((2, 1), (report.BlobsChecked, report.Enrolled));
        Assert.Equal(["old.jpg"], _store.Everything.Select(row => row.Photo.Name));
        _time.Advance(new ReconcileLimits().MinAge);
        Assert.Equal(1, (await RunAsync()).Enrolled);
        AssertReconciled();
    }

    [Fact]
    public async Task Run_enrolls_everything_again_when_the_bundle_changed()
    {
        for (int seed = 0; seed < 10; seed++)
        {
            UploadOld($"{seed}.jpg", $"one:{seed}");
        }

        UploadOld("fault.jpg", "fault");
        await RunAsync();
        _analyzer.Model = _analyzer.Model with { BundleId = "bundle-b" };

        Assert.Equal(11, (await RunAsync()).Enrolled);
        Assert.All(_store.Everything, row => Assert.Equal("bundle-b", row.Photo.BundleId));
        Assert.Equal(0, (await RunAsync()).Enrolled);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(7)]
    [InlineData(200)]
    public async Task Run_enrolls_at_most_so_many_and_the_next_one_goes_on(int pageSize)
    {
        _blobs.LargestPage = pageSize;
        for (int seed = 0; seed < 25; seed++)
        {
            UploadOld($"{seed}.jpg", $"one:{seed}");
        }

        var limits = new ReconcileLimits { MaxEnrollments = 7 };
        ReconcileReport[] runs = [await RunAsync(limits), await RunAsync(limits), await RunAsync(limits), await RunAsync(limits)];

        Assert.Equal([7, 7, 7, 4], runs.Select(run => run.Enrolled));
        Assert.Equal([false, false, false, true], runs.Select(run => run.Completed));
        Assert.Equal(25, _analyzer.Analyses);
        AssertReconciled();
    }

    [Fact]
    public async Task Run_begins_no_photo_after_its_time_is_over()
    {
        for (int seed = 0; seed < 25; seed++)
        {
            UploadOld($"{seed}.jpg", $"one:{seed}");
        }

        _analyzer.Gate = () =>
        {
            _time.Advance(TimeSpan.FromMinutes(1));
            return Task.CompletedTask;
        };
        var limits = new ReconcileLimits { MaxDuration = TimeSpan.FromMinutes(4), Parallelism = 2 };

        ReconcileReport first = await RunAsync(limits);

        Assert.InRange(first.Enrolled, 1, 5);
        Assert.False(first.Completed);
        int runs = 1;
        while (!(await RunAsync(limits)).Completed)
        {
            Assert.InRange(++runs, 1, 25);
        }

        Assert.Equal(25, _analyzer.Analyses);
        AssertReconciled();
    }

    [Fact]
    public async Task Run_walks_over_many_pages_of_blobs_and_rows()
    {
        _blobs.LargestPage = 3;
        for (int i = 0; i < 500; i++)
        {
            await _store.WriteAsync($"row {i}.jpg", "nobody", i);
        }

        for (int seed = 0; seed < 10; seed++)
        {
            UploadOld($"{seed}.jpg", $"one:{seed}");
        }

        ReconcileReport report = await RunAsync();

        Assert.Equal((10, 10, 500, true), (report.BlobsChecked, report.Enrolled, report.Removed, report.Completed));
        AssertReconciled();
    }

    [Theory]
    [InlineData("")]
    [InlineData("garbage")]
    [InlineData("blobs")]
    [InlineData("blobs|")]
    [InlineData("blobs|b1.MSEyMCFhLmpwZw")]
    [InlineData("blobs|a token|that the service|never gave")]
    [InlineData("rows")]
    [InlineData("rows|1")]
    [InlineData("rows|99|")]
    [InlineData("rows|-1|")]
    [InlineData("rows|x|")]
    [InlineData("rows|99999999999|")]
    public async Task Run_begins_again_from_a_bookmark_that_it_cannot_use(string bookmark)
    {
        UploadOld("a.jpg", "one:1");
        await _store.WriteAsync("vanished.jpg", "vanished", 5);
        _store.SetBookmark(bookmark);

        ReconcileReport report = await RunAsync();

        Assert.Equal((1, 1, true), (report.Enrolled, report.Removed, report.Completed));
        AssertReconciled();
    }

    [Theory]
    [InlineData("rows|0|a token that the service never gave")]
    [InlineData("rows|2|a token that the service never gave")]
    public async Task Run_does_not_hang_on_a_bad_token_among_the_rows(string bookmark)
    {
        for (int i = 0; i < 6; i++)
        {
            await _store.WriteAsync($"vanished {i}.jpg", "vanished", i);
        }

        _store.SetBookmark(bookmark);
        Assert.True((await RunAsync()).Completed);
        await RunAsync();

        AssertReconciled();
    }

    [Fact]
    public async Task Run_goes_on_at_its_bookmark()
    {
        await _store.WriteAsync("a", "a", 1); // Partition of 'a' (97) of 3 is 1.
        await _store.WriteAsync("b", "b", 2); // Partition 2.
        _store.SetBookmark("rows|2|");

        Assert.Equal((1, 1), ((await RunAsync()).Removed, _store.Everything.Count));
        Assert.Equal((1, 0), ((await RunAsync()).Removed, _store.Everything.Count));
    }

    [Fact]
    public async Task Run_shortens_the_change_log_of_every_partition()
    {
        await RunAsync();

        Assert.Equal(_store.PartitionCount, _store.Trims);
    }

    [Fact]
    public async Task One_photo_that_fails_stops_neither_the_others_nor_the_pass()
    {
        for (int seed = 0; seed < 10; seed++)
        {
            UploadOld($"{seed}.jpg", $"one:{seed}");
        }

        // A photo that is replaced whenever it is looked at.
        UploadOld("0 busy.jpg", "one:99");
        int version = 0;
        bool isBusy = true;
        _analyzer.Gate = () =>
        {
            if (isBusy && _store.Everything.All(row => row.Photo.Name != "0 busy.jpg"))
            {
                _blobs.Upload("0 busy.jpg", $"one:{100 + version++}");
            }

            return Task.CompletedTask;
        };

        ReconcileReport report = await RunAsync();

        Assert.Equal((10, 1, true), (report.Enrolled, report.Failed, report.Completed));
        Assert.IsType<StorageUnavailableException>(report.Fault);
        isBusy = false;
        _time.Advance(TimeSpan.FromHours(1));
        await RunAsync();
        AssertReconciled();
    }

    [Theory]
    [InlineData(1, 5000)]
    [InlineData(3, 5000)]
    [InlineData(3, 4)]
    [InlineData(10, 5000)]
    [InlineData(11, 2)]
    public async Task Run_gets_past_photos_that_always_fail(int maxEnrollments, int pageSize)
    {
        _blobs.LargestPage = pageSize;
        string[] names = [.. Enumerable.Range(0, 15).Select(i => i < 10 ? $"{i} bad.jpg" : $"{i} good.jpg")];
        foreach (string name in names)
        {
            UploadOld(name, name.Contains("bad", StringComparison.Ordinal) ? "memory" : $"one:{name[..2]}");
        }

        var limits = new ReconcileLimits { MaxEnrollments = maxEnrollments, MinInterval = TimeSpan.FromHours(6) };
        for (int pass = 0; pass < 2; pass++)
        {
            var runs = new List<ReconcileReport>();
            do
            {
                runs.Add(await RunAsync(limits));
                Assert.InRange(runs.Count, 1, 17);
            }
            while (!runs[^1].Completed);

            // Each once a pass; and as some failed, the next pass begins at once.
            Assert.Equal(10, runs.Sum(run => run.Failed));
            Assert.Equal(pass == 0 ? 5 : 0, runs.Sum(run => run.Enrolled));
        }

        Assert.Equal(names[10..].Order(StringComparer.Ordinal), _store.Everything.Select(row => row.Photo.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Run_passes_nobody_over_when_a_photo_that_it_began_was_gone()
    {
        foreach (string name in new[] { "a.jpg", "b.jpg", "c.jpg", "d.jpg" })
        {
            UploadOld(name, "one:1");
        }

        _blobs.Gate = step =>
        {
            if (step == "FindAsync")
            {
                _blobs.Delete("a.jpg");
            }

            return Task.CompletedTask;
        };

        ReconcileReport report = await RunAsync(new ReconcileLimits { MaxEnrollments = 2 });

        Assert.Equal((2, false), (report.Enrolled, report.Completed));
        Assert.Equal(["b.jpg", "c.jpg"], _store.Everything.Select(row => row.Photo.Name).Order(StringComparer.Ordinal));
        await RunAsync();
        AssertReconciled();
    }

    [Fact]
    public async Task Run_leaves_a_bookmark_that_names_no_photo()
    {
        UploadOld("a.jpg", "one:1");
        UploadOld("b.jpg", "one:2");
        UploadOld("c.jpg", "one:3");

        await RunAsync(new ReconcileLimits { MaxEnrollments = 2 });

        Assert.Equal(
            ["fill 2|3|", "reconcile blobs|" + PhotoId.Of("b.jpg")],
            _store.Bookmarks.Select(bookmark => $"{bookmark.Key} {bookmark.Value}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Run_says_how_far_the_rows_are_and_when_they_told_of_all_photos()
    {
        var limits = new ReconcileLimits { MaxEnrollments = 2 };
        for (int seed = 0; seed < 5; seed++)
        {
            UploadOld($"{seed}.jpg", $"one:{seed}");
        }

        Assert.Equal(new FillState(Checked: 0, Known: 0, CompletedAt: null), await FillAsync());
        await RunAsync(limits);
        Assert.Equal(new FillState(Checked: 2, Known: 5, CompletedAt: null), await FillAsync());
        UploadOld("6.jpg", "one:6");
        await RunAsync(limits);
        Assert.Equal(new FillState(Checked: 4, Known: 6, CompletedAt: null), await FillAsync());
        await RunAsync(limits);
        Assert.False((await FillAsync()).IsComplete);
        await RunAsync(limits);
        Assert.Equal(new FillState(Checked: 6, Known: 6, _time.GetUtcNow()), await FillAsync());

        // From then on what happens is a pass's daily work.
        UploadOld("7.jpg", "one:7");
        Assert.True((await FillAsync()).IsComplete);
        await RunAsync(limits);
        Assert.Equal(new FillState(Checked: 7, Known: 7, _time.GetUtcNow()), await FillAsync());

        Task<FillState> FillAsync() => FillState.ReadAsync(_store, Cancellation);
    }

    [Fact]
    public async Task Run_with_a_fault_does_not_say_that_the_rows_tell_of_all_photos()
    {
        UploadOld("a.jpg", "one:1");
        _blobs.Gate = step => step == "DownloadAsync" ? throw new StorageUnavailableException("down") : Task.CompletedTask;
        await RunAsync();
        Assert.False((await FillState.ReadAsync(_store, Cancellation)).IsComplete);

        _blobs.Gate = _ => Task.CompletedTask;
        await RunAsync();
        Assert.True((await FillState.ReadAsync(_store, Cancellation)).IsComplete);
    }

    [Fact]
    public async Task Run_enrolls_anew_what_has_a_damaged_row_and_counts_it()
    {
        UploadOld("a.jpg", "one:1");
        UploadOld("b.jpg", "one:2");
        await RunAsync();
        await _store.ReplaceAsync(PhotoRecord.Damaged("a.jpg", "a"), [], _ => Task.FromResult(true), Cancellation);
        await _store.ReplaceAsync(PhotoRecord.Damaged("gone.jpg", null), [], _ => Task.FromResult(true), Cancellation);

        ReconcileReport report = await RunAsync();

        Assert.Equal((1, 1, 1, true), (report.Damaged, report.Enrolled, report.Removed, report.Completed));
        AssertReconciled();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5000)]
    public async Task Run_begins_the_pass_again_when_the_photo_of_its_bookmark_is_gone(int pageSize)
    {
        _blobs.LargestPage = pageSize;
        foreach (string name in new[] { "a.jpg", "b.jpg", "c.jpg", "d.jpg" })
        {
            UploadOld(name, "one:1");
        }

        await RunAsync(new ReconcileLimits { MaxEnrollments = 2 });
        _blobs.Delete("b.jpg");

        ReconcileReport report = await RunAsync();

        Assert.Equal((3, 2, 1, true), (report.BlobsChecked, report.Enrolled, report.Removed, report.Completed));
        AssertReconciled();
    }

    [Fact]
    public async Task Run_stops_when_storage_is_down()
    {
        for (int seed = 0; seed < 100; seed++)
        {
            UploadOld($"{seed}.jpg", $"one:{seed}");
        }

        int tries = 0;
        _blobs.Gate = step => step == "DownloadAsync" && ++tries > 0 ? throw new StorageUnavailableException("down") : Task.CompletedTask;

        await Assert.ThrowsAsync<StorageUnavailableException>(() => RunAsync());
        Assert.InRange(tries, 1, 50);
        _blobs.Gate = _ => Task.CompletedTask;
        await RunAsync();
        AssertReconciled();
    }

    [Fact]
    public async Task Run_that_is_cancelled_stops()
    {
        UploadOld("a.jpg", "one:1");
        using var cancellation = new CancellationTokenSource();
        _analyzer.Gate = cancellation.CancelAsync;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Reconciler().RunAsync(cancellation.Token));
        Assert.Empty(_store.Everything);
    }

    [Fact]
    public async Task A_crash_at_any_call_is_healed_by_the_next_runs()
    {
        // First without a crash, to learn how many calls there are.
        int calls = await CountCallsAsync(crashAt: int.MaxValue);

        Assert.InRange(calls, 50, 2000);
        for (int crashAt = 1; crashAt <= calls; crashAt++)
        {
            await CountCallsAsync(crashAt);
        }
    }

    private static async Task<int> CountCallsAsync(int crashAt)
    {
        var tests = new ReconcilerTests();
        tests._blobs.LargestPage = 2;
        tests.UploadOld("a.jpg", "one:1");
        tests.UploadOld("b.jpg", "subject:2,3");
        tests.UploadOld("c.jpg", "none");
        await tests._store.WriteAsync("c.jpg", "c", 9, etag: "\"older\"");
        await tests._store.WriteAsync("vanished.jpg", "vanished", 5);
        int calls = 0;
        bool crashed = false;
        tests._blobs.Gate = tests._store.Gate = _ =>
        {
            // A dead process makes no further call.
            crashed |= Interlocked.Increment(ref calls) == crashAt;
            return crashed ? throw new StorageUnavailableException("crash") : Task.CompletedTask;
        };
        try
        {
            await tests.RunAsync();
            Assert.Equal(int.MaxValue, crashAt);
        }
        catch (StorageUnavailableException)
        {
            crashed = false;
        }

        // What was lost is at most a place in the pass: one run ends it, another makes a whole one.
        int before = calls;
        await tests.RunAsync();
        await tests.RunAsync();
        tests.AssertReconciled();
        return before;
    }

    private PhotoBlob UploadOld(string name, string script, TimeSpan? age = null)
    {
        PhotoBlob blob = _blobs.Upload(name, script);
        _time.Advance(age ?? TimeSpan.FromHours(1));
        return blob;
    }

    private Task<ReconcileReport> RunAsync(ReconcileLimits? limits = null) => Reconciler(limits).RunAsync(Cancellation);

    private Reconciler Reconciler(ReconcileLimits? limits = null) =>
        new(_blobs, _store, _analyzer, new Enroller(_blobs, _store, _analyzer, new EnrollmentRules(), _time), limits ?? new ReconcileLimits(), _time);

    /// <summary>Each blob has exactly one row, of its own version, and no row is without a blob.</summary>
    private void AssertReconciled()
    {
        Assert.Equal(
            _blobs.Gallery.Select(blob => (blob.Path.Name, blob.ETag)),
            _store.Everything.Select(row => (row.Photo.Name, row.Photo.BlobETag)).OrderBy(row => row.Name, StringComparer.Ordinal));
        Assert.DoesNotContain("reconcile", _store.Bookmarks.Keys);
    }
}
