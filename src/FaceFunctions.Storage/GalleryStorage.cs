using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using FaceFunctions.Core.Calibration;
using FaceFunctions.Core.Gallery;
using FaceFunctions.Core.Health;
using FaceFunctions.Core.Snapshots;
using FaceFunctions.Storage.Blobs;
using FaceFunctions.Storage.Calibration;
using FaceFunctions.Storage.Queues;
using FaceFunctions.Storage.Snapshots;
using FaceFunctions.Storage.Tables;
using Microsoft.Extensions.Options;

namespace FaceFunctions.Storage;

/// <summary>One connection to the storage of a gallery, with everything that reads and writes it. Make one a process; safe for any number of threads.</summary>
public sealed class GalleryStorage : IGalleryBundles
{
    private readonly BlobServiceClient _blobs;

    private readonly GalleryTables _galleryTables;

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
        (_blobs, TableServiceClient tables) = StorageClients.Create(options);
        Snapshots = new SnapshotBlobs(_blobs.GetBlobContainerClient(options.SnapshotContainer));
        _galleryTables = new GalleryTables(tables, options.TableName);
        var gallery = new GalleryStore(_galleryTables, Snapshots, time ?? TimeProvider.System);
        (Gallery, Qualities) = (gallery, gallery);
        var photos = new PhotoBlobs(_blobs);
        (Photos, Uploads) = (photos, new PhotoUploads(_blobs, photos));
        Calibrations = new CalibrationBlobs(_blobs);
        Uris = new PhotoPathOfUri(_blobs.Uri);
        Poison = new PoisonBlobs(options);
    }

    /// <summary>The stored rows of the bundle whose table was opened; nothing can be asked of them before.</summary>
    public IGalleryStore Gallery { get; }

    /// <summary>What enrolment measured of the stored faces.</summary>
    public IFaceQualities Qualities { get; }

    /// <summary>Name of the table that was opened; null before.</summary>
    public string? TableName => _galleryTables.OwnName;

    /// <summary>Copies of the rows that a process starts from.</summary>
    public IGallerySnapshots Snapshots { get; }

    /// <summary>The photos as uploaded.</summary>
    public IPhotoBlobs Photos { get; }

    /// <summary>Writes photos.</summary>
    public IPhotoUploads Uploads { get; }

    /// <summary>The calibrations of thresholds.</summary>
    public ICalibrationStore Calibrations { get; }

    /// <summary>Tells our own blobs' addresses from others.</summary>
    public PhotoPathOfUri Uris { get; }

    /// <summary>The blobs that the Functions host gave up on.</summary>
    public PoisonBlobs Poison { get; }

    /// <summary>Creates the containers that are missing. May be called at any time, by any number of instances at once.</summary>
    /// <remarks>An identity that may not create them is enough where they exist.</remarks>
    /// <exception cref="StorageUnavailableException">The service stays unreachable or throttled after retries.</exception>
    /// <exception cref="RequestFailedException">The identity may not create what is missing.</exception>
    public Task EnsureCreatedAsync(CancellationToken cancellationToken) => Task.WhenAll(_options.Containers.Append(_options.SnapshotContainer).Select(_blobs.GetBlobContainerClient).Select(container => GuardAsync(
        () => StorageParts.EnsureAsync(
            () => container.CreateIfNotExistsAsync(cancellationToken: cancellationToken),
            async () => (await container.ExistsAsync(cancellationToken)).Value),
        cancellationToken)));

    /// <summary>Finds the table of a bundle, or creates it and claims it for the bundle; from then on <see cref="Gallery"/> is that table's. May be called by any number of processes of any bundles at once.</summary>
    /// <remarks>
    /// <see cref="StorageOptions.TableName"/> belongs to the first bundle that comes. One that holds rows and no claim, because it is from before there were
    /// claims, belongs to the bundle that most of the rows are of, or to the one that comes with rows of its own in it. Every other bundle gets a table of its own.
    /// </remarks>
    /// <param name="bundleId">The bundle.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="StorageUnavailableException">The service stays unreachable or throttled after retries.</exception>
    /// <exception cref="RequestFailedException">The identity may not use the table, or may not create it where it is missing.</exception>
    public Task<GalleryTable> OpenAsync(string bundleId, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(bundleId);
        return StorageFaults.GuardAsync(() => _galleryTables.OpenAsync(bundleId, cancellationToken), cancellationToken);
    }

    /// <summary>Makes <see cref="Gallery"/> that of a table which is known already, without a look at it.</summary>
    public void Use(GalleryTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        _galleryTables.Use(table);
    }

    /// <summary>Every table of the gallery in the account, in the order of their names.</summary>
    /// <exception cref="StorageUnavailableException">The service stays unreachable or throttled after retries.</exception>
    /// <exception cref="RequestFailedException">The identity may not list tables.</exception>
    public Task<IReadOnlyList<GalleryTable>> ListTablesAsync(CancellationToken cancellationToken) =>
        StorageFaults.GuardAsync(() => _galleryTables.ListAsync(cancellationToken), cancellationToken);

    /// <inheritdoc/>
    /// <exception cref="RequestFailedException">The identity may not list tables.</exception>
    public async Task<IReadOnlyCollection<string>> ListBundlesAsync(CancellationToken cancellationToken) =>
        [.. (await ListTablesAsync(cancellationToken)).Select(table => table.BundleId).OfType<string>()];

    /// <summary>Deletes one of these tables, with every row and vector in it. For a while Azure lets nobody create one of the same name.</summary>
    /// <exception cref="ArgumentException">It is the one that is open.</exception>
    /// <exception cref="StorageUnavailableException">The service stays unreachable or throttled after retries.</exception>
    /// <exception cref="RequestFailedException">The identity may not delete it.</exception>
    public Task DeleteTableAsync(GalleryTable table, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(table);
        if (table.Name == _galleryTables.Own.Name)
        {
            throw new ArgumentException("The table that is open is not deleted.", nameof(table));
        }

        return GuardAsync(() => _galleryTables.DeleteAsync(table, cancellationToken), cancellationToken);
    }

    private static Task<bool> GuardAsync(Func<Task> call, CancellationToken cancellationToken) => StorageFaults.GuardAsync(
        async () =>
        {
            await call();
            return true;
        },
        cancellationToken);
}
