using System.Text;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using FaceFunctions.Core.Enrollment;
using FaceFunctions.Core.Gallery;
using FaceFunctions.Core.Recognition;
using FaceFunctions.Core.Reconciliation;
using FaceFunctions.Core.Snapshots;
using FaceFunctions.Testing;

namespace FaceFunctions.Storage.Tests.Support;

/// <summary>A gallery with photos of Ana, who is to be erased, and of Ben, who stays.</summary>
internal sealed class ErasureWorld
{
    public const string OtherBundle = "bundle-b";

    public const string Ana = "Ana Öztürk";

    private readonly IPhotoBlobs _blobs;

    private ErasureWorld(TestGallery gallery)
    {
        Gallery = gallery;
        _blobs = new ContainerBlobs(gallery.Photos, gallery.Container);
    }

    /// <summary>Ana's photos: by their folder, and by their metadata.</summary>
    public static string[] PhotosOfAna { get; } = [Ana + "/1.jpg", Ana + "/2.jpg", "garden party/3.jpg"];

    public TestGallery Gallery { get; }

    /// <summary>The photos, as the workflows see them.</summary>
    public IPhotoBlobs Blobs => _blobs;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Every photo was written twice, so the log has two entries of each.</summary>
    /// <param name="azurite">Where.</param>
    /// <param name="isOld">Whether the log is as older versions wrote it.</param>
    public static async Task<ErasureWorld> CreateAsync(TestAzurite azurite, bool isOld)
    {
        var world = new ErasureWorld(await TestGallery.CreateAsync(azurite));
        string[] names = [.. PhotosOfAna, "ben/1.jpg"];
        foreach (string name in names)
        {
            await world.UploadAsync(name, name.StartsWith("garden", StringComparison.Ordinal) ? Ana : null);
            await world.WriteAsync(name, name == "ben/1.jpg" ? "ben" : Ana, seed: 1);
            await world.WriteAsync(name, name == "ben/1.jpg" ? "ben" : Ana, seed: 2);
        }

        foreach (int partition in names.Select(Samples.PartitionOf).Distinct().Where(_ => isOld))
        {
            await RawTable.MakeLogOldAsync(world.Gallery.Table, partition, names);
        }

        await world.KeepSnapshotsAsync();
        return world;
    }

    /// <summary>What the timer does, for partitions of any size.</summary>
    public Task<SnapshotReport> KeepSnapshotsAsync() =>
        new SnapshotKeeper(Gallery.Store, Gallery.Storage.Snapshots, new SnapshotRules { MinFaces = 1 }, TimeProvider.System).RunAsync(new EmptyPhotos().Model, Token);

    public async Task UploadAsync(string name, string? person)
    {
        BlobClient blob = Gallery.Blobs.GetBlobContainerClient(Gallery.Container).GetBlobClient(name);
        var options = new BlobUploadOptions { Metadata = person is null ? [] : new Dictionary<string, string> { ["person"] = Uri.EscapeDataString(person) } };
        await blob.UploadAsync(BinaryData.FromBytes([1, 2, 3]), options, Token);
    }

    /// <summary>Writes the rows of a photo's present version.</summary>
    public async Task WriteAsync(string name, string person, int seed)
    {
        PhotoBlob blob = (await _blobs.FindAsync(PhotoPath.InGallery(name), Token))!;
        PhotoRecord photo = Samples.Photo(name, 2, person: person) with { BlobETag = blob.ETag };
        await Gallery.Store.ReplaceAsync(photo, Samples.Faces(2, seed, person), Samples.Yes, Token);
    }

    /// <summary>The rows that another bundle has of some of the photos, in a table of its own.</summary>
    public async Task<GalleryStorage> OtherBundleAsync(params string[] names)
    {
        var other = new GalleryStorage(Gallery.Options);
        await other.OpenAsync(OtherBundle, Token);
        Assert.NotEqual(Gallery.Options.TableName, other.TableName);
        foreach (string name in names)
        {
            StoredPhoto here = (await Gallery.Store.FindAsync(name, Token))!;
            await other.Gallery.ReplaceAsync(here.Photo with { BundleId = OtherBundle, FaceCount = 1 }, Samples.Faces(1, seed: 3, here.Photo.Person), Samples.Yes, Token);
        }

        return other;
    }

    public Task<bool> DeleteBlobAsync(string name) => _blobs.DeleteAsync(PhotoPath.InGallery(name), Token);

    public Eraser Eraser(GalleryMirror mirror, IGalleryStore? store = null) => new(_blobs, store ?? Gallery.Store, mirror);

    /// <summary>An analyzer that is not to be asked may be given instead of one that finds nobody.</summary>
    public Renamer Renamer(GalleryMirror mirror, IPhotoAnalyzer analyzer) =>
        new(_blobs, Gallery.Store, new Enroller(_blobs, Gallery.Store, analyzer, new EnrollmentRules(), TimeProvider.System), mirror, TimeProvider.System);

    /// <summary>What the trigger of a blob does.</summary>
    public Task<EnrollmentOutcome> EnrollAsync(string name) =>
        new Enroller(_blobs, Gallery.Store, new EmptyPhotos(), new EnrollmentRules(), TimeProvider.System).EnrollAsync(name, Token);

    /// <summary>A reconcile pass, or a part of one.</summary>
    public Task<ReconcileReport> ReconcileAsync(int maxEnrollments = 500)
    {
        var analyzer = new EmptyPhotos();
        var enroller = new Enroller(_blobs, Gallery.Store, analyzer, new EnrollmentRules(), TimeProvider.System);
        var limits = new ReconcileLimits { MaxEnrollments = maxEnrollments, MinAge = TimeSpan.FromDays(-1), Parallelism = 1 };
        return new Reconciler(_blobs, Gallery.Store, analyzer, enroller, limits, TimeProvider.System).RunAsync(Token);
    }

    /// <summary>That no row and no snapshot holds a name of Ana or of these photos any more, and the rest is whole.</summary>
    public async Task AssertForgottenAsync(params string[] photos)
    {
        await AssertNoRowAsync(photos);
        await foreach (BlobItem snapshot in Gallery.Snapshots.GetBlobsAsync(cancellationToken: Token))
        {
            byte[] content = (await Gallery.Snapshots.GetBlobClient(snapshot.Name).DownloadContentAsync(Token)).Value.Content.ToArray();
            Assert.All(photos.Append(Ana), name => Assert.Equal(-1, content.AsSpan().IndexOf(Encoding.UTF8.GetBytes(name))));
        }
    }

    /// <summary>That no row holds a name of Ana or of these photos any more, and the rest is whole.</summary>
    public async Task AssertNoRowAsync(params string[] photos)
    {
        List<TableEntity> rows = await RawTable.ReadAsync(Gallery.Table);
        Assert.All(photos.Append(Ana), name => Assert.Empty(RawTable.Mentions(rows, name)));
        Assert.NotEmpty(RawTable.Mentions(rows, "ben/1.jpg"));
        RawTable.AssertConsistent(rows);
    }
}
