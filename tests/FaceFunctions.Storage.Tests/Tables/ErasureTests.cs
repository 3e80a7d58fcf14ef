using System.Text;
using Azure.Data.Tables;
using FaceFunctions.Core.Gallery;
using FaceFunctions.Core.Recognition;
using FaceFunctions.Storage.Tests.Support;
using FaceFunctions.Testing;

namespace FaceFunctions.Storage.Tests.Tables;

/// <summary>After an erasure no row names the photo or the person, whichever version wrote the log, and wherever the erasure was cut short.</summary>
public class ErasureTests(TestAzurite azurite)
{
    private static readonly RecognitionModel Model = new EmptyPhotos().Model;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Deleting_a_person_leaves_no_name_and_other_instances_follow_without_loading(bool isOld)
    {
        ErasureWorld world = await ErasureWorld.CreateAsync(azurite, isOld);
        await using var proxy = new TableProxy(azurite.ConnectionString);
        using var mirror = new GalleryMirror(world.Gallery.Store, TimeProvider.System);
        using var other = new GalleryMirror(world.Gallery.Over(proxy.ConnectionString).Gallery, TimeProvider.System);
        Assert.Equal([ErasureWorld.Ana, "ben"], (await other.GetAsync(Model, Token)).People().Select(person => person.Person));
        Assert.Equal(isOld, RawTable.Mentions(await RawTable.ReadAsync(world.Gallery.Table), ErasureWorld.Ana).Any(place => place.Contains("log|", StringComparison.Ordinal)));

        Assert.Equal(3, await world.Eraser(mirror).DeletePersonAsync(ErasureWorld.Ana, Token));

        await world.AssertForgottenAsync(ErasureWorld.PhotosOfAna);
        int before = proxy.Requests;
        other.Invalidate();
        Assert.Equal(["ben"], (await other.GetAsync(Model, Token)).People().Select(person => person.Person));

        // One request a partition, and one for each photo that changed: no partition was loaded anew, which takes two more.
        Assert.Equal(16 + ErasureWorld.PhotosOfAna.Length, proxy.Requests - before);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Deleting_the_photos_one_by_one_leaves_no_name(bool isOld)
    {
        ErasureWorld world = await ErasureWorld.CreateAsync(azurite, isOld);
        using var mirror = new GalleryMirror(world.Gallery.Store, TimeProvider.System);

        foreach (string photo in ErasureWorld.PhotosOfAna)
        {
            Assert.True(await world.Eraser(mirror).DeletePhotoAsync(photo, Token));
            Assert.Empty(RawTable.Mentions(await RawTable.ReadAsync(world.Gallery.Table), photo));
        }

        await world.AssertForgottenAsync(ErasureWorld.PhotosOfAna);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Deleting_the_blobs_with_a_storage_tool_leaves_no_name_after_a_reconcile_pass(bool isOld)
    {
        ErasureWorld world = await ErasureWorld.CreateAsync(azurite, isOld);
        await Task.WhenAll(ErasureWorld.PhotosOfAna.Select(world.DeleteBlobAsync));

        Assert.True((await world.ReconcileAsync()).Completed);

        await world.AssertForgottenAsync(ErasureWorld.PhotosOfAna);
    }

    [Fact]
    public async Task A_photo_that_becomes_somebody_elses_leaves_no_name_of_who_it_was()
    {
        ErasureWorld world = await ErasureWorld.CreateAsync(azurite, isOld: true);
        using var mirror = new GalleryMirror(world.Gallery.Store, TimeProvider.System);
        foreach (string photo in ErasureWorld.PhotosOfAna[..2])
        {
            await world.Eraser(mirror).DeletePhotoAsync(photo, Token);
        }

        await world.UploadAsync(ErasureWorld.PhotosOfAna[2], "ben");
        await world.WriteAsync(ErasureWorld.PhotosOfAna[2], "ben", seed: 3);
        await world.KeepSnapshotsAsync(); // a removal takes its snapshots along, a replacement leaves that to the timer

        await world.AssertForgottenAsync();
    }

    [Fact]
    public async Task A_reconcile_pass_that_is_under_way_keeps_no_name_of_the_photo_where_it_stands()
    {
        ErasureWorld world = await ErasureWorld.CreateAsync(azurite, isOld: false);
        foreach (string photo in ErasureWorld.PhotosOfAna)
        {
            await world.UploadAsync(photo, ErasureWorld.Ana);
        }

        Assert.False((await world.ReconcileAsync(maxEnrollments: 1)).Completed);
        TableEntity bookmark = (await RawTable.ReadAsync(world.Gallery.Table)).Single(row => row.GetString("Job") == "reconcile");
        Assert.Equal($"blobs|{Samples.HashOf(ErasureWorld.PhotosOfAna[0])}", bookmark.GetString("Bookmark"));
        using var mirror = new GalleryMirror(world.Gallery.Store, TimeProvider.System);
        await world.Eraser(mirror).DeletePersonAsync(ErasureWorld.Ana, Token);

        await world.AssertForgottenAsync(ErasureWorld.PhotosOfAna);
    }

    [Theory]
    [InlineData(false, false, false)]
    [InlineData(false, true, false)]
    [InlineData(false, true, true)]
    [InlineData(true, false, false)]
    [InlineData(true, true, false)]
    public async Task An_erasure_that_was_killed_anywhere_is_finished_by_the_next_call_or_by_a_reconcile_pass(bool isOld, bool byThePass, bool hasTwoBundles)
    {
        int kills = 0;
        for (bool wasKilled = true; wasKilled; kills += wasKilled ? 1 : 0)
        {
            // Before a request reaches the service, and after it did its work there.
            wasKilled = await KillAndFinishAsync(kills + 1, afterEffect: false) | await KillAndFinishAsync(kills + 1, afterEffect: true);
        }

        // The list of tables; then in each of them head and photo, the transaction, the search for names in the log; in an old one, their removal.
        Assert.Equal(1 + ((isOld ? 5 : 4) * (hasTwoBundles ? 2 : 1)), kills);

        async Task<bool> KillAndFinishAsync(int request, bool afterEffect)
        {
            ErasureWorld world = await ErasureWorld.CreateAsync(azurite, isOld);
            using var mirror = new GalleryMirror(world.Gallery.Store, TimeProvider.System);
            GalleryStorage? other = hasTwoBundles ? await world.OtherBundleAsync(ErasureWorld.PhotosOfAna) : null;
            await world.Eraser(mirror).DeletePhotoAsync(ErasureWorld.PhotosOfAna[0], Token);
            await world.Eraser(mirror).DeletePhotoAsync(ErasureWorld.PhotosOfAna[2], Token);
            string photo = ErasureWorld.PhotosOfAna[1];
            await using var proxy = new TableProxy(azurite.ConnectionString);
            int requests = 0;
            bool isDead = false;
            proxy.BeforeRequest = _ => Die(Interlocked.Increment(ref requests) == request && !afterEffect);
            proxy.AfterAnswer = _ => Die(Volatile.Read(ref requests) == request && afterEffect);
            try
            {
                await world.Eraser(mirror, world.Gallery.Over(proxy.ConnectionString, options => options.MaxRetries = 0).Gallery).DeletePhotoAsync(photo, Token);
            }
            catch (StorageUnavailableException)
            {
                Assert.True(isDead);
            }

            _ = byThePass ? (await world.ReconcileAsync()).Completed : await world.Eraser(mirror).DeletePhotoAsync(photo, Token);
            if (byThePass)
            {
                // The pass finds no row to remove any more; the snapshots have a timer of their own.
                await world.KeepSnapshotsAsync();
            }

            await world.AssertForgottenAsync(ErasureWorld.PhotosOfAna);
            Assert.Empty(other is null ? [] : RawTable.Mentions(await RawTable.ReadAsync(new TableClient(azurite.ConnectionString, other.TableName)), ErasureWorld.Ana));
            return isDead;

            Task Die(bool now)
            {
                isDead |= now;
                return isDead ? throw new IOException("The process is dead.") : Task.CompletedTask;
            }
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_reader_at_any_moment_of_an_erasure_misses_nothing_and_need_not_load(bool isOld)
    {
        ErasureWorld world = await ErasureWorld.CreateAsync(azurite, isOld);
        string photo = ErasureWorld.PhotosOfAna[2];
        int partition = Samples.PartitionOf(photo);
        IGalleryStore store = world.Gallery.Store;
        ChangePosition since = (await store.LoadAllAsync(partition, Samples.Bundle, Token)).Position;
        List<bool> seen = [];
        using var one = new SemaphoreSlim(1);
        await using var proxy = new TableProxy(azurite.ConnectionString);
        proxy.BeforeRequest = _ => ReadAsync();
        proxy.AfterAnswer = _ => ReadAsync();
        using var mirror = new GalleryMirror(store, TimeProvider.System);

        await world.Eraser(mirror, world.Gallery.Over(proxy.ConnectionString).Gallery).DeletePhotoAsync(photo, Token);
        await ReadAsync();

        // Nothing first, the removal from some moment on.
        Assert.Equal(seen.Order(), seen);
        Assert.Equal([false, true], seen.Distinct());

        async Task ReadAsync()
        {
            await one.WaitAsync(Token);
            GalleryChanges? now = await store.ReadChangesAsync(partition, since, Samples.Bundle, Token);
            GalleryChanges? fromTheBeginning = await store.ReadChangesAsync(partition, ChangePosition.Start, Samples.Bundle, Token);
            seen.Add(now!.Photos.Any(changed => changed.Id.ToString() == Samples.HashOf(photo) && changed.Faces.Count == 0));
            ChangedPhoto changedPhoto = fromTheBeginning!.Photos.Single(changed => changed.Id.ToString() == Samples.HashOf(photo));
            Assert.Equal(seen[^1] ? 0 : 1, changedPhoto.Faces.Count);
            one.Release();
        }
    }

    [Fact]
    public void The_search_for_names_finds_them_in_every_wrapping()
    {
        string marker = Convert.ToBase64String(Encoding.UTF8.GetBytes("000020!ana/1.jpg!000028!9999"));
        string token = "faults|blobs|b1." + Convert.ToBase64String(Encoding.UTF8.GetBytes($"2!92!{marker}")).TrimEnd('=').Replace('+', '-').Replace('/', '_');
        TableEntity[] rows =
        [
            new("p00", "1") { ["Photo"] = "ana/1.jpg" },
            new("p00", "2") { ["Bookmark"] = token },
            new("p00", "3") { ["Bytes"] = Encoding.UTF8.GetBytes("of ana/1.jpg") },
            new("p00", "4") { ["Bytes"] = Encoding.Unicode.GetBytes("ana/1.jpg") },
            new("p00", "of ana/1.jpg"),
            new("p00", "6") { ["Photo"] = "ana/2.jpg", ["Number"] = 1L },
        ];

        Assert.Equal(["p00 1 Photo", "p00 2 Bookmark", "p00 3 Bytes", "p00 4 Bytes", "p00 of ana/1.jpg RowKey"], RawTable.Mentions(rows, "ana/1.jpg"));
    }
}
