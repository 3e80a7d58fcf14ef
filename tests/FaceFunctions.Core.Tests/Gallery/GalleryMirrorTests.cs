using FaceFunctions.Core.Gallery;
using FaceFunctions.Core.Matching;
using FaceFunctions.Core.Recognition;
using FaceFunctions.Core.Tests.Support;

namespace FaceFunctions.Core.Tests.Gallery;

public sealed class GalleryMirrorTests : IDisposable
{
    private readonly ManualTimeProvider _time = new();
    private readonly InMemoryGalleryStore _store = new();
    private readonly RecognitionModel _model = new FakeAnalyzer().Model;
    private readonly GalleryMirror _mirror;

    public GalleryMirrorTests() => _mirror = new GalleryMirror(_store, _time);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _mirror.Dispose();

    [Fact]
    public async Task Get_loads_each_partition_once_and_then_reads_only_what_changed()
    {
        await _store.WriteAsync("ana/1.jpg", "ana", 1);
        await _store.WriteAsync("ben/1.jpg", "ben", 2);

        FaceIndex first = await _mirror.GetAsync(_model, Cancellation);
        await _store.WriteAsync("ana/2.jpg", "ana", 3);
        _time.Advance(GalleryMirror.MaxAge);
        FaceIndex second = await _mirror.GetAsync(_model, Cancellation);

        Assert.Equal(["ana ana/1.jpg", "ben ben/1.jpg", "nobody"], first.Contents(1, 2, 3));
        Assert.Equal(["ana ana/1.jpg", "ben ben/1.jpg", "ana ana/2.jpg"], second.Contents(1, 2, 3));
        Assert.Equal((_store.PartitionCount, _store.PartitionCount), (_store.Loads, _store.ChangeReads));
    }

    [Fact]
    public async Task Get_reads_nothing_while_the_copy_is_young()
    {
        FaceIndex first = await _mirror.GetAsync(_model, Cancellation);
        await _store.WriteAsync("ana/1.jpg", "ana", 1);
        _time.Advance(GalleryMirror.RefreshAge - TimeSpan.FromTicks(1));

        Assert.Same(first, await _mirror.GetAsync(_model, Cancellation));
        Assert.Equal(0, _store.ChangeReads);
    }

    [Fact]
    public async Task Get_does_not_wait_for_the_read_of_a_copy_that_is_not_yet_too_old()
    {
        FaceIndex first = await _mirror.GetAsync(_model, Cancellation);
        await _store.WriteAsync("ana/1.jpg", "ana", 1);
        _time.Advance(GalleryMirror.RefreshAge);
        var gate = new TaskCompletionSource();
        _store.Gate = _ => gate.Task;

        Assert.Same(first, await _mirror.GetAsync(_model, Cancellation));
        Assert.Same(first, await _mirror.GetAsync(_model, Cancellation));
        gate.SetResult();
        await _mirror.Refreshing;

        Assert.Equal(1, (await _mirror.GetAsync(_model, Cancellation)).FaceCount);
        Assert.Equal(_store.PartitionCount, _store.ChangeReads);
    }

    [Fact]
    public async Task A_read_behind_an_answer_that_fails_leaves_it_to_who_comes_too_late()
    {
        await _mirror.GetAsync(_model, Cancellation);
        await _store.WriteAsync("ana/1.jpg", "ana", 1);
        _store.Gate = _ => throw new StorageUnavailableException("down");
        _time.Advance(GalleryMirror.RefreshAge);
        Assert.Equal(0, (await _mirror.GetAsync(_model, Cancellation)).FaceCount);
        await _mirror.Refreshing;
        _time.Advance(GalleryMirror.MaxAge - GalleryMirror.RefreshAge);

        await Assert.ThrowsAsync<StorageUnavailableException>(() => _mirror.GetAsync(_model, Cancellation));
        _store.Gate = _ => Task.CompletedTask;

        Assert.Equal(1, (await _mirror.GetAsync(_model, Cancellation)).FaceCount);
    }

    [Fact]
    public async Task A_table_that_was_emptied_is_noticed_although_its_log_has_as_many_entries()
    {
        await _store.WriteAsync("ana/1.jpg", "ana", 1);
        await _store.WriteAsync("ben/1.jpg", "ben", 2);
        await _mirror.GetAsync(_model, Cancellation);
        _store.Empty();
        await _store.WriteAsync("ana/1.jpg", "zoe", 3);
        await _store.WriteAsync("ben/1.jpg", "ben", 2);
        _mirror.Invalidate();

        FaceIndex index = await _mirror.GetAsync(_model, Cancellation);

        Assert.Equal(["nobody", "ben ben/1.jpg", "zoe ana/1.jpg"], index.Contents(1, 2, 3));
    }

