using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using FaceFunctions.Core.Calibration;
using FaceFunctions.Core.Gallery;
using FaceFunctions.Core.Health;
using FaceFunctions.Storage.Blobs;
using FaceFunctions.Storage.Calibration;
using FaceFunctions.Storage.Queues;
using FaceFunctions.Storage.Tables;
using Microsoft.Extensions.Options;

namespace FaceFunctions.Storage;

/// <summary>One connection to the storage of a gallery, with everything that reads and writes it. Make one a process; safe for any number of threads.</summary>
public sealed class GalleryStorage
{
    private readonly BlobServiceClient _blobs;

    private readonly TableServiceClient _tables;

    private readonly StorageOptions _options;

    /// <summary>Connects; sends nothing yet.</summary>
    /// <param name="options">Where and how; not to be changed afterwards.</param>
    /// <param name="time">Clock of the waits between attempts; null is the system's.</param>
    /// <exception cref="OptionsValidationException"><paramref name="options"/> are incomplete or contradict each other; the message names the settings.</exception>
    public GalleryStorage(StorageOptions options, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        ValidateOptionsResult validity = new StorageOptionsValidator().Validate(null, options);
        if (validity.Failed)
        {
            throw new OptionsValidationException(StorageOptions.Setting, typeof(StorageOptions), validity.Failures);
        }

        _options = options;
        (_blobs, _tables) = StorageClients.Create(options);
        var gallery = new GalleryStore(_tables.GetTableClient(options.TableName), time ?? TimeProvider.System);
        (Gallery, Qualities) = (gallery, gallery);
        Photos = new PhotoBlobs(_blobs);
        Calibrations = new CalibrationBlobs(_blobs);
        Uris = new PhotoPathOfUri(_blobs.Uri);
        Poison = new PoisonBlobs(options);
    }

    /// <summary>The stored rows.</summary>
    public IGalleryStore Gallery { get; }

    /// <summary>What enrolment measured of the stored faces.</summary>
    public IFaceQualities Qualities { get; }

    /// <summary>The photos as uploaded.</summary>
    public IPhotoBlobs Photos { get; }

    /// <summary>The calibrations of thresholds.</summary>
    public ICalibrationStore Calibrations { get; }

    /// <summary>Tells our own blobs' addresses from others.</summary>
    public PhotoPathOfUri Uris { get; }

    /// <summary>The blobs that the Functions host gave up on.</summary>
    public PoisonBlobs Poison { get; }

    /// <summary>Creates the table and the containers that are missing. May be called at any time, by any number of instances at once.</summary>
    /// <remarks>An identity that may not create them is enough where they exist.</remarks>
    /// <exception cref="StorageUnavailableException">The service stays unreachable or throttled after retries.</exception>
    /// <exception cref="RequestFailedException">The identity may not create what is missing.</exception>
    public Task EnsureCreatedAsync(CancellationToken cancellationToken)
    {
        TableClient table = _tables.GetTableClient(_options.TableName);
        IEnumerable<Task> containers = _options.Containers.Select(_blobs.GetBlobContainerClient).Select(container => EnsureAsync(
            () => container.CreateIfNotExistsAsync(cancellationToken: cancellationToken),
            async () => (await container.ExistsAsync(cancellationToken)).Value,
            cancellationToken));
        return Task.WhenAll([
            EnsureAsync(() => table.CreateIfNotExistsAsync(cancellationToken), () => ExistsAsync(table, cancellationToken), cancellationToken),
            .. containers,
        ]);
    }

    private static Task<bool> EnsureAsync(Func<Task> create, Func<Task<bool>> exists, CancellationToken cancellationToken) => StorageFaults.GuardAsync(
        async () =>
        {
            try
            {
                await create();
            }
            catch (RequestFailedException error) when (error.Status == 403)
            {
                if (!await exists())
                {
                    throw;
                }
            }

            return true;
        },
        cancellationToken);

    private static async Task<bool> ExistsAsync(TableClient table, CancellationToken cancellationToken)
    {
        try
        {
            await table.QueryAsync<TableEntity>(maxPerPage: 1, select: ["RowKey"], cancellationToken: cancellationToken).AsPages().FirstOrDefaultAsync(cancellationToken);
            return true;
        }
        catch (RequestFailedException error) when (error.Status == 404)
        {
            return false;
        }
    }
}
