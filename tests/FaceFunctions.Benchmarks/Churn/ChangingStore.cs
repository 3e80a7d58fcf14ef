using System.Runtime.CompilerServices;
using FaceFunctions.Core.Gallery;
using FaceFunctions.Core.Recognition;

namespace FaceFunctions.Benchmarks.Churn;

/// <summary>A dictionary of photos with a change log as the table's: 1,000 entries a partition, and from 200 changed photos on it says to load. The oracle of <c>churn</c>.</summary>
internal sealed class ChangingStore : IGalleryStore
{
    private const int KeptChanges = 1000;
    private const int MaxChangedPhotos = 200;
    private const int PageSize = 1000;

    private readonly Lock _changing = new();
    private readonly Partition[] _partitions = [.. Enumerable.Range(0, 16).Select(_ => new Partition())];

    public int PartitionCount => _partitions.Length;

    public int MaxFacesPerPhoto => throw new NotSupportedException();

    /// <summary>How often a partition was loaded.</summary>
    public int Loads { get; private set; }

    /// <summary>Every face.</summary>
    public NamedFace[] Faces
    {
        get
        {
            lock (_changing)
            {
                return [.. _partitions.SelectMany(partition => partition.Faces.Values)];
            }
        }
    }

    /// <summary>Writes a photo with one face, or removes it.</summary>
    public void Change(string photo, string person, FaceEmbedding? embedding)
    {
        var id = PhotoId.Of(photo);
        lock (_changing)
        {
            Partition partition = _partitions[(int)((id.Value >> 120) % (uint)_partitions.Length)];
            if (embedding is null)
            {
                if (!partition.Faces.Remove(id))
                {
                    return;
                }
            }
            else
            {
                partition.Faces[id] = new NamedFace(photo, person, embedding);
            }

            partition.Log.Enqueue(id);
            partition.Number++;
            if (partition.Log.Count > KeptChanges)
            {
                partition.Log.Dequeue();
            }
        }
    }

    public Task<ChangePosition> FindPositionAsync(int partition, CancellationToken cancellationToken)
    {
        lock (_changing)
        {
            return Task.FromResult(_partitions[partition].Position);
        }
    }

    public async IAsyncEnumerable<IReadOnlyList<ChangedPhoto>> LoadPartitionAsync(int partition, string bundleId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        KeyValuePair<PhotoId, NamedFace>[] all;
        lock (_changing)
        {
            Loads++;
            all = [.. _partitions[partition].Faces];
        }

        foreach (KeyValuePair<PhotoId, NamedFace>[] page in all.Chunk(PageSize))
        {
            await Task.Yield();
            yield return [.. page.Select(photo => new ChangedPhoto(photo.Key, [photo.Value]))];
        }
    }

    public Task<GalleryChanges?> ReadChangesAsync(int partition, ChangePosition since, string bundleId, CancellationToken cancellationToken)
    {
        lock (_changing)
        {
            Partition rows = _partitions[partition];
            long changes = rows.Number - since.Number;
            HashSet<PhotoId> ids = [.. rows.Log.Skip((int)(rows.Log.Count - Math.Min(rows.Log.Count, changes)))];
            if (changes >= rows.Log.Count + (rows.Log.Count < KeptChanges ? 1 : 0) || ids.Count > MaxChangedPhotos)
            {
                return Task.FromResult<GalleryChanges?>(null);
            }

            return Task.FromResult<GalleryChanges?>(new GalleryChanges([.. ids.Select(id => new ChangedPhoto(id, rows.Faces.TryGetValue(id, out NamedFace? face) ? [face] : []))], rows.Position));
        }
    }

    public Task<IReadOnlySet<PhotoId>?> ReadChangedIdsAsync(int partition, ChangePosition since, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<StoredPhoto?> FindAsync(string name, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<PhotoRecord?>> FindPhotosAsync(IReadOnlyList<string> names, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<ChangedPhoto>> FindNamedAsync(IReadOnlyList<PhotoId> photos, string bundleId, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<bool> ReplaceAsync(PhotoRecord photo, IReadOnlyList<FaceRecord> faces, Func<CancellationToken, Task<bool>> isCurrent, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<bool> RewriteAsync(string name, Func<StoredPhoto, StoredPhoto?> rewrite, Func<CancellationToken, Task<bool>> isCurrent, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<bool> RemoveAsync(string name, Func<CancellationToken, Task<bool>> isGone, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<PhotoRecordPage> ListAsync(int partition, string? continuation, int pageSize, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<bool> RemoveOfPersonAsync(string name, string person, Func<CancellationToken, Task<bool>> isGone, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyCollection<string>> ListNamesOfPersonAsync(string person, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<int> TrimChangesAsync(int partition, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<string?> ReadBookmarkAsync(string job, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task WriteBookmarkAsync(string job, string? bookmark, CancellationToken cancellationToken) => throw new NotSupportedException();

    private sealed class Partition
    {
        public Dictionary<PhotoId, NamedFace> Faces { get; } = [];

        public Queue<PhotoId> Log { get; } = new();

        public long Number { get; set; }

        public ChangePosition Position => new(Number, null);
    }
}
