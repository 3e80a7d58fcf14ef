using FaceFunctions.Core.Gallery;

namespace FaceFunctions.Storage.Tests.Support;

/// <summary>The photos of one test's own container, for workflows that look into <c>gallery</c>.</summary>
internal sealed class ContainerBlobs(IPhotoBlobs blobs, string container) : IPhotoBlobs
{
    public Task<PhotoBlob?> FindAsync(PhotoPath path, CancellationToken cancellationToken) => blobs.FindAsync(Here(path), cancellationToken);

    public Task<ReadOnlyMemory<byte>?> DownloadAsync(PhotoBlob blob, CancellationToken cancellationToken) =>
        blobs.DownloadAsync(blob with { Path = Here(blob.Path) }, cancellationToken);

    public Task<PhotoBlobPage> ListAsync(string ofContainer, string prefix, string? continuation, int pageSize, CancellationToken cancellationToken) =>
        blobs.ListAsync(container, prefix, continuation, pageSize, cancellationToken);

    public Task<bool> DeleteAsync(PhotoPath path, CancellationToken cancellationToken) => blobs.DeleteAsync(Here(path), cancellationToken);

    public Task<bool> DeleteAsync(PhotoBlob blob, CancellationToken cancellationToken) => blobs.DeleteAsync(blob with { Path = Here(blob.Path) }, cancellationToken);

    public Task<PhotoBlob?> SetPersonAsync(PhotoBlob blob, string person, CancellationToken cancellationToken) =>
        blobs.SetPersonAsync(blob with { Path = Here(blob.Path) }, person, cancellationToken);

    public Task WriteJsonAsync(PhotoPath path, ReadOnlyMemory<byte> utf8Json, CancellationToken cancellationToken) =>
        blobs.WriteJsonAsync(Here(path), utf8Json, cancellationToken);

    private PhotoPath Here(PhotoPath path) => path with { Container = container };
}
