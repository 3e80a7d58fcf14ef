using Azure;
using Azure.Data.Tables;
using Azure.Storage;
using Azure.Storage.Sas;
using FaceFunctions.Core.Enrollment;
using FaceFunctions.Core.Gallery;
using FaceFunctions.LocalHost.Azurite;
using FaceFunctions.Storage.Tests.Support;
using FaceFunctions.Testing;

namespace FaceFunctions.Storage.Tests.Tables;

/// <summary>An erased photo is in no table, whatever the state of a change of bundles.</summary>
public class ErasureOfAllBundlesTests(TestAzurite azurite)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Ways => ["photo", "person", "trigger", "reconcile"];

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task What_is_erased_is_in_no_table_of_any_bundle(string way)
    {
        ErasureWorld world = await ErasureWorld.CreateAsync(azurite, isOld: false);
        GalleryStorage other = await world.OtherBundleAsync([.. ErasureWorld.PhotosOfAna, "ben/1.jpg"]);
        using var mirror = new GalleryMirror(world.Gallery.Store, TimeProvider.System);
        await EraseAsync(world, mirror, way);

        await world.AssertForgottenAsync(ErasureWorld.PhotosOfAna);
        await AssertForgottenAsync(other);

        // Instances of the other bundle hear of it by their own table's log.
        Assert.All(
            ErasureWorld.PhotosOfAna,
            name => Assert.Contains(Samples.HashOf(name), RawTable.Log(RowsOf(other).GetAwaiter().GetResult(), Samples.PartitionOf(name))));
    }

    [Fact]
    public async Task A_person_whom_only_another_bundle_knows_is_erased()
    {
        ErasureWorld world = await ErasureWorld.CreateAsync(azurite, isOld: false);
        GalleryStorage other = await world.OtherBundleAsync("ben/1.jpg");
        PhotoRecord late = Samples.Photo("never here.jpg", 1, bundle: ErasureWorld.OtherBundle, person: ErasureWorld.Ana);
        await other.Gallery.ReplaceAsync(late, Samples.Faces(1, seed: 3, ErasureWorld.Ana), Samples.Yes, Token);
        using var mirror = new GalleryMirror(world.Gallery.Store, TimeProvider.System);

        Assert.Equal(ErasureWorld.PhotosOfAna.Length + 1, await world.Eraser(mirror).DeletePersonAsync(ErasureWorld.Ana, Token));

        await AssertForgottenAsync(other);
    }

    [Fact]
    public async Task A_photo_that_became_somebody_elses_loses_what_a_bundle_that_was_not_told_keeps_of_the_erased()
    {
        ErasureWorld world = await ErasureWorld.CreateAsync(azurite, isOld: false);
        GalleryStorage other = await world.OtherBundleAsync("garden party/3.jpg", "ben/1.jpg");

        // The trigger of the new version reached this bundle only.
        await world.UploadAsync("garden party/3.jpg", "ben");
        await world.WriteAsync("garden party/3.jpg", "ben", seed: 7);
        using var mirror = new GalleryMirror(world.Gallery.Store, TimeProvider.System);

        await world.Eraser(mirror).DeletePersonAsync(ErasureWorld.Ana, Token);

        await AssertForgottenAsync(other);
        Assert.Equal("ben", (await world.Gallery.Store.FindAsync("garden party/3.jpg", Token))!.Photo.Person);
        Assert.Null(await other.Gallery.FindAsync("garden party/3.jpg", Token));
    }

    [Fact]
    public async Task An_enrolment_with_another_bundle_that_is_under_way_leaves_no_row_of_an_erased_photo()
    {
        ErasureWorld world = await ErasureWorld.CreateAsync(azurite, isOld: false);
        GalleryStorage other = await world.OtherBundleAsync();
        using var mirror = new GalleryMirror(world.Gallery.Store, TimeProvider.System);
        string name = ErasureWorld.PhotosOfAna[0];
        PhotoRecord photo = Samples.Photo(name, 1, bundle: ErasureWorld.OtherBundle, person: ErasureWorld.Ana);
        bool erased = false;

        // It was told that the photo is there, and then the photo went; it is asked again, since the erasure touched its table's head.
        bool saved = await other.Gallery.ReplaceAsync(
            photo,
            Samples.Faces(1, seed: 4, ErasureWorld.Ana),
            async _ =>
            {
                if (erased)
                {
                    return false;
                }

                erased = true;
                await world.Eraser(mirror).DeletePhotoAsync(name, Token);
                return true;
            },
            Token);

        Assert.False(saved);
        Assert.Empty(RawTable.Mentions(await RowsOf(other), name));
    }

    [Fact]
    public async Task A_table_that_goes_meanwhile_stops_no_erasure()
    {
        ErasureWorld world = await ErasureWorld.CreateAsync(azurite, isOld: false);
        GalleryStorage other = await world.OtherBundleAsync();
        await using var proxy = new TableProxy(azurite.ConnectionString);
        proxy.AfterAnswer = async path =>
        {
            if (path.EndsWith("/Tables", StringComparison.Ordinal))
            {
                await new TableClient(azurite.ConnectionString, other.TableName).DeleteAsync(Token);
            }
        };
        using var mirror = new GalleryMirror(world.Gallery.Store, TimeProvider.System);

        Assert.Equal(
            ErasureWorld.PhotosOfAna.Length,
            await world.Eraser(mirror, world.Gallery.Over(proxy.ConnectionString).Gallery).DeletePersonAsync(ErasureWorld.Ana, Token));

        await world.AssertForgottenAsync(ErasureWorld.PhotosOfAna);
    }

    [Fact]
    public async Task An_identity_that_may_not_list_tables_erases_what_it_sees_and_fails()
    {
        ErasureWorld world = await ErasureWorld.CreateAsync(azurite, isOld: false);
        using var mirror = new GalleryMirror(world.Gallery.Store, TimeProvider.System);
        DateTimeOffset expires = TimeProvider.System.GetUtcNow().AddHours(1);
        var builder = new AccountSasBuilder(AccountSasPermissions.All, expires, AccountSasServices.All, AccountSasResourceTypes.Object);
        string signature = builder.ToSasQueryParameters(new StorageSharedKeyCredential(AzuriteServer.AccountName, AzuriteServer.AccountKey)).ToString();
        string endpoints = azurite.ConnectionString[azurite.ConnectionString.IndexOf("BlobEndpoint", StringComparison.Ordinal)..];
        IGalleryStore store = world.Gallery.Over($"{endpoints}SharedAccessSignature={signature}").Gallery;

        foreach (string name in ErasureWorld.PhotosOfAna)
        {
            RequestFailedException refused = await Assert.ThrowsAsync<RequestFailedException>(() => world.Eraser(mirror, store).DeletePhotoAsync(name, Token));
            Assert.Equal(403, refused.Status);
        }

        // This signature may not list blobs either, so nothing can be said of the snapshots.
        await world.AssertNoRowAsync(ErasureWorld.PhotosOfAna);
    }

    private static async Task EraseAsync(ErasureWorld world, GalleryMirror mirror, string way)
    {
        if (way == "person")
        {
            await world.Eraser(mirror).DeletePersonAsync(ErasureWorld.Ana, Token);
            return;
        }

        foreach (string name in ErasureWorld.PhotosOfAna)
        {
            if (way == "photo")
            {
                Assert.True(await world.Eraser(mirror).DeletePhotoAsync(name, Token));
                continue;
            }

            await world.DeleteBlobAsync(name);
            if (way == "trigger")
            {
                Assert.IsType<EnrollmentOutcome.Gone>(await world.EnrollAsync(name));
            }
        }

        if (way == "reconcile")
        {
            Assert.Equal(ErasureWorld.PhotosOfAna.Length, (await world.ReconcileAsync()).Removed);
        }
    }

    private async Task<List<TableEntity>> RowsOf(GalleryStorage storage) => await RawTable.ReadAsync(new TableClient(azurite.ConnectionString, storage.TableName));

    private async Task AssertForgottenAsync(GalleryStorage other)
    {
        List<TableEntity> rows = await RowsOf(other);
        Assert.All(ErasureWorld.PhotosOfAna.Append(ErasureWorld.Ana), name => Assert.Empty(RawTable.Mentions(rows, name)));
        Assert.NotEmpty(RawTable.Mentions(rows, "ben/1.jpg"));
        RawTable.AssertConsistent(rows);
    }
}