    [Fact]
    public async Task A_load_that_was_given_up_keeps_the_partitions_that_it_has()
    {
        string[] names = [.. Enumerable.Range(0, 9).Select(i => $"{i}.jpg")];
        for (int i = 0; i < names.Length; i++)
        {
            await _store.WriteAsync(names[i], "ana", i);
        }

        using var impatience = new CancellationTokenSource();
        var loaded = new TaskCompletionSource();
        int photos = 0;
        _store.Gate = step =>
        {
            if (step == "Load: photo done" && Interlocked.Increment(ref photos) == 6)
            {
                loaded.SetResult();
            }

            return step == "Load: photo" && Volatile.Read(ref photos) >= 6 ? Task.Delay(Timeout.Infinite, impatience.Token) : Task.CompletedTask;
        };
        Task<FaceIndex> reader = _mirror.GetAsync(_model, impatience.Token);
        await loaded.Task;
        await impatience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reader);
        _store.Gate = _ => Task.CompletedTask;

        FaceIndex index = await _mirror.GetAsync(_model, Cancellation);

        // Two of three were loaded; the third began anew.
        Assert.Equal(_store.PartitionCount + 1, _store.Loads);
        Assert.Equal((9, 1), (index.FaceCount, index.PersonCount));
        Assert.Equal([new PersonSummary("ana", 9)], index.People());
    }

    [Fact]
    public async Task A_row_that_cannot_be_read_is_left_out_and_counted_and_ends_no_search()
    {
        List<int> told = [];
        using var mirror = new GalleryMirror(_store, _time, told.Add);
        await _store.WriteAsync("ana/1.jpg", "ana", 1);
        await _store.WriteAsync("ben/1.jpg", "ben", 2);
        _store.Damaged.Add("ben/1.jpg");
        Assert.Equal(["ana ana/1.jpg", "nobody"], (await mirror.GetAsync(_model, Cancellation)).Contents(1, 2));
        _store.Damaged.Add("ana/1.jpg");
        await _store.WriteAsync("ana/1.jpg", "ana", 1);
        mirror.Invalidate();
        Assert.Equal(0, (await mirror.GetAsync(_model, Cancellation)).FaceCount);
        _store.Damaged.Clear();
        await _store.WriteAsync("ben/1.jpg", "ben", 2);
        mirror.Invalidate();

        Assert.Equal(["nobody", "ben ben/1.jpg"], (await mirror.GetAsync(_model, Cancellation)).Contents(1, 2));
        Assert.Equal([1, 2, 1], told);
    }

    [Fact]
    public async Task Get_keeps_the_index_when_nothing_changed()
    {
        await _store.WriteAsync("ana/1.jpg", "ana", 1);
        FaceIndex first = await _mirror.GetAsync(_model, Cancellation);
        _time.Advance(TimeSpan.FromHours(1));

        Assert.Same(first, await _mirror.GetAsync(_model, Cancellation));
        Assert.Equal(_store.PartitionCount, _store.ChangeReads);
    }

    [Fact]
    public async Task Get_shows_replaced_and_removed_photos()
    {
        await _store.WriteAsync("ana/1.jpg", "ana", 1);
        await _store.WriteAsync("ben/1.jpg", "ben", 2);
        await _mirror.GetAsync(_model, Cancellation);
        await _store.WriteAsync("ana/1.jpg", "zoe", 3);
        await _store.EraseAsync("ben/1.jpg");
        _time.Advance(GalleryMirror.MaxAge);

        FaceIndex index = await _mirror.GetAsync(_model, Cancellation);

        Assert.Equal(["nobody", "nobody", "zoe ana/1.jpg"], index.Contents(1, 2, 3));
        Assert.Equal([new PersonSummary("zoe", 1)], index.People());
    }

    [Fact]
    public async Task Invalidate_makes_the_next_call_read()
    {
        await _mirror.GetAsync(_model, Cancellation);
        await _store.WriteAsync("ana/1.jpg", "ana", 1);
        _mirror.Invalidate();

        Assert.Equal(1, (await _mirror.GetAsync(_model, Cancellation)).FaceCount);
    }

    [Fact]
    public async Task Many_callers_at_once_cause_one_read()
    {
        var gate = new TaskCompletionSource();
        _store.Gate = _ => gate.Task;
        Task<FaceIndex>[] callers = [.. Enumerable.Range(0, 50).Select(_ => _mirror.GetAsync(_model, Cancellation))];
        gate.SetResult();

        FaceIndex[] indexes = await Task.WhenAll(callers);

        Assert.Single(indexes.Distinct());
        Assert.Equal((_store.PartitionCount, 0), (_store.Loads, _store.ChangeReads));
    }

    [Fact]
    public async Task Callers_who_waited_for_a_slow_read_do_not_read_again()
    {
        var gate = new TaskCompletionSource();
        _store.Gate = _ => gate.Task;
        Task<FaceIndex>[] callers = [.. Enumerable.Range(0, 50).Select(_ => _mirror.GetAsync(_model, Cancellation))];
        _time.Advance(TimeSpan.FromSeconds(30));
        gate.SetResult();

        await Task.WhenAll(callers);

        Assert.Equal((_store.PartitionCount, 0), (_store.Loads, _store.ChangeReads));
    }

    [Fact]
    public async Task Callers_who_came_late_into_a_slow_read_share_one_more()
    {
        var gate = new TaskCompletionSource();
        _store.Gate = _ => gate.Task;
        Task<FaceIndex> first = _mirror.GetAsync(_model, Cancellation);
        _time.Advance(TimeSpan.FromSeconds(30));
        Task<FaceIndex>[] late = [.. Enumerable.Range(0, 50).Select(_ => _mirror.GetAsync(_model, Cancellation))];
        gate.SetResult();

        await first;
        await Task.WhenAll(late);

        Assert.Equal((_store.PartitionCount, _store.PartitionCount), (_store.Loads, _store.ChangeReads));
    }

    [Fact]
    public async Task Invalidate_during_a_read_is_not_lost()
    {
        var gate = new TaskCompletionSource();
        _store.Gate = step => step == "Load: photo" ? gate.Task : Task.CompletedTask;
        await _store.WriteAsync("ana/1.jpg", "ana", 1);
        Task<FaceIndex> reading = _mirror.GetAsync(_model, Cancellation);
        Assert.False(reading.IsCompleted);

        // Written behind the back of the read that is under way.
        await _store.WriteAsync("ben/1.jpg", "ben", 2);
        _mirror.Invalidate();
        Task<FaceIndex> after = _mirror.GetAsync(_model, Cancellation);
        gate.SetResult();

        await reading;
        Assert.Equal(["ana ana/1.jpg", "ben ben/1.jpg"], (await after).Contents(1, 2));
    }

    [Fact]
    public async Task A_failed_first_read_is_tried_again_by_the_next_caller()
    {
        await _store.WriteAsync("ana/1.jpg", "ana", 1);
        _store.Gate = _ => throw new StorageUnavailableException("down");
        await Assert.ThrowsAsync<StorageUnavailableException>(() => _mirror.GetAsync(_model, Cancellation));
        _store.Gate = _ => Task.CompletedTask;

        Assert.Equal(1, (await _mirror.GetAsync(_model, Cancellation)).FaceCount);
    }

    [Theory]
    [InlineData("ReadChanges")]
    [InlineData("ReadChanges: photo")]
    [InlineData("ReadChanges: photo done")]
    public async Task An_old_copy_never_answers_when_the_read_fails(string failing)
    {
        await _mirror.GetAsync(_model, Cancellation);
        await _store.WriteAsync("ana/1.jpg", "ana", 1);
        await _store.WriteAsync("ben/1.jpg", "ben", 2);
        _time.Advance(GalleryMirror.MaxAge);
        int calls = 0;
        _store.Gate = step => step == failing && ++calls == 1 ? throw new StorageUnavailableException("down") : Task.CompletedTask;

        await Assert.ThrowsAsync<StorageUnavailableException>(() => _mirror.GetAsync(_model, Cancellation));

        Assert.Equal(["ana ana/1.jpg", "ben ben/1.jpg"], (await _mirror.GetAsync(_model, Cancellation)).Contents(1, 2));
    }

    [Fact]
    public async Task A_reload_after_a_trimmed_log_drops_photos_that_vanished()
    {
        await _store.WriteAsync("ana/1.jpg", "ana", 1);
        await _store.WriteAsync("ben/1.jpg", "ben", 2);
        await _mirror.GetAsync(_model, Cancellation);
        await _store.EraseAsync("ana/1.jpg");
        await _store.WriteAsync("cem/1.jpg", "cem", 3);
        await _store.WriteAsync("ben/1.jpg", "ben", 4);
        _store.ForgetChanges();
        _time.Advance(GalleryMirror.MaxAge);

        FaceIndex index = await _mirror.GetAsync(_model, Cancellation);

        Assert.True(_store.Loads > _store.PartitionCount);
        Assert.Equal(["nobody", "nobody", "cem cem/1.jpg", "ben ben/1.jpg"], index.Contents(1, 2, 3, 4));
        Assert.Equal(2, index.FaceCount);
    }

    [Fact]
    public async Task Another_bundle_starts_a_new_copy_with_its_own_faces_only()
    {
        await _store.WriteAsync("ana/1.jpg", "ana", 1);
        await _store.WriteAsync("ben/1.jpg", "ben", 2, "bundle-b");
        FaceIndex a = await _mirror.GetAsync(_model, Cancellation);

        FaceIndex b = await _mirror.GetAsync(_model with { BundleId = "bundle-b" }, Cancellation);

        Assert.Equal(["ana"], a.People().Select(person => person.Person));
        Assert.Equal(["ben"], b.People().Select(person => person.Person));
        Assert.Equal(2 * _store.PartitionCount, _store.Loads);
        Assert.Equal(["ana"], (await _mirror.GetAsync(_model, Cancellation)).People().Select(person => person.Person));
    }

    [Fact]
    public async Task A_photo_that_another_bundle_enrolled_again_leaves_this_copy()
    {
        await _store.WriteAsync("ana/1.jpg", "ana", 1);
        await _mirror.GetAsync(_model, Cancellation);
        await _store.WriteAsync("ana/1.jpg", "ana", 1, "bundle-b");
        _time.Advance(GalleryMirror.MaxAge);

        Assert.Equal(0, (await _mirror.GetAsync(_model, Cancellation)).FaceCount);
    }

    [Fact]
    public async Task A_vector_of_a_wrong_dimension_is_left_out_and_counted_and_ends_no_search()
    {
        List<int> told = [];
        using var mirror = new GalleryMirror(_store, _time, told.Add);
        await _store.WriteAsync("ana/1.jpg", "ana", 1);
        await _store.WriteAsync("ben/1.jpg", "ben", Misfit());

        Assert.Equal(["ana ana/1.jpg"], (await ReadAsync()).Contents(1));
        Assert.Equal(1, (await ReadAsync()).FaceCount);
        await _store.WriteAsync("ana/1.jpg", "ana", Misfit());
        Assert.Equal(0, (await ReadAsync()).FaceCount);
        await _store.WriteAsync("ben/1.jpg", "ben", 2);
        Assert.Equal(["nobody", "ben ben/1.jpg"], (await ReadAsync()).Contents(1, 2));
        await _store.EraseAsync("ana/1.jpg");
        _store.ForgetChanges();
        await _store.WriteAsync("ana/2.jpg", "ana", 3);
        await _store.WriteAsync("bna/2.jpg", "ana", 4);
        await _store.WriteAsync("cna/2.jpg", "ana", 5);
        Assert.Equal(4, (await ReadAsync()).FaceCount);

        Assert.Equal([1, 2, 1, 0], told);

        Task<FaceIndex> ReadAsync()
        {
            mirror.Invalidate();
            return mirror.GetAsync(_model, Cancellation);
        }

        FaceEmbedding Misfit() => FaceEmbedding.FromModelOutput([.. Enumerable.Repeat(1f, _model.Dimension / 2)]);
    }

    [Fact]
    public async Task A_caller_who_gives_up_does_not_disturb_the_others()
    {
        await _store.WriteAsync("ana/1.jpg", "ana", 1);
        var gate = new TaskCompletionSource();
        _store.Gate = _ => gate.Task;
        using var impatience = new CancellationTokenSource();
        Task<FaceIndex> reader = _mirror.GetAsync(_model, Cancellation);
        Task<FaceIndex> impatient = _mirror.GetAsync(_model, impatience.Token);
        Task<FaceIndex> patient = _mirror.GetAsync(_model, Cancellation);

        await impatience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);
        gate.SetResult();

        Assert.Same(await reader, await patient);
        Assert.Equal(1, (await patient).FaceCount);
    }

    [Fact]
    public async Task A_reader_who_gives_up_leaves_the_read_to_the_next()
    {
        await _store.WriteAsync("ana/1.jpg", "ana", 1);
        var gate = new TaskCompletionSource();
        _store.Gate = step => step == "Load" ? gate.Task : Task.CompletedTask;
        using var impatience = new CancellationTokenSource();
        Task<FaceIndex> reader = _mirror.GetAsync(_model, impatience.Token);
        Task<FaceIndex> next = _mirror.GetAsync(_model, Cancellation);

        await impatience.CancelAsync();
        gate.SetResult();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reader);
        Assert.Equal(1, (await next).FaceCount);
    }
}
