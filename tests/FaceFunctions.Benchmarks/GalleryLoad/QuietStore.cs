using FaceFunctions.Core.Gallery;

namespace FaceFunctions.Benchmarks.GalleryLoad;

/// <summary>A store in which nothing changes: all that a load from snapshots asks it.</summary>
internal sealed class QuietStore : IGalleryStore
{
    public int MaxFacesPerPhoto => throw new NotSupportedException();

    public int PartitionCount => 16;

    public Task<GalleryChanges?> ReadChangesAsync(int partition, ChangePosition since, string bundleId, CancellationToken cancellationToken) =>
        Task.FromResult<GalleryChanges?>(new GalleryChanges([], since));

    public Task<ChangePosition> FindPositionAsync(int partition, CancellationToken cancellationToken) => throw new NotSupportedException("A snapshot was not used.");

    public IAsyncEnumerable<IReadOnlyList<ChangedPhoto>> LoadPartitionAsync(int partition, string bundleId, CancellationToken cancellationToken) => throw new NotSupportedException("A snapshot was not used.");

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
}
