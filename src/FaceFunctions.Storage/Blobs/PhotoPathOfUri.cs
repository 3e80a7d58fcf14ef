using Azure.Storage.Blobs;
using FaceFunctions.Core.Gallery;

namespace FaceFunctions.Storage.Blobs;

/// <summary>Reads where a photo lies from a blob's address, as a trigger names it. Only addresses of our own account are taken: the client that a trigger gives may be of another.</summary>
public sealed class PhotoPathOfUri
{
    private readonly BlobUriBuilder _own;

    internal PhotoPathOfUri(Uri service) => _own = new BlobUriBuilder(service);

    /// <summary>Parses the address of a blob's current version, in Azure's form (the account in the host) or Azurite's (the account in the path).</summary>
    /// <param name="uri">An absolute address; a shared access signature in it is ignored.</param>
    /// <param name="path">Container and name, unescaped.</param>
    /// <returns>False when it is of another scheme, host, port or account, of a snapshot or an old version, or of no blob.</returns>
    public bool TryParseOwn(Uri? uri, out PhotoPath path)
    {
        path = default;
        if (uri is not { IsAbsoluteUri: true })
        {
            return false;
        }

        var blob = new BlobUriBuilder(uri, trimBlobNameSlashes: false);
        bool own = blob.Scheme == _own.Scheme && blob.Port == _own.Port && blob.AccountName == _own.AccountName && string.Equals(blob.Host, _own.Host, StringComparison.OrdinalIgnoreCase);
        if (!own || !string.IsNullOrEmpty(blob.Snapshot) || !string.IsNullOrEmpty(blob.VersionId) || string.IsNullOrEmpty(blob.BlobContainerName) || string.IsNullOrEmpty(blob.BlobName))
        {
            return false;
        }

        return PhotoPath.TryParse($"{blob.BlobContainerName}/{blob.BlobName}", out path);
    }
}
