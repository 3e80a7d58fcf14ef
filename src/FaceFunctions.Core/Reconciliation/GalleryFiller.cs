using System.Collections.Concurrent;
using FaceFunctions.Core.Enrollment;
using FaceFunctions.Core.Gallery;
using FaceFunctions.Core.Recognition;

namespace FaceFunctions.Core.Reconciliation;

/// <summary>Fills the rows of one bundle from all photos at once, while apps of other bundles, or of the same, go on.</summary>
/// <remarks>
/// Passes over all photos are repeated until one changes nothing, so that what was uploaded, replaced or deleted behind a pass is caught by the next; or until
/// they find no less to do each time, which a gallery does that changes as fast as it is looked at. A photo whose row is of its version and bundle is left alone:
/// a run that was stopped is resumed by starting it again. Make one for each run.
/// </remarks>
/// <param name="blobs">The photos.</param>
/// <param name="store">The bundle's rows.</param>
/// <param name="model">The bundle.</param>
/// <param name="enroller">Enrolls with the bundle into the same rows.</param>
/// <param name="time">Tells when a pass began: the rows tell of all photos that there were then.</param>
public sealed partial class GalleryFiller(IPhotoBlobs blobs, IGalleryStore store, RecognitionModel model, Enroller enroller, TimeProvider time)
{
    private const int BlobPage = 200;

    /// <summary>The first pass does the work, the second what came meanwhile, and only a later one can tell that this gets no less.</summary>
    private const int MinPasses = 3;

    private readonly ConcurrentDictionary<string, PhotoRecord> _notEnrolled = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Exception> _faults = new(StringComparer.Ordinal);
    private int _recorded;

    /// <summary>How many photos there are; costs a listing of them.</summary>
    /// <exception cref="StorageUnavailableException">Storage failed.</exception>
    public Task<int> CountAsync(CancellationToken cancellationToken) => BlobWalk.CountAsync(blobs, cancellationToken);

    /// <summary>Runs until the rows tell of all photos, but for those that cannot be worked on.</summary>
    /// <param name="known">The number of photos, as <see cref="CountAsync"/> gave it.</param>
    /// <param name="parallelism">Photos worked on at once, 1 or more.</param>
    /// <param name="observe">Told the number of the pass, from 1, and of photos that it is done with; by many threads at once; must not throw.</param>
    /// <param name="cancellationToken">Stops the run; what is recorded stays, and the next run goes on from there.</param>
    /// <exception cref="StorageUnavailableException">Storage failed; what is recorded stays.</exception>
    public async Task<FillReport> RunAsync(int known, int parallelism, Action<int, int> observe, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(parallelism, 1);
        ArgumentNullException.ThrowIfNull(observe);
        FillState state = (await FillState.ReadAsync(store, cancellationToken)) with { Checked = 0, Known = known };
        int changedBefore = int.MaxValue;
        for (int pass = 1; ; pass++)
        {
            DateTimeOffset began = time.GetUtcNow();
            HashSet<PhotoId> seen = [];
            _faults.Clear();
            int changed = await EnrollAsync(pass, seen, state, parallelism, observe, cancellationToken);
            changed += await RemoveAsync(seen, parallelism, cancellationToken);
            state = state with { Checked = seen.Count, Known = seen.Count };
            if (changed == 0 || (pass >= MinPasses && changed >= changedBefore))
            {
                state = _faults.IsEmpty ? state with { CompletedAt = began } : state;
                await state.WriteAsync(store, cancellationToken);
                return new FillReport(
                    seen.Count,
                    _recorded,
                    _removed,
                    pass,
                    [.. _notEnrolled.Values.Where(photo => seen.Contains(PhotoId.Of(photo.Name))).OrderBy(photo => photo.Name, StringComparer.Ordinal)],
                    [.. _faults.OrderBy(fault => fault.Key, StringComparer.Ordinal)]);
            }

            changedBefore = changed;
        }
    }

    /// <summary>Enrolls what has no row of its version.</summary>
    /// <returns>How many photos that were.</returns>
    private async Task<int> EnrollAsync(int pass, HashSet<PhotoId> seen, FillState state, int parallelism, Action<int, int> observe, CancellationToken cancellationToken)
    {
        BlobWalk walk = await BlobWalk.BeginAsync(blobs, after: null, cancellationToken);
        int changed = 0;
        int done = 0;
        while (await walk.NextAsync(BlobPage, cancellationToken) is { Count: > 0 } page)
        {
            seen.UnionWith(page.Select(blob => PhotoId.Of(blob.Path.Name)));
            IReadOnlyList<PhotoRecord?> rows = await store.FindPhotosAsync([.. page.Select(blob => blob.Path.Name)], cancellationToken);
            var missed = new List<PhotoBlob>();
            foreach ((PhotoBlob blob, PhotoRecord? row) in page.Zip(rows))
            {
                if (row is not null && row.BlobETag == blob.ETag && row.BundleId == model.BundleId)
                {
                    Note(row);
                    observe(pass, Interlocked.Increment(ref done));
                }
                else
                {
                    missed.Add(blob);
                }
            }

            PageResult worked = await PageWork.RunAsync(
                missed,
                parallelism,
                () => !cancellationToken.IsCancellationRequested,
                async (blob, token) =>
                {
                    bool recorded = await EnrollAsync(blob, token);
                    observe(pass, Interlocked.Increment(ref done));
                    return recorded;
                },
                cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();
            changed += worked.Changed;
            walk.Advance(page.Count);
            if (pass == 1 && !state.IsComplete)
            {
                await (state with { Checked = walk.Position, Known = Math.Max(walk.Position, state.Known) }).WriteAsync(store, cancellationToken);
            }
        }

        return changed;
    }

    private async Task<bool> EnrollAsync(PhotoBlob blob, CancellationToken cancellationToken)
    {
        string name = blob.Path.Name;
        try
        {
            if (await enroller.EnrollAsync(name, cancellationToken) is not EnrollmentOutcome.Recorded recorded)
            {
                return false;
            }

            Interlocked.Increment(ref _recorded);
            Note(recorded.Photo);
            return true;
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            _faults[name] = fault;
            throw;
        }
    }

    private void Note(PhotoRecord photo)
    {
        if (photo.Status == PhotoStatus.Enrolled)
        {
            _notEnrolled.TryRemove(photo.Name, out _);
        }
        else
        {
            _notEnrolled[photo.Name] = photo;
        }
    }
}
