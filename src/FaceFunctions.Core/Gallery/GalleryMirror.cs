using FaceFunctions.Core.Matching;
using FaceFunctions.Core.Recognition;
using FaceFunctions.Core.Snapshots;

namespace FaceFunctions.Core.Gallery;

/// <summary>This process's copy of the gallery in memory: loaded on first use, from snapshots where there are any, then brought up to date by reading only what changed.</summary>
/// <remarks>
/// <para>
/// Nothing is read while nobody asks, so an idle process costs nothing. Who asks when the copy is older than <see cref="RefreshAge"/> is answered from it, and it is brought up to date
/// behind the answer; when it is older than <see cref="MaxAge"/>, before. So a question sees every change that any process made <see cref="MaxAge"/> before it, and where questions come
/// every second, none waits for a read. An index that was handed out is never changed: a search that runs in it needs nothing from here.
/// </para>
/// <para>
/// Safe for any number of threads; one of them reads, the others wait for it and take its copy, however long the read took, if it began late enough for them. What was read stays read when
/// the rest fails or is given up.
/// </para>
/// <para>A stored face that cannot be read, or whose vector has another dimension than the model's, is left out: it can be compared with nothing, and must not end every search.</para>
/// </remarks>
/// <param name="store">Where the gallery is read.</param>
/// <param name="time">Tells how old the copy is.</param>
/// <param name="observeMisfits">Told how many faces are left out, whenever that number changes; must not throw. Null: nobody is.</param>
/// <param name="snapshots">Where a first load finds copies of the rows; null: the rows are read.</param>
/// <param name="observeSnapshot">Told of each snapshot that could not be used; must not throw, and may be called by several threads. Null: nobody is.</param>
public sealed class GalleryMirror(
    IGalleryStore store, TimeProvider time, Action<int>? observeMisfits = null, IGallerySnapshots? snapshots = null, Action<SnapshotFault>? observeSnapshot = null) : IDisposable
{
    /// <summary>The age from which the copy is brought up to date behind an answer.</summary>
    public static readonly TimeSpan RefreshAge = TimeSpan.FromSeconds(1);

    /// <summary>How old the copy may be when it is asked for.</summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim _reading = new(1, 1);
    private readonly CancellationTokenSource _closing = new();
    private GalleryCopy? _copy;
    private volatile Published? _published;
    private long _invalidations;
    private int _observedMisfits;

    /// <summary>The last read behind an answer.</summary>
    internal Task Refreshing { get; private set; } = Task.CompletedTask;

    /// <summary>The gallery as it was at most <see cref="MaxAge"/> before this call, or later.</summary>
    /// <param name="model">The bundle whose faces are wanted; another one than before starts a new copy.</param>
    /// <param name="cancellationToken">Stops waiting and reading.</param>
    /// <exception cref="StorageUnavailableException">The gallery could not be read; an old copy never answers instead.</exception>
    public async Task<FaceIndex> GetAsync(RecognitionModel model, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(model);
        long askedAt = time.GetTimestamp();
        long invalidations = Interlocked.Read(ref _invalidations);
        if (FreshIndex(model, askedAt, invalidations, out TimeSpan age) is { } fresh)
        {
            if (age >= RefreshAge && _reading.Wait(0, CancellationToken.None))
            {
                Refreshing = Task.Run(() => RefreshBehindAsync(model), CancellationToken.None);
            }

            return fresh;
        }

        await _reading.WaitAsync(cancellationToken);
        try
        {
            return FreshIndex(model, askedAt, invalidations, out _) ?? await ReadAsync(model, cancellationToken);
        }
        finally
        {
            _reading.Release();
        }
    }

    /// <summary>Makes the next search read what changed, however young the copy is. Call it after a change made by this process.</summary>
    public void Invalidate() => Interlocked.Increment(ref _invalidations);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_closing.IsCancellationRequested)
        {
            // The semaphore stays: a read that is being stopped still gives it back, and without a wait handle it holds nothing.
            _closing.Cancel();
            _closing.Dispose();
        }
    }

    private FaceIndex? FreshIndex(RecognitionModel model, long askedAt, long invalidations, out TimeSpan age)
    {
        age = TimeSpan.MaxValue;
        if (_published is { } published && published.BundleId == model.BundleId && published.Invalidations >= invalidations)
        {
            age = time.GetElapsedTime(published.ReadAt, askedAt);
            return age < MaxAge ? published.Index : null;
        }

        return null;
    }

    private async Task RefreshBehindAsync(RecognitionModel model)
    {
        try
        {
            await ReadAsync(model, _closing.Token);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            // Nobody waits for it. If it lasts, the copy grows too old, and then whoever asks meets it.
        }
        finally
        {
            _reading.Release();
        }
    }

    private async Task<FaceIndex> ReadAsync(RecognitionModel model, CancellationToken cancellationToken)
    {
        // Noted before reading: what changes while we read must count as newer than this copy.
        long invalidations = Interlocked.Read(ref _invalidations);
        long readAt = time.GetTimestamp();
        if (_copy?.BundleId != model.BundleId)
        {
            _copy = new GalleryCopy(model, store, snapshots, observeSnapshot);
            _published = null;
        }

        // While a partition is loaded anew, its rows must not stay in memory for an index that is too old by then.
        GalleryCopy copy = _copy!;
        await copy.ReadAsync(beforeReload: () => _published = null, cancellationToken);
        if (copy.Misfits != _observedMisfits)
        {
            _observedMisfits = copy.Misfits;
            observeMisfits?.Invoke(copy.Misfits);
        }

        FaceIndex index = copy.Build(_published?.Index);
        _published = new Published(model.BundleId, index, readAt, invalidations);
        return index;
    }

    private sealed record Published(string BundleId, FaceIndex Index, long ReadAt, long Invalidations);
}
