using FaceFunctions.Core.Gallery;

namespace FaceFunctions.Core.Tests.Support;

/// <summary>Rows in memory, as lazy as the contract of <see cref="IGalleryStore"/> allows: reads are not atomic, and a writer can be overtaken between any two calls.</summary>
/// <remarks>Every step passes <see cref="Gate"/>, where a test may hold it or let it fail.</remarks>
internal sealed class InMemoryGalleryStore : IGalleryStore
{
    private readonly Lock _lock = new();
    private readonly Partition[] _partitions;
    private readonly Dictionary<string, string> _bookmarks = new(StringComparer.Ordinal);

    public InMemoryGalleryStore(int partitions = 3) => _partitions = [.. Enumerable.Range(0, partitions).Select(_ => new Partition())];

    /// <summary>Called with the name of the step.</summary>
    public Func<string, Task> Gate { get; set; } = _ => Task.CompletedTask;

    public int MaxFacesPerPhoto => 5;

    public int PartitionCount => _partitions.Length;

    public int KeptChanges { get; set; } = 4;

    public int Loads { get; private set; }

    public int ChangeReads { get; private set; }

    public int Trims { get; private set; }

    public IReadOnlyDictionary<string, string> Bookmarks => _bookmarks;

    public IReadOnlyList<StoredPhoto> Everything
    {
        get
        {
            lock (_lock)
            {
                return [.. _partitions.SelectMany(partition => partition.Photos.Values)];
            }
        }
    }

    public void SetBookmark(string text) => _bookmarks["reconcile"] = text;

    /// <summary>Forgets every change so far, as a log does that was trimmed.</summary>
    public void ForgetChanges()
    {
        foreach (Partition partition in _partitions)
        {
            partition.Log.Clear();
        }
    }

    public async Task<StoredPhoto?> FindAsync(string name, CancellationToken cancellationToken) =>
        await PassAsync("Find", () => Of(name).Photos.GetValueOrDefault(name), cancellationToken);

    public Task<IReadOnlyList<PhotoRecord?>> FindPhotosAsync(IReadOnlyList<string> names, CancellationToken cancellationToken) =>
        PassAsync<IReadOnlyList<PhotoRecord?>>("FindPhotos", () => [.. names.Select(name => Of(name).Photos.GetValueOrDefault(name)?.Photo)], cancellationToken);

    public async Task<bool> ReplaceAsync(
        PhotoRecord photo, IReadOnlyList<FaceRecord> faces, Func<CancellationToken, Task<bool>> isCurrent, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(faces.Count, MaxFacesPerPhoto);
        Partition partition = Of(photo.Name);
        while (true)
        {
            long read = await PassAsync("Replace: read", () => partition.Version, cancellationToken);
            if (!await isCurrent(cancellationToken))
            {
                return false;
            }

            if (await PassAsync("Replace: commit", () => partition.TryWrite(read, photo.Name, new StoredPhoto(photo, faces)), cancellationToken))
            {
                return true;
            }
        }
    }

    public async Task<bool> RemoveAsync(string name, Func<CancellationToken, Task<bool>> isGone, CancellationToken cancellationToken)
    {
        Partition partition = Of(name);
        while (true)
        {
            (long read, bool hasRow) = await PassAsync("Remove: read", () => (partition.Version, partition.Photos.ContainsKey(name)), cancellationToken);
            if (!hasRow || !await isGone(cancellationToken))
            {
                return false;
            }

            if (await PassAsync("Remove: commit", () => partition.TryWrite(read, name, null), cancellationToken))
            {
                return true;
            }
        }
    }

    public Task<PhotoRecordPage> ListAsync(int partition, string? continuation, int pageSize, CancellationToken cancellationToken) =>
        PassAsync(
            "List",
            () =>
            {
                if (continuation is not null && !continuation.StartsWith("after ", StringComparison.Ordinal))
                {
                    throw new ArgumentException("No token of this service.", nameof(continuation));
                }

                StoredPhoto[] rest =
                [
                    .. _partitions[partition].Photos
                        .Where(row => continuation is null || string.CompareOrdinal(row.Key, continuation["after ".Length..]) > 0)
                        .Select(row => row.Value),
                ];
                return new PhotoRecordPage(
                    [.. rest.Take(pageSize).Select(row => row.Photo)], rest.Length > pageSize ? "after " + rest[pageSize - 1].Photo.Name : null);
            },
            cancellationToken);

