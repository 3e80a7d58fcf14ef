using FaceFunctions.Storage;
using FaceFunctions.Storage.Tables;
using Microsoft.Extensions.Options;

namespace FaceFunctions.Cli.Storage;

/// <summary>Opens the whole gallery, rows included, by what <c>--connection</c> says of its Blob service.</summary>
internal static class GalleryConnection
{
    private const string BlobHost = ".blob.";

    /// <summary>Connects; sends nothing yet.</summary>
    /// <param name="connection">A connection string, an account's https address (signs in with what Azure.Identity finds), or such an address with an account SAS.</param>
    /// <param name="time">Clock of the waits between attempts.</param>
    /// <exception cref="CliException">It is none of these, or does not say where the Table service is.</exception>
    public static GalleryStorage Connect(string connection, TimeProvider time)
    {
        try
        {
            return new GalleryStorage(Options(connection), time);
        }
        catch (OptionsValidationException)
        {
            // Its own message speaks of the app's settings.
            throw CliException.Usage("--connection must be a connection string with a Blob and a Table endpoint, or an address like https://<account>.blob.core.windows.net.");
        }
    }

    /// <summary>Opens a bundle's table where there is one. (To open the storage by the bundle's id would create what is looked for in the wrong account.)</summary>
    /// <returns>Null when there is none.</returns>
    public static async Task<GalleryTable?> FindTableAsync(GalleryStorage storage, string bundleId, CancellationToken cancellationToken)
    {
        GalleryTable? found = (await storage.ListTablesAsync(cancellationToken)).FirstOrDefault(table => table.BundleId == bundleId);
        if (found is not null)
        {
            storage.Use(found);
        }

        return found;
    }

    /// <summary>Opens the table of the service's bundle, which must be there.</summary>
    /// <exception cref="CliException">There is none.</exception>
    public static async Task UseTableAsync(GalleryStorage storage, string bundleId, CancellationToken cancellationToken) =>
        _ = await FindTableAsync(storage, bundleId, cancellationToken)
            ?? throw CliException.NotFound($"The storage has no table of {bundleId}: is --connection that of the service?");

    private static StorageOptions Options(string connection)
    {
        if (!connection.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || !Uri.TryCreate(connection, UriKind.Absolute, out Uri? blobs))
        {
            return new StorageOptions { ConnectionString = connection };
        }

        int service = blobs.Host.IndexOf(BlobHost, StringComparison.OrdinalIgnoreCase);
        if (service < 0)
        {
            throw CliException.Usage("--connection is an address that does not say where the Table service is: use https://<account>.blob.core.windows.net, or a connection string.");
        }

        var tables = new UriBuilder(blobs) { Host = $"{blobs.Host[..service]}.table.{blobs.Host[(service + BlobHost.Length)..]}", Query = "" };
        string blobAddress = blobs.GetLeftPart(UriPartial.Path);
        return blobs.Query.Length > 1
            ? new StorageOptions { ConnectionString = $"BlobEndpoint={blobAddress};TableEndpoint={tables.Uri};SharedAccessSignature={blobs.Query[1..]}" }
            : new StorageOptions { BlobServiceUri = blobAddress, TableServiceUri = tables.Uri.AbsoluteUri };
    }
}
