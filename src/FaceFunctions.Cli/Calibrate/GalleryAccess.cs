using FaceFunctions.Core.Calibration;
using FaceFunctions.Core.Gallery;
using FaceFunctions.Storage;
using Microsoft.Extensions.Options;

namespace FaceFunctions.Cli.Calibrate;

/// <summary>The gallery's stored rows and calibrations, by <c>--connection</c>.</summary>
internal static class GalleryAccess
{
    /// <summary>Connects on first use.</summary>
    /// <param name="connection">A connection string, or an account's https address (signs in with what Azure.Identity finds).</param>
    /// <exception cref="CliException">It is neither.</exception>
    public static GalleryStorage Connect(string connection)
    {
        var options = new StorageOptions();
        if (connection.StartsWith("https://", StringComparison.OrdinalIgnoreCase) && Uri.TryCreate(connection, UriKind.Absolute, out Uri? account))
        {
            if (account.Query.Length > 0)
            {
                throw CliException.Usage("Here --connection cannot be an address with a SAS: take a connection string, or the account's address alone, to sign in as yourself.");
            }

            // The Table service has the same address but for this word.
            options.BlobServiceUri = connection;
            options.TableServiceUri = connection.Replace(".blob.", ".table.", StringComparison.OrdinalIgnoreCase);
        }
        else
        {
            options.ConnectionString = connection;
        }

        try
        {
            return new GalleryStorage(options);
        }
        catch (OptionsValidationException)
        {
            // Its own message names settings of the app.
            throw CliException.Usage("--connection is neither a storage connection string nor an address like https://<account>.blob.core.windows.net.");
        }
    }

    /// <summary>Compares the gallery's photos with everybody else in it, partition by partition.</summary>
    public static Task<ComparedPeople> CompareAsync(IGalleryStore gallery, string bundleId, int mostProbes, int seed, Action<int> progress, CancellationToken cancellationToken)
    {
        int read = 0;
        return PeopleComparison.CompareAsync(Parts, mostProbes, seed, cancellationToken);

        async IAsyncEnumerable<IReadOnlyList<NamedFace>> Parts()
        {
            for (int partition = 0; partition < gallery.PartitionCount; partition++)
            {
                GalleryPartition part = await gallery.LoadPartitionAsync(partition, bundleId, cancellationToken);
                yield return part.Faces;
                progress(++read);
            }
        }
    }
}