    public Task<bool> RemoveOfPersonAsync(string name, string person, CancellationToken cancellationToken) =>
        RemoveAsync(name, async token => (await FindPhotosAsync([name], token))[0]?.Person == person, cancellationToken);

    public async Task<IReadOnlyCollection<string>> ListNamesOfPersonAsync(string person, CancellationToken cancellationToken)
    {
        var names = new List<string>();
        foreach (Partition partition in _partitions)
        {
            names.AddRange(await PassAsync(
                "ListByPerson", () => partition.Photos.Values.Select(row => row.Photo).Where(row => row.Person == person).Select(row => row.Name).ToArray(), cancellationToken));
        }

        return names;
    }

    public async Task<GalleryPartition> LoadPartitionAsync(int partition, string bundleId, CancellationToken cancellationToken)
    {
        // The change number first, then photo by photo: what is written meanwhile may be in both.
        (long number, string[] names) = await PassAsync(
            "Load",
            () =>
            {
                Loads++;
                return (_partitions[partition].Version, _partitions[partition].Photos.Keys.ToArray());
            },
            cancellationToken);
        var faces = new List<NamedFace>();
        foreach (string name in names)
        {
            faces.AddRange(await PassAsync("Load: photo", () => Named(name, bundleId), cancellationToken));
        }

        return new GalleryPartition(faces, number);
    }

    public async Task<GalleryChanges?> ReadChangesAsync(int partition, long since, string bundleId, CancellationToken cancellationToken)
    {
        (long number, string[]? names) = await PassAsync(
            "ReadChanges",
            () =>
            {
                ChangeReads++;
                Partition rows = _partitions[partition];
                string[] changed = [.. rows.Log.Where(entry => entry.Number > since).Select(entry => entry.Name)];
                return (rows.Version, changed.Length == rows.Version - since ? changed : null);
            },
            cancellationToken);
        if (names is null)
        {
            return null;
        }

        var photos = new List<ChangedPhoto>();
        foreach (string name in names.Distinct(StringComparer.Ordinal))
        {
            photos.Add(new ChangedPhoto(PhotoId.Of(name), await PassAsync("ReadChanges: photo", () => Named(name, bundleId), cancellationToken)));
        }

        return new GalleryChanges(photos, number);
    }

    public Task<int> TrimChangesAsync(int partition, CancellationToken cancellationToken) =>
        PassAsync(
            "Trim",
            () =>
            {
                Trims++;
                List<(long Number, string Name)> log = _partitions[partition].Log;
                int trimmed = Math.Max(0, log.Count - KeptChanges);
                log.RemoveRange(0, trimmed);
                return trimmed;
            },
            cancellationToken);

    public Task<string?> ReadBookmarkAsync(string job, CancellationToken cancellationToken) =>
        PassAsync("ReadBookmark", () => _bookmarks.GetValueOrDefault(job), cancellationToken);

    public Task WriteBookmarkAsync(string job, string? bookmark, CancellationToken cancellationToken) =>
        PassAsync(
            "WriteBookmark",
            () =>
            {
                if (bookmark is null)
                {
                    return _bookmarks.Remove(job);
                }

                _bookmarks[job] = bookmark;
                return true;
            },
            cancellationToken);

    private Partition Of(string name) => _partitions[name.Sum(letter => letter) % _partitions.Length];

    private NamedFace[] Named(string name, string bundleId) =>
        Of(name).Photos.TryGetValue(name, out StoredPhoto? row) && row.Photo.BundleId == bundleId
            ? [.. row.Faces.Where(face => face.Person is not null).Select(face => new NamedFace(name, face.Person!, face.Embedding))]
            : [];

    private async Task<T> PassAsync<T>(string step, Func<T> effect, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await Gate(step);
        T result;
        lock (_lock)
        {
            result = effect();
        }

        await Gate(step + " done");
        return result;
    }

    private sealed class Partition
    {
        public long Version { get; private set; }

        public SortedDictionary<string, StoredPhoto> Photos { get; } = new(StringComparer.Ordinal);

        public List<(long Number, string Name)> Log { get; } = [];

        public bool TryWrite(long read, string name, StoredPhoto? row)
        {
            if (read != Version)
            {
                return false;
            }

            Version++;
            Log.Add((Version, name));
            if (row is null)
            {
                Photos.Remove(name);
            }
            else
            {
                Photos[name] = row;
            }

            return true;
        }
    }
}
