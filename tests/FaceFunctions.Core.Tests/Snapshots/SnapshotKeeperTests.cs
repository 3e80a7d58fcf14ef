using FaceFunctions.Core.Gallery;
using FaceFunctions.Core.Matching;
using FaceFunctions.Core.Recognition;
using FaceFunctions.Core.Snapshots;
using FaceFunctions.Core.Tests.Support;

namespace FaceFunctions.Core.Tests.Snapshots;

public sealed class SnapshotKeeperTests
{
    private readonly ManualTimeProvider _time = new();
    private readonly InMemoryGalleryStore _store = new() { KeptChanges = 100 };
    private readonly InMemorySnapshots _snapshots;
    private readonly RecognitionModel _model = new FakeAnalyzer().Model;
    private readonly List<SnapshotFault> _faults = [];

    public SnapshotKeeperTests() => _snapshots = new InMemorySnapshots(_time);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_new_copy_is_loaded_from_snapshots_and_what_changed_since()
    {
        await FillAsync(12);
        await RunAsync();
        int loads = _store.Loads;
        await _store.WriteAsync("later.jpg", "zoe", 99);
        await _store.EraseAsync("0.jpg");
        await _store.WriteAsync("1.jpg", "ivo", 98);

        FaceIndex index = await LoadAsync();

        Assert.Equal(loads, _store.Loads);
        Assert.Empty(_faults);
        Assert.Equal(["nobody", "nobody", "p2 2.jpg", "p11 11.jpg", "zoe later.jpg", "ivo 1.jpg"], index.Contents(0, 1, 2, 11, 99, 98));
        Assert.Equal((12, 12), (index.FaceCount, index.PersonCount));
    }

    [Fact]
    public async Task A_copy_from_a_snapshot_goes_on_with_the_changes()
    {
        await FillAsync(12);
        await RunAsync();
        int loads = _store.Loads;
        using GalleryMirror mirror = Mirror();
        await mirror.GetAsync(_model, Cancellation);
        await _store.EraseAsync("5.jpg");
        await _store.WriteAsync("new.jpg", "zoe", 99);
        mirror.Invalidate();

        FaceIndex index = await mirror.GetAsync(_model, Cancellation);

        Assert.Equal(loads, _store.Loads);
        Assert.Equal(["nobody", "zoe new.jpg", "p6 6.jpg"], index.Contents(5, 99, 6));
    }

    [Fact]
    public async Task Partitions_that_are_too_small_get_none()
    {
        await FillAsync(12); // four faces a partition

        SnapshotReport report = await RunAsync(new SnapshotRules { MinFaces = 5 });

        Assert.Equal(new SnapshotReport(Completed: true), report);
        Assert.Equal(0, _store.Loads);
        Assert.Empty(_snapshots.All);
    }

    [Fact]
    public async Task A_partition_of_many_changes_and_few_faces_gets_none()
    {
        for (int change = 0; change < 30; change++)
        {
            await FillAsync(3);
        }

        Assert.Equal(0, (await RunAsync(new SnapshotRules { MinFaces = 5 })).Written);
        Assert.Empty(_snapshots.All);
    }

    [Fact]
    public async Task A_partition_that_became_too_small_loses_its_snapshot()
    {
        await FillAsync(12);
        await RunAsync();
        for (int i = 0; i < 12; i += 3)
        {
            await _store.EraseAsync($"{i}.jpg");
        }

        await RunAsync();

        Assert.DoesNotContain((_store.PartitionOf("0.jpg"), _model.BundleId), _snapshots.All);
        Assert.Equal(_store.PartitionCount - 1, _snapshots.All.Count);
    }

    [Fact]
    public async Task A_snapshot_is_written_again_only_when_enough_changed()
    {
        await FillAsync(12);
        Assert.Equal(3, (await RunAsync()).Written);
        Assert.Equal(new SnapshotReport(Kept: 3, Completed: true), await RunAsync());
        string[] names = [.. Enumerable.Range(100, 30).Select(i => $"{i}.jpg").Where(name => _store.PartitionOf(name) == 0).Take(3)];
        await _store.WriteAsync(names[0], "new", 50);
        await _store.WriteAsync(names[1], "new", 51);
        Assert.Equal(new SnapshotReport(Kept: 3, Completed: true), await RunAsync());
        await _store.WriteAsync(names[2], "new", 52);
        int loads = _store.Loads;

        Assert.Equal(new SnapshotReport(Written: 1, Kept: 2, Completed: true), await RunAsync());

        Assert.Equal(loads, _store.Loads); // from the one before
        int reads = _store.ChangeReads;
        Assert.Equal(["new " + names[2]], (await LoadAsync()).Contents(52));
        Assert.Equal(reads + 3, _store.ChangeReads);
    }

