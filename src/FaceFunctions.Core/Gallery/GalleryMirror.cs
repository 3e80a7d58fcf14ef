using FaceFunctions.Core.Matching;
using FaceFunctions.Core.Recognition;

namespace FaceFunctions.Core.Gallery;

/// <summary>This process's copy of the gallery in memory: loaded on first use, then brought up to date by reading only what changed.</summary>
/// <remarks>
/// Nothing is read while nobody asks: a copy that was older than <see cref="MaxAge"/> when it was asked for is brought up to date before it answers. So a
/// question sees every change that any process made <see cref="MaxAge"/> before it, and an idle process costs nothing. Safe for any number of threads; one of
/// them reads, the others wait for it and take its copy, however long the read took, if it began late enough for them.
/// A stored face whose vector has another dimension than the model's is left out: it can be compared with nothing, and must not end every search.
/// </remarks>
/// <param name="store">Where the gallery is read.</param>
/// <param name="time">Tells how old the copy is.</param>
/// <param name="observeMisfits">Told how many faces are left out, whenever that number changes; must not throw. Null: nobody is.</param>
public sealed partial class GalleryMirror(IGalleryStore store, TimeProvider time, Action<int>? observeMisfits = null) : IDisposable
{
    /// <summary>How old the copy may be when it is asked for.</summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _reading = new(1, 1);
    private Copy? _copy;
    private volatile Published? _published;
    private long _invalidations;
    private int _observedMisfits;

    /// <summary>The gallery as it was at most <see cref="MaxAge"/> before this call, or later.</summary>
    /// <param name="model">The bundle whose faces are wanted; another one than before starts a new copy.</param>
    /// <param name="cancellationToken">Stops waiting and reading.</param>
    /// <exception cref="StorageUnavailableException">The gallery could not be read; an old copy never answers instead.</exception>
    public async Task<FaceIndex> GetAsync(RecognitionModel model, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(model);
        long askedAt = time.GetTimestamp();
        long invalidations = Interlocked.Read(ref _invalidations);
        if (FreshIndex(model, askedAt, invalidations) is { } fresh)
        {
            return fresh;
        }

        await _reading.WaitAsync(cancellationToken);
        try
        {
            return FreshIndex(model, askedAt, invalidations) ?? await ReadAsync(model, cancellationToken);
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

    private FaceIndex? FreshIndex(RecognitionModel model, long askedAt, long invalidations) =>
        _published is { } published
        && published.BundleId == model.BundleId
        && published.Invalidations >= invalidations
        && time.GetElapsedTime(published.ReadAt, askedAt) < MaxAge
            ? published.Index
            : null;

    private async Task<FaceIndex> ReadAsync(RecognitionModel model, CancellationToken cancellationToken)
    {
        // Noted before reading: what changes while we read must count as newer than this copy.
        long invalidations = Interlocked.Read(ref _invalidations);
        long readAt = time.GetTimestamp();
        if (_copy?.BundleId != model.BundleId)
        {
            _copy = new Copy(model, store.PartitionCount);
            _published = null;
        }

        Copy copy = _copy!;
        PartitionNews[] news = await Task.WhenAll(Enumerable.Range(0, store.PartitionCount).Select(partition => ReadPartitionAsync(copy, partition, cancellationToken)));
        if (news.Any(partition => partition.IsWhole || partition.Photos.Count > 0))
        {
            // Before anything is applied: should that fail half-way, the index before must not answer for what was applied.
            _published = null;
        }

        foreach (PartitionNews partition in news)
        {
            copy.Apply(partition);
        }

        if (copy.Misfits != _observedMisfits)
        {
            _observedMisfits = copy.Misfits;
            observeMisfits?.Invoke(copy.Misfits);
        }

        // Built again without news, too, until what was removed is out of memory.
        FaceIndex index = _published is { } published && !copy.Builder.HasRoomToGiveBack ? published.Index : copy.Builder.Build();
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
        ChangedPhoto[] photos = [.. whole.Faces.GroupBy(face => face.Photo, StringComparer.Ordinal).Select(faces => new ChangedPhoto(PhotoId.Of(faces.Key), [.. faces]))];
        return new PartitionNews(partition, photos, whole.ChangeNumber, IsWhole: true);
    }

    private sealed record PartitionNews(int Partition, IReadOnlyList<ChangedPhoto> Photos, long ChangeNumber, bool IsWhole);

    private sealed record Published(string BundleId, FaceIndex Index, long ReadAt, long Invalidations);

    private sealed class Copy(RecognitionModel model, int partitions)
    {
        // By their ids: a change tells of an erased photo by its id alone.
        private readonly Dictionary<PhotoId, KnownPhoto>[] _known = [.. Enumerable.Range(0, partitions).Select(_ => new Dictionary<PhotoId, KnownPhoto>())];

        public string BundleId { get; } = model.BundleId;

        public FaceIndexBuilder Builder { get; } = new(model.Dimension);

        public long?[] ChangeNumbers { get; } = new long?[partitions];

        /// <summary>Faces that are left out.</summary>
        public int Misfits { get; private set; }

        public void Apply(PartitionNews news)
        {
            Dictionary<PhotoId, KnownPhoto> known = _known[news.Partition];
            if (news.IsWhole)
            {
                PhotoId[] gone = [.. known.Keys.Except(news.Photos.Select(photo => photo.Id))];
                foreach (PhotoId photo in gone)
                {
                    Replace(known, new ChangedPhoto(photo, []));
                }
            }

            foreach (ChangedPhoto photo in news.Photos)
            {
                Replace(known, photo);
            }

            ChangeNumbers[news.Partition] = news.ChangeNumber;
        }

        private void Replace(Dictionary<PhotoId, KnownPhoto> known, ChangedPhoto photo)
        {
            known.Remove(photo.Id, out KnownPhoto before);
            if (photo.Faces.Count == 0)
            {
                Misfits -= before.Misfits;
                if (before.Name is { } gone)
                {
                    Builder.Replace(gone, []);
                }

                return;
            }

            string name = photo.Faces[0].Photo;
            NamedFace[] fitting = [.. photo.Faces.Where(face => face.Embedding.Dimension == model.Dimension)];
            int misfits = photo.Faces.Count - fitting.Length;
            Misfits += misfits - before.Misfits;
            Builder.Replace(name, fitting);
            known.Add(photo.Id, new KnownPhoto(name, misfits));
        }
    }

    /// <summary>A photo of which this copy holds, or leaves out, at least one face.</summary>
    private readonly record struct KnownPhoto(string Name, int Misfits);
}
