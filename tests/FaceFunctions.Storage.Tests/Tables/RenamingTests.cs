using FaceFunctions.Core.Enrollment;
using FaceFunctions.Core.Gallery;
using FaceFunctions.Core.Recognition;
using FaceFunctions.Storage.Tests.Support;
using FaceFunctions.Testing;

namespace FaceFunctions.Storage.Tests.Tables;

/// <summary>After a renaming the old name is in no row of any bundle and in no snapshot, and everything else is as it was.</summary>
public class RenamingTests(TestAzurite azurite)
{
    private const string NewName = "Ana 日本 100%";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Rows_of_all_bundles_bear_the_new_name_and_no_analyzer_is_asked(bool isOld)
    {
        ErasureWorld world = await ErasureWorld.CreateAsync(azurite, isOld);
        GalleryStorage other = await world.OtherBundleAsync(ErasureWorld.PhotosOfAna);
        using var mirror = new GalleryMirror(world.Gallery.Store, TimeProvider.System);
        using var follower = new GalleryMirror(world.Gallery.Store, TimeProvider.System);
        await follower.GetAsync(new EmptyPhotos().Model, Token);
        Dictionary<string, StoredPhoto> before = await ReadAsync(world.Gallery.Store);
        Dictionary<string, StoredPhoto> beforeThere = await ReadAsync(other.Gallery);
        var silent = new SilentAnalyzer();

        Assert.Equal(new RenameOutcome.Renamed(3, 0, 0), await world.Renamer(mirror, silent).RenameAsync(ErasureWorld.Ana, NewName, merge: false, Token));

        // Photos in her folder keep their names, which hold hers; the one from the party is forgotten altogether.
        foreach ((IGalleryStore store, Dictionary<string, StoredPhoto> former) in new[] { (world.Gallery.Store, before), (other.Gallery, beforeThere) })
        {
            foreach ((string name, StoredPhoto now) in await ReadAsync(store))
            {
                PhotoBlob blob = (await world.Blobs.FindAsync(PhotoPath.InGallery(name), Token))!;
                Assert.Equal((NewName, blob.ETag, blob.LastModified, NewName), (now.Photo.Person, now.Photo.BlobETag, now.Photo.BlobLastModified, blob.Person));
                Assert.Equal(former[name].Photo.BundleId, now.Photo.BundleId);
                Assert.Equal(former[name].Faces.Select(Without), now.Faces.Select(Without));
                Assert.Equal([NewName, .. now.Faces.Skip(1).Select(_ => (string?)null)], now.Faces.Select(face => face.Person));
            }
        }

        Assert.DoesNotContain(RawTable.Mentions(await RawTable.ReadAsync(world.Gallery.Table), ErasureWorld.Ana), place => place.Contains("Person", StringComparison.Ordinal));
        RawTable.AssertConsistent(await RawTable.ReadAsync(world.Gallery.Table));
        Assert.Empty(await world.Gallery.Snapshots.GetBlobsAsync(cancellationToken: Token).Where(blob => ErasureWorld.PhotosOfAna.Any(name => blob.Name.StartsWith(RawTable.Partition(Samples.PartitionOf(name)), StringComparison.Ordinal))).ToListAsync(Token));
        follower.Invalidate();
        Assert.Equal([NewName, "ben"], (await follower.GetAsync(new EmptyPhotos().Model, Token)).People().Select(person => person.Person));

        // The trigger of the metadata's change, and a whole pass.
        foreach (string name in ErasureWorld.PhotosOfAna)
        {
            Assert.IsType<EnrollmentOutcome.AlreadyRecorded>(await world.EnrollAsync(name));
        }

        Assert.Equal(0, (await world.ReconcileAsync()).Enrolled);
        Assert.Equal(0, silent.Analyses);

        static (Core.Detection.DetectedFace, FaceQuality, string) Without(FaceRecord face) => (face.Face, face.Quality, Convert.ToHexString(face.Embedding.ToBytes()));

        async Task<Dictionary<string, StoredPhoto>> ReadAsync(IGalleryStore store)
        {
            var photos = new Dictionary<string, StoredPhoto>();
            foreach (string name in ErasureWorld.PhotosOfAna)
            {
                photos.Add(name, (await store.FindAsync(name, Token))!);
            }

            return photos;
        }
    }

    [Fact]
    public async Task A_row_of_another_bundle_that_describes_an_older_version_goes_with_the_name()
    {
        ErasureWorld world = await ErasureWorld.CreateAsync(azurite, isOld: false);
        string name = ErasureWorld.PhotosOfAna[2];
        GalleryStorage other = await world.OtherBundleAsync(name);
        await world.UploadAsync(name, ErasureWorld.Ana);
        await world.WriteAsync(name, ErasureWorld.Ana, seed: 5);
        using var mirror = new GalleryMirror(world.Gallery.Store, TimeProvider.System);

        await world.Renamer(mirror, new SilentAnalyzer()).RenameAsync(ErasureWorld.Ana, NewName, merge: false, Token);

        Assert.Null(await other.Gallery.FindAsync(name, Token));
        Assert.Equal(NewName, (await world.Gallery.Store.FindAsync(name, Token))!.Photo.Person);
    }

    [Theory]
    [InlineData("Vector")]
    [InlineData("Score")]
    public async Task A_photo_with_a_damaged_face_is_enrolled_anew(string column)
    {
        ErasureWorld world = await ErasureWorld.CreateAsync(azurite, isOld: false);
        string name = ErasureWorld.PhotosOfAna[0];
        var row = (await RawTable.ReadAsync(world.Gallery.Table)).First(row => row.RowKey == $"face|{Samples.HashOf(name)}|000");
        row[column] = "damaged";
        await world.Gallery.Table.UpdateEntityAsync(row, row.ETag, Azure.Data.Tables.TableUpdateMode.Replace, Token);
        using var mirror = new GalleryMirror(world.Gallery.Store, TimeProvider.System);

        Assert.Equal(new RenameOutcome.Renamed(3, 1, 0), await world.Renamer(mirror, new EmptyPhotos()).RenameAsync(ErasureWorld.Ana, NewName, merge: false, Token));

        Assert.Equal((PhotoStatus.NoFace, NewName), ((await world.Gallery.Store.FindAsync(name, Token))!.Photo.Status, (await world.Gallery.Store.FindAsync(name, Token))!.Photo.Person));
    }

    /// <summary>An analyzer that counts how often it is asked for an analysis.</summary>
    private sealed class SilentAnalyzer : IPhotoAnalyzer
    {
        public int Analyses { get; private set; }

        public ValueTask<RecognitionModel> GetModelAsync(CancellationToken cancellationToken) => new EmptyPhotos().GetModelAsync(cancellationToken);

        public Task<PhotoAnalysis> AnalyzeAsync(ReadOnlyMemory<byte> photo, CancellationToken cancellationToken)
        {
            Analyses++;
            return new EmptyPhotos().AnalyzeAsync(photo, cancellationToken);
        }
    }
}