    [Fact]
    public async Task A_snapshot_is_written_again_before_the_log_forgets_it()
    {
        await FillAsync(12);
        await RunAsync();
        await _store.WriteAsync("new.jpg", "new", 50);
        _time.Advance(TimeSpan.FromHours(12));

        Assert.Equal(new SnapshotReport(Written: 1, Kept: 2, Completed: true), await RunAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_was_removed_or_replaced_leaves_the_snapshot_at_the_next_run(bool isReplaced)
    {
        await FillAsync(13);
        await RunAsync();
        int partition = _store.PartitionOf("0.jpg");
        Assert.True(_snapshots[partition].AsSpan().IndexOf("0.jpg"u8) > 0);
        if (isReplaced)
        {
            await _store.WriteAsync("0.jpg", "other", 77);
        }
        else
        {
            await _store.EraseAsync("0.jpg");
        }

        Assert.Equal(new SnapshotReport(Written: 1, Kept: 2, Deleted: 1, Completed: true), await RunAsync());

        Assert.Equal(isReplaced ? ["other 0.jpg"] : ["nobody"], (await LoadAsync()).Contents(isReplaced ? 77 : 0));
        Assert.Equal(isReplaced, _snapshots[partition].AsSpan().IndexOf("0.jpg"u8) > 0);
        Assert.Equal(-1, _snapshots[partition].AsSpan().IndexOf("p0"u8));
    }

    [Fact]
    public async Task What_was_removed_leaves_the_snapshot_also_when_no_new_one_can_be_made()
    {
        await FillAsync(12);
        await RunAsync();
        await _store.EraseAsync("0.jpg");
        _store.Gate = step => step.StartsWith("ReadChanges", StringComparison.Ordinal) && step != "ReadChangedIds" ? throw new StorageUnavailableException("down") : Task.CompletedTask;

        await Assert.ThrowsAsync<StorageUnavailableException>(() => RunAsync());

        Assert.DoesNotContain((_store.PartitionOf("0.jpg"), _model.BundleId), _snapshots.All);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_is_removed_while_a_snapshot_is_written_is_not_kept_in_it(bool losesAnswers)
    {
        await FillAsync(15);
        _snapshots.LosesAnswers = losesAnswers;
        bool isErased = false;
        _snapshots.BeforeCommit = async () =>
        {
            if (!isErased)
            {
                isErased = true;
                await _store.EraseAsync("0.jpg");
                await _store.EraseAsync("1.jpg");
                await _store.EraseAsync("2.jpg");
            }
        };

        SnapshotReport report = await RunAsync();

        // The first partition's snapshot held its photo; the others were written later.
        Assert.Equal((losesAnswers ? 0 : 2, 1), (report.Written, report.Deleted));
        Assert.Equal(2, _snapshots.All.Count);
        Assert.All(_snapshots.All, file => Assert.Equal(-1, Math.Max(_snapshots[file.Partition].AsSpan().IndexOf("p0"u8), _snapshots[file.Partition].AsSpan().IndexOf("p2"u8))));
    }

    [Fact]
    public async Task What_an_erasure_deletes_while_it_is_written_anew_stays_deleted()
    {
        await FillAsync(12);
        await RunAsync();
        await FillAsync(24, from: 12);
        _snapshots.BeforeCommit = () => _snapshots.DeleteAsync(0, Cancellation);

        SnapshotReport report = await RunAsync();

        Assert.Equal(2, report.Written);
        Assert.DoesNotContain((0, _model.BundleId), _snapshots.All);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(60)]
    [InlineData(230)]
    [InlineData(-20)]
    public async Task A_damaged_snapshot_is_noticed_and_the_table_read_instead(int at)
    {
        await FillAsync(12);
        await RunAsync();
        int loads = _store.Loads;
        byte[] file = _snapshots[0];
        file[at < 0 ? file.Length + at : at] ^= 0x10;

        FaceIndex index = await LoadAsync();

        Assert.Equal([at == 0 ? SnapshotFault.Foreign : SnapshotFault.Damaged], _faults);
        Assert.Equal(loads + 1, _store.Loads); // the others came from theirs
        Assert.Equal(["p0 0.jpg", "p1 1.jpg", "p2 2.jpg"], index.Contents(0, 1, 2));
        Assert.Equal(12, index.FaceCount);
    }

    [Fact]
    public async Task A_damaged_snapshot_is_replaced()
    {
        await FillAsync(12);
        await RunAsync();
        _snapshots[0] = _snapshots[0][..^1];

        Assert.Equal(new SnapshotReport(Written: 1, Kept: 2, Unusable: 1, Completed: true), await RunAsync());

        await LoadAsync();
        Assert.Empty(_faults);
    }

    [Fact]
    public async Task A_snapshot_that_the_log_does_not_reach_is_not_used_and_replaced()
    {
        await FillAsync(12);
        await RunAsync();
        await FillAsync(24, from: 12);
        await _store.EraseAsync("0.jpg");
        _store.ForgetChanges();
        int loads = _store.Loads;

        FaceIndex index = await LoadAsync();

        Assert.Equal([SnapshotFault.TooOld, SnapshotFault.TooOld, SnapshotFault.TooOld], _faults);
        Assert.Equal(loads + 3, _store.Loads);
        Assert.Equal(["nobody", "p20 20.jpg"], index.Contents(0, 20));
        Assert.Equal(new SnapshotReport(Written: 3, Deleted: 3, Completed: true), await RunAsync());
    }

    [Fact]
    public async Task A_snapshot_of_a_table_that_was_emptied_is_not_used()
    {
        await FillAsync(12);
        await RunAsync();
        _store.Empty();
        await FillAsync(24, from: 12); // as many changes as before

        FaceIndex index = await LoadAsync();

        Assert.Equal(3, _faults.Count(fault => fault == SnapshotFault.TooOld));
        Assert.Equal(["nobody", "p20 20.jpg"], index.Contents(0, 20));
        Assert.Equal(12, index.FaceCount);
    }

    [Fact]
    public async Task Without_the_snapshots_storage_the_table_is_read()
    {
        await FillAsync(12);
        await RunAsync();
        _snapshots.IsAway = true;

        Assert.Equal(12, (await LoadAsync()).FaceCount);

        Assert.Equal(3, _faults.Count(fault => fault == SnapshotFault.Unreachable));
    }

    [Fact]
    public async Task Snapshots_of_other_bundles_are_left_a_day()
    {
        await FillAsync(12);
        await RunAsync();
        var next = _model with { BundleId = "bundle-b" };
        _time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(0, (await RunAsync(model: next)).Deleted);
        Assert.Equal(3, _snapshots.All.Count);
        _time.Advance(TimeSpan.FromTicks(1));

        Assert.Equal(3, (await RunAsync(model: next)).Deleted);

        Assert.Empty(_snapshots.All);
    }

    [Fact]
    public async Task A_snapshot_of_a_bundle_holds_no_face_of_another()
    {
        await FillAsync(12);
        for (int i = 0; i < 12; i++)
        {
            await _store.WriteAsync($"b{i}.jpg", $"q{i}", i, "bundle-b");
        }

        await RunAsync();

        Assert.Equal(12, (await LoadAsync()).FaceCount);
        Assert.All(_snapshots.All, file => Assert.Equal(-1, _snapshots[file.Partition].AsSpan().IndexOf("b1.jpg"u8)));
    }

    [Fact]
    public async Task Two_writers_do_not_write_at_once()
    {
        await FillAsync(12);
        await using ISnapshotLock? other = await _snapshots.TryLockAsync(Cancellation);

        Assert.Equal(new SnapshotReport(), await RunAsync());
        await other!.DisposeAsync();
        _snapshots.Renewals = 1;
        Assert.Equal(new SnapshotReport(Written: 1), await RunAsync());
    }

    [Fact]
    public async Task Turned_off_it_deletes_what_is_there()
    {
        await FillAsync(12);
        await RunAsync();
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(new SnapshotReport(Deleted: 3, Completed: true), await RunAsync(new SnapshotRules { Enabled = false }));

        Assert.Empty(_snapshots.All);
    }

    [Fact]
    public async Task Faces_that_are_left_out_are_counted_also_from_a_snapshot()
    {
        await FillAsync(12);
        await _store.WriteAsync("short.jpg", "x", Vectors.Random(new Random(1), 3));
        await _store.WriteAsync("torn.jpg", "x", 60);
        _store.Damaged.Add("torn.jpg");
        await RunAsync();
        List<int> told = [];
        using var mirror = new GalleryMirror(_store, _time, told.Add, _snapshots, _faults.Add);
        int loads = _store.Loads;

        await mirror.GetAsync(_model, Cancellation);
        await _store.EraseAsync("short.jpg");
        mirror.Invalidate();
        await mirror.GetAsync(_model, Cancellation);

        Assert.Equal([2, 1], told);
        Assert.Equal(loads, _store.Loads);
    }

    private async Task FillAsync(int to, int from = 0)
    {
        for (int i = from; i < to; i++)
        {
            await _store.WriteAsync($"{i}.jpg", $"p{i}", i);
        }
    }

    private Task<SnapshotReport> RunAsync(SnapshotRules? rules = null, RecognitionModel? model = null) =>
        new SnapshotKeeper(_store, _snapshots, rules ?? new SnapshotRules { MinFaces = 4, MinChanges = 3 }, _time).RunAsync(model ?? _model, Cancellation);

    private GalleryMirror Mirror() => new(_store, _time, snapshots: _snapshots, observeSnapshot: fault =>
    {
        lock (_faults)
        {
            _faults.Add(fault);
        }
    });

    private async Task<FaceIndex> LoadAsync()
    {
        using GalleryMirror mirror = Mirror();
        return await mirror.GetAsync(_model, Cancellation);
    }
}
