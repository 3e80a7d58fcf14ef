using FaceFunctions.Core.Matching;
using FaceFunctions.Core.Recognition;

namespace FaceFunctions.Core.Gallery;

/// <summary>This process's copy of the gallery in memory: loaded on first use, then brought up to date by reading only what changed.</summary>
/// <remarks>
/// Nothing is read while nobody asks: a copy older than <see cref="MaxAge"/> is brought up to date before it answers. So a change of any process shows here
/// at the latest <see cref="MaxAge"/> plus one read after it was made, and an idle process costs nothing. Safe for any number of threads; one of them reads,
/// the others wait for it.
/// </remarks>
public sealed class GalleryMirror(IGalleryStore store, TimeProvider time) : IDisposable
{
    /// <summary>How old the copy may be when it answers.</summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _reading = new(1, 1);
    private Copy? _copy;
    private volatile Published? _published;
    private int _invalidations;

    /// <summary>The gallery as it was at most <see cref="MaxAge"/> ago.</summary>
    /// <param name="model">The bundle whose faces are wanted; another one than before starts a new copy.</param>
    /// <param name="cancellationToken">Stops waiting and reading.</param>
    /// <exception cref="StorageUnavailableException">The gallery could not be read; an old copy never answers instead.</exception>
    public async Task<FaceIndex> GetAsync(RecognitionModel model, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (FreshIndex(model) is { } fresh)
        {
            return fresh;
        }

        await _reading.WaitAsync(cancellationToken);
        try
        {
            return FreshIndex(model) ?? await ReadAsync(model, cancellationToken);
        }
        finally
        {
            _reading.Release();
        }
    }

    /// <summary>Makes the next search read what changed, however young the copy is. Call it after a change made by this process.</summary>
    public void Invalidate() => Interlocked.Increment(ref _invalidations);

    /// <inheritdoc/>
    public void Dispose() => _reading.Dispose();

    private FaceIndex? FreshIndex(RecognitionModel model) =>
        _published is { } published
        && published.BundleId == model.BundleId
        && published.Invalidations == Volatile.Read(ref _invalidations)
        && time.GetElapsedTime(published.ReadAt) < MaxAge
            ? published.Index
            : null;

    private async Task<FaceIndex> ReadAsync(RecognitionModel model, CancellationToken cancellationToken)
    {
        // Noted before reading: what changes while we read must count as newer than this copy.
        int invalidations = Volatile.Read(ref _invalidations);
        long readAt = time.GetTimestamp();
        if (_copy?.BundleId != model.BundleId)
        {
            _copy = new Copy(model, store.PartitionCount);
            _published = null;
        }

        Copy copy = _copy!;
        PartitionNews[] news = await Task.WhenAll(Enumerable.Range(0, store.PartitionCount).Select(partition => ReadPartitionAsync(copy, partition, cancellationToken)));
        bool changed = false;
        foreach (PartitionNews partition in news)
        {
            changed |= copy.Apply(partition);
        }

        FaceIndex index = _published is { } before && !changed ? before.Index : copy.Builder.Build();
        _published = new Published(model.BundleId, index, readAt, invalidations);
        return index;
    }

    private async Task<PartitionNews> ReadPartitionAsync(Copy copy, int partition, CancellationToken cancellationToken)
    {
        if (copy.ChangeNumbers[partition] is { } since
            && await store.ReadChangesAsync(partition, since, copy.BundleId, cancellationToken) is { } changes)
        {
            return new PartitionNews(partition, changes.Photos, changes.ChangeNumber, IsWhole: false);
        }

        GalleryPartition whole = await store.LoadPartitionAsync(partition, copy.BundleId, cancellationToken);
        ChangedPhoto[] photos = [.. whole.Faces.GroupBy(face => face.Photo, StringComparer.Ordinal).Select(faces => new ChangedPhoto(faces.Key, [.. faces]))];
        return new PartitionNews(partition, photos, whole.ChangeNumber, IsWhole: true);
    }

    private sealed record PartitionNews(int Partition, IReadOnlyList<ChangedPhoto> Photos, long ChangeNumber, bool IsWhole);

    private sealed record Published(string BundleId, FaceIndex Index, long ReadAt, int Invalidations);

    private sealed class Copy(RecognitionModel model, int partitions)
    {
        private readonly HashSet<string>[] _photos = [.. Enumerable.Range(0, partitions).Select(_ => new HashSet<string>(StringComparer.Ordinal))];

        public string BundleId { get; } = model.BundleId;

        public FaceIndexBuilder Builder { get; } = new(model.Dimension);

        public long?[] ChangeNumbers { get; } = new long?[partitions];

        public bool Apply(PartitionNews news)
        {
            HashSet<string> photos = _photos[news.Partition];
            if (news.IsWhole)
            {
                string[] gone = [.. photos.Except(news.Photos.Select(photo => photo.Name))];
                foreach (string photo in gone)
                {
                    Replace(photos, new ChangedPhoto(photo, []));
                }
            }

            foreach (ChangedPhoto photo in news.Photos)
            {
                Replace(photos, photo);
            }

            ChangeNumbers[news.Partition] = news.ChangeNumber;
            return news.IsWhole || news.Photos.Count > 0;
        }

        private void Replace(HashSet<string> photos, ChangedPhoto photo)
        {
            Builder.Replace(photo.Name, photo.Faces);
            _ = photo.Faces.Count > 0 ? photos.Add(photo.Name) : photos.Remove(photo.Name);
        }
    }
}
