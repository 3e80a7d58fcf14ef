using System.Security.Cryptography;
using System.Text;
using Azure.Storage.Blobs;

namespace FaceFunctions.LocalHost.Triggers;

/// <summary>Notes, kept as blobs, of which version of which blob a function has dealt with, so that a restart does not repeat it.</summary>
internal sealed class BlobReceipts(BlobServiceClient service, string hostId)
{
    /// <summary>The container that every Functions host keeps its notes in.</summary>
    public const string Container = "azure-webjobs-hosts";

    private const int MaxBlobName = 1024;

    private readonly BlobContainerClient _container = service.GetBlobContainerClient(Container);

    /// <summary>Creates the container when missing.</summary>
    public Task CreateContainerAsync(CancellationToken cancellationToken) => _container.CreateIfNotExistsAsync(cancellationToken: cancellationToken);

    /// <summary>Whether a version was dealt with.</summary>
    public async Task<bool> ExistsAsync(string function, string container, string blob, string etag, CancellationToken cancellationToken) =>
        await At(function, container, blob, etag).ExistsAsync(cancellationToken);

    /// <summary>Notes that a version was dealt with.</summary>
    public Task WriteAsync(string function, string container, string blob, string etag, CancellationToken cancellationToken) =>
        At(function, container, blob, etag).UploadAsync(BinaryData.Empty, overwrite: true, cancellationToken);

    private BlobClient At(string function, string container, string blob, string etag)
    {
        string folder = $"blobreceipts/{hostId}/{FunctionId(function)}/{etag}/{container}/";

        // A name can be as long as the service allows without the folder before it.
        string name = folder.Length + blob.Length <= MaxBlobName ? blob : Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(blob)));
        return _container.GetBlobClient(folder + name);
    }

    /// <summary>How the real host names a function in receipts and poison messages.</summary>
    public static string FunctionId(string function) => $"Host.Functions.{function}";
}
