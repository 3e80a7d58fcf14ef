using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Azure;
using Azure.Core;
using Azure.Identity;
using Azure.Storage;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using FaceFunctions.Core.Gallery;

namespace FaceFunctions.Cli.Storage;

/// <summary>The containers of the service, as somebody who brings photos sees them. Safe to use from several threads.</summary>
/// <remarks>Errors of the service come as <see cref="RequestFailedException"/>, which <see cref="Failure"/> turns into words.</remarks>
internal sealed class PhotoStore
{
    // In one request up to here, so that a photo is replaced at once or not at all.
    private const long SingleRequestBytes = 64 << 20;

    private readonly BlobServiceClient _service;

    private PhotoStore(BlobServiceClient service) => _service = service;

    /// <summary>Connects on first use.</summary>
    /// <param name="connection">A connection string, an account's https address (signs in with what Azure.Identity finds), or such an address with a SAS.</param>
    /// <exception cref="CliException">It is none of these.</exception>
    public static PhotoStore Connect(string connection)
    {
        var options = new BlobClientOptions
        {
            Retry = { MaxRetries = 3, Delay = TimeSpan.FromMilliseconds(400), MaxDelay = TimeSpan.FromSeconds(5), Mode = RetryMode.Exponential },
        };
        if (connection.StartsWith("https://", StringComparison.OrdinalIgnoreCase) && Uri.TryCreate(connection, UriKind.Absolute, out Uri? account))
        {
            return new PhotoStore(account.Query.Length > 0
                ? new BlobServiceClient(account, options)
                : new BlobServiceClient(account, new DefaultAzureCredential(), options));
        }

        try
        {
            return new PhotoStore(new BlobServiceClient(connection, options));
        }
        catch (Exception error) when (error is FormatException or ArgumentException)
        {
            // Its own message may repeat the account's key.
            throw CliException.Usage("--connection is neither a storage connection string nor an address like https://<account>.blob.core.windows.net.");
        }
    }

    /// <summary>Creates a container when it is missing.</summary>
    public async Task EnsureContainerAsync(string container, CancellationToken cancellationToken) =>
        await _service.GetBlobContainerClient(container).CreateIfNotExistsAsync(cancellationToken: cancellationToken);

    /// <summary>Asks for a blob's current version.</summary>
    /// <returns>Null when there is none.</returns>
    public async Task<StoredBlob?> FindAsync(PhotoPath path, CancellationToken cancellationToken)
    {
        try
        {
            BlobProperties found = await Client(path).GetPropertiesAsync(cancellationToken: cancellationToken);
            return new StoredBlob(found.ETag.ToString(), found.ContentLength, found.ContentHash ?? [], found.Metadata.TryGetValue(StoredBlob.PersonKey, out string? person) ? person : null);
        }
        catch (RequestFailedException error) when (error.Status == 404)
        {
            return null;
        }
    }

    /// <summary>Uploads a photo, in place of what was there.</summary>
    /// <param name="path">Where to.</param>
    /// <param name="content">The photo.</param>
    /// <param name="md5">MD5 of <paramref name="content"/>, kept with the blob so that a later run knows what is there.</param>
    /// <param name="person">Value of the <c>person</c> metadata, as <see cref="StoredBlob.EncodePerson"/> gives it; null for none.</param>
    /// <param name="cancellationToken">Stops the call; the blob is then as it was, or as it should become.</param>
    /// <returns>ETag of the new version.</returns>
    public async Task<string> UploadAsync(PhotoPath path, Stream content, byte[] md5, string? person, CancellationToken cancellationToken)
    {
        var options = new BlobUploadOptions
        {
            HttpHeaders = new BlobHttpHeaders { ContentType = ContentType(path.Name), ContentHash = md5 },
            Metadata = person is null ? null : new Dictionary<string, string> { [StoredBlob.PersonKey] = person },
            TransferOptions = new StorageTransferOptions { InitialTransferSize = SingleRequestBytes, MaximumConcurrency = 1 },
        };
        BlobContentInfo uploaded = await Client(path).UploadAsync(content, options, cancellationToken);
        return uploaded.ETag.ToString();
    }

    /// <summary>Deletes a blob.</summary>
    /// <returns>False when there was none.</returns>
    public async Task<bool> DeleteAsync(PhotoPath path, CancellationToken cancellationToken) =>
        await Client(path).DeleteIfExistsAsync(DeleteSnapshotsOption.IncludeSnapshots, cancellationToken: cancellationToken);

    /// <summary>MD5 of a file, by which the Blob service tells contents apart.</summary>
    [SuppressMessage("Security", "CA5351:Do Not Use Broken Cryptographic Algorithms", Justification = "Content-MD5 is the hash that the Blob service keeps; it protects nothing.")]
    public static async Task<byte[]> HashAsync(Stream content, CancellationToken cancellationToken) => await MD5.HashDataAsync(content, cancellationToken);

    private BlobClient Client(PhotoPath path) => _service.GetBlobContainerClient(path.Container).GetBlobClient(path.Name);

    private static string ContentType(string name) => Path.GetExtension(name).ToLowerInvariant() switch
    {
        ".jpg" or ".jpeg" => "image/jpeg",
        ".png" => "image/png",
        ".webp" => "image/webp",
        ".gif" => "image/gif",
        ".bmp" => "image/bmp",
        _ => "application/octet-stream",
    };
}
