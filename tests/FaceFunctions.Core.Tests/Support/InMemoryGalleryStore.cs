using System.Runtime.CompilerServices;
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

    /// <summary>Photos whose faces' rows cannot be read.</summary>
    public HashSet<string> Damaged { get; } = new(StringComparer.Ordinal);

    /// <summary>Empties the table: its log begins anew.</summary>
    public void Empty()
    {
        lock (_lock)
        {
            Array.ForEach(_partitions, partition => partition.Empty());
        }
    }

    public int PartitionOf(string name) => Array.IndexOf(_partitions, Of(name));

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

    public Task<IReadOnlyList<ChangedPhoto>> FindNamedAsync(IReadOnlyList<PhotoId> photos, string bundleId, CancellationToken cancellationToken) =>
        PassAsync<IReadOnlyList<ChangedPhoto>>(
            "FindNamed",
            () =>
            [
                .. photos.Select(id => new ChangedPhoto(
                    id, [.. _partitions.SelectMany(partition => partition.Photos.Keys).Where(name => PhotoId.Of(name) == id).SelectMany(name => Changed(name, bundleId).Faces)])),
            ],
            cancellationToken);

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

    public async Task<bool> RewriteAsync(string name, Func<StoredPhoto, StoredPhoto?> rewrite, Func<CancellationToken, Task<bool>> isCurrent, CancellationToken cancellationToken) =>
        await FindAsync(name, cancellationToken) is { } stored
        && rewrite(stored) is { } wanted
        && await ReplaceAsync(wanted.Photo, wanted.Faces, isCurrent, cancellationToken);

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

    public Task<bool> RemoveOfPersonAsync(string name, string person, Func<CancellationToken, Task<bool>> isGone, CancellationToken cancellationToken) =>
        RemoveAsync(name, async token => await isGone(token) && (await FindPhotosAsync([name], token))[0]?.Person == person, cancellationToken);

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

    public Task<ChangePosition> FindPositionAsync(int partition, CancellationToken cancellationToken) =>
        PassAsync("FindPosition", () => _partitions[partition].Position, cancellationToken);

    public async IAsyncEnumerable<IReadOnlyList<ChangedPhoto>> LoadPartitionAsync(int partition, string bundleId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Photo by photo: what is written meanwhile is seen or not.
        string[] names = await PassAsync(
            "Load",
            () =>
            {
                Loads++;
                return _partitions[partition].Photos.Keys.ToArray();
            },
            cancellationToken);
        foreach (string name in names)
        {
            yield return [await PassAsync("Load: photo", () => Changed(name, bundleId), cancellationToken)];
        }
    }

    public async Task<GalleryChanges?> ReadChangesAsync(int partition, ChangePosition since, string bundleId, CancellationToken cancellationToken)
    {
        (ChangePosition position, string[]? names) = await PassAsync(
            "ReadChanges",
            () =>
            {
                ChangeReads++;
                return (_partitions[partition].Position, _partitions[partition].NamesSince(since));
            },
            cancellationToken);
        if (names is null)
        {
            return null;
        }

        var photos = new List<ChangedPhoto>();
        foreach (string name in names.Distinct(StringComparer.Ordinal))
        {
            photos.Add(await PassAsync("ReadChanges: photo", () => Changed(name, bundleId), cancellationToken));
        }

        return new GalleryChanges(photos, position);
    }

    public Task<IReadOnlySet<PhotoId>?> ReadChangedIdsAsync(int partition, ChangePosition since, CancellationToken cancellationToken) =>
        PassAsync<IReadOnlySet<PhotoId>?>("ReadChangedIds", () => _partitions[partition].NamesSince(since)?.Select(PhotoId.Of).ToHashSet(), cancellationToken);

    public Task<int> TrimChangesAsync(int partition, CancellationToken cancellationToken) =>
        PassAsync(
            "Trim",
            () =>
            {
                Trims++;
                List<(long Number, string Mark, string Name)> log = _partitions[partition].Log;
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

    private ChangedPhoto Changed(string name, string bundleId)
    {
        FaceRecord[] faces = Of(name).Photos.TryGetValue(name, out StoredPhoto? row) && row.Photo.BundleId == bundleId ? [.. row.Faces.Where(face => face.Person is not null)] : [];
        return Damaged.Contains(name)
            ? new ChangedPhoto(PhotoId.Of(name), [], faces.Length)
            : new ChangedPhoto(PhotoId.Of(name), [.. faces.Select(face => new NamedFace(name, face.Person!, face.Embedding))]);
    }

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
        private string? _mark;

        public long Version { get; private set; }

        public ChangePosition Position => new(Version, _mark);

        public SortedDictionary<string, StoredPhoto> Photos { get; } = new(StringComparer.Ordinal);

        public List<(long Number, string Mark, string Name)> Log { get; } = [];

        public bool TryWrite(long read, string name, StoredPhoto? row)
        {
            if (read != Version)
            {
                return false;
            }

            Version++;
            _mark = Guid.NewGuid().ToString("N");
            Log.Add((Version, _mark, name));
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

        /// <summary>Names in the order of the changes; null when the log does not reach back, or is another one.</summary>
        public string[]? NamesSince(ChangePosition since)
        {
            string[] changed = [.. Log.Where(entry => entry.Number > since.Number).Select(entry => entry.Name)];
            bool isKnown = since.Number == 0 || since == Position || Log.Any(entry => (entry.Number, entry.Mark) == (since.Number, since.Mark));
            return isKnown && changed.Length == Version - since.Number ? changed : null;
        }

        public void Empty()
        {
            Photos.Clear();
            Log.Clear();
            (Version, _mark) = (0, null);
        }
    }
}
