using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using FaceFunctions.Core.Gallery;

namespace FaceFunctions.Storage.Blobs;

/// <summary>Photos in Azure Blob storage. Safe for any number of threads.</summary>
internal sealed class PhotoBlobs(BlobServiceClient service) : IPhotoBlobs
{
    private const int LargestPage = 5000;

    /// <inheritdoc/>
    public async Task<PhotoBlob?> FindAsync(PhotoPath path, CancellationToken cancellationToken)
    {
        if (Address(path) is not { } blob)
        {
            return null;
        }

        BlobProperties? found = await OrMissingAsync(async () => (await blob.GetPropertiesAsync(cancellationToken: cancellationToken)).Value, null, cancellationToken);
        return found is null
            ? null
            : new PhotoBlob(path, found.ETag.ToString("H"), found.LastModified, found.ContentLength, PersonMetadata.Of(found.Metadata));
    }

    /// <inheritdoc/>
    public async Task<ReadOnlyMemory<byte>?> DownloadAsync(PhotoBlob blob, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(blob);
        if (Address(blob.Path) is not { } client)
        {
            return null;
        }

        return await OrMissingAsync<ReadOnlyMemory<byte>?>(
            async () =>
            {
                var thisVersion = new BlobDownloadOptions { Conditions = new BlobRequestConditions { IfMatch = new ETag(blob.ETag) } };
                using BlobDownloadStreamingResult answer = await client.DownloadStreamingAsync(thisVersion, cancellationToken);

                // The length is that of the version asked for, so the bytes are allocated once.
                byte[] bytes = new byte[answer.Details.ContentLength];
                await answer.Content.ReadExactlyAsync(bytes, cancellationToken);
                return bytes;
            },
            null,
            cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<PhotoBlobPage> ListAsync(string container, string prefix, string? continuation, int pageSize, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(container);
        ArgumentNullException.ThrowIfNull(prefix);
        ArgumentOutOfRangeException.ThrowIfLessThan(pageSize, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(pageSize, LargestPage);
        string? marker = continuation is null ? null : ListToken.Read(continuation);
        var options = new GetBlobsOptions { Traits = BlobTraits.Metadata, Prefix = prefix.Length == 0 ? null : prefix };
        Page<BlobItem>? page;
        try
        {
            page = await StorageFaults.GuardAsync(
                async () => await service.GetBlobContainerClient(container).GetBlobsAsync(options, cancellationToken)
                    .AsPages(marker, pageSize)
                    .FirstOrDefaultAsync(cancellationToken),
                cancellationToken);
        }
        catch (RequestFailedException error) when (error.Status == 404)
        {
            page = null;
        }
        catch (RequestFailedException error) when (error.Status == 400 && marker is not null)
        {
            throw new ArgumentException("The service does not know this token of a list of blobs.", nameof(continuation), error);
        }

        return page is null
            ? new PhotoBlobPage([], null)
            : new PhotoBlobPage([.. page.Values.Select(item => Read(container, item))], string.IsNullOrEmpty(page.ContinuationToken) ? null : ListToken.Write(page.ContinuationToken));
    }

    /// <inheritdoc/>
    public Task<bool> DeleteAsync(PhotoPath path, CancellationToken cancellationToken) => DeleteAsync(path, conditions: null, cancellationToken);

    /// <inheritdoc/>
    public Task<bool> DeleteAsync(PhotoBlob blob, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(blob);
        return DeleteAsync(blob.Path, new BlobRequestConditions { IfMatch = new ETag(blob.ETag) }, cancellationToken);
    }

    /// <inheritdoc/>
    /// <remarks>The service replaces all metadata at once, so what is to stay is read from the same version first.</remarks>
    public async Task<PhotoBlob?> SetPersonAsync(PhotoBlob blob, string person, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(blob);
        ArgumentException.ThrowIfNullOrEmpty(person);
        if (Address(blob.Path) is not { } client)
        {
            return null;
        }

        var thisVersion = new BlobRequestConditions { IfMatch = new ETag(blob.ETag) };
        BlobInfo? written = await OrMissingAsync<BlobInfo?>(
            async () =>
            {
                BlobProperties before = await client.GetPropertiesAsync(thisVersion, cancellationToken);
                return await client.SetMetadataAsync(PersonMetadata.With(person, before.Metadata), thisVersion, cancellationToken);
            },
            null,
            cancellationToken);
        return written is null ? null : blob with { ETag = written.ETag.ToString("H"), LastModified = written.LastModified, Person = person };
    }

    /// <inheritdoc/>
    /// <remarks>Creates the container when it is missing.</remarks>
    /// <exception cref="ArgumentException">No blob can have this name.</exception>
    public async Task WriteJsonAsync(PhotoPath path, ReadOnlyMemory<byte> utf8Json, CancellationToken cancellationToken)
    {
        BlobClient blob = Address(path) ?? throw new ArgumentException("No blob can have this name.", nameof(path));
        var options = new BlobUploadOptions { HttpHeaders = new BlobHttpHeaders { ContentType = "application/json" } };
        bool written = await OrMissingAsync(() => UploadAsync(), false, cancellationToken);
        if (!written)
        {
            await StorageFaults.GuardAsync(() => service.GetBlobContainerClient(path.Container).CreateIfNotExistsAsync(cancellationToken: cancellationToken), cancellationToken);
            await StorageFaults.GuardAsync(UploadAsync, cancellationToken);
        }

        async Task<bool> UploadAsync()
        {
            await blob.UploadAsync(BinaryData.FromBytes(utf8Json), options, cancellationToken);
            return true;
        }
    }

    private async Task<bool> DeleteAsync(PhotoPath path, BlobRequestConditions? conditions, CancellationToken cancellationToken) =>
        Address(path) is { } blob && await OrMissingAsync(
            async () => (await blob.DeleteIfExistsAsync(DeleteSnapshotsOption.IncludeSnapshots, conditions, cancellationToken)).Value,
            false,
            cancellationToken);

    private static PhotoBlob Read(string container, BlobItem item) => new(
        new PhotoPath(container, item.Name),
        (item.Properties.ETag ?? throw new InvalidDataException("A listed blob has no ETag.")).ToString("H"),
        item.Properties.LastModified ?? throw new InvalidDataException("A listed blob has no time."),
        item.Properties.ContentLength ?? 0,
        PersonMetadata.Of(item.Metadata));

    /// <summary>The client of a blob, or null when no request can name it: <c>a/../b</c> in an address means <c>b</c>, which must not open another container.</summary>
    internal BlobClient? Address(PhotoPath path)
    {
        if (string.IsNullOrEmpty(path.Container) || string.IsNullOrEmpty(path.Name) || path.Name.Length > PhotoPath.MaxNameLength)
        {
            return null;
        }

        BlobClient blob = service.GetBlobContainerClient(path.Container).GetBlobClient(path.Name);
        var sent = new BlobUriBuilder(blob.Uri, trimBlobNameSlashes: false);
        return sent.BlobContainerName == path.Container && sent.BlobName == path.Name ? blob : null;
    }

    /// <summary>Calls the service; a blob or container that is missing, has a name that nothing can have, or is no longer of that version, is <paramref name="missing"/>.</summary>
    private static async Task<T> OrMissingAsync<T>(Func<Task<T>> call, T missing, CancellationToken cancellationToken)
    {
        try
        {
            return await StorageFaults.GuardAsync(call, cancellationToken);
        }
        catch (RequestFailedException error) when (error.Status == 404 || error.ErrorCode is "ConditionNotMet" or "InvalidUri" or "InvalidResourceName" or "OutOfRangeInput")
        {
            return missing;
        }
    }
}
