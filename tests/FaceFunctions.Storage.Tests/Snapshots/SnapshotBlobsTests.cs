using System.Text;
using FaceFunctions.Core.Gallery;
using FaceFunctions.Core.Matching;
using FaceFunctions.Core.Recognition;
using FaceFunctions.Core.Snapshots;
using FaceFunctions.Storage.Tests.Support;
using FaceFunctions.Testing;

namespace FaceFunctions.Storage.Tests.Snapshots;

public class SnapshotBlobsTests(TestAzurite azurite)
{
    private static readonly RecognitionModel Model = new EmptyPhotos().Model;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_written_is_read_under_its_partition_and_bundle_alone()
    {
        TestGallery gallery = await TestGallery.CreateAsync(azurite);
        IGallerySnapshots snapshots = gallery.Storage.Snapshots;
        byte[] content = new byte[(8 << 20) + 12_345]; // more than a block
        new Random(1).NextBytes(content);

        Assert.True(await WriteAsync(snapshots, 7, "bundle-a", null, content));

        using (SnapshotFile file = (await snapshots.OpenAsync(7, "bundle-a", Token))!)
        {
            byte[] read = new byte[file.Length];
            await file.Content.ReadExactlyAsync(read, Token);
            Assert.Equal(content, read);
            Assert.Equal(0, await file.Content.ReadAsync(new byte[1], Token));
        }

        Assert.Null(await snapshots.OpenAsync(7, "bundle-b", Token));
        Assert.Null(await snapshots.OpenAsync(8, "bundle-a", Token));
        Assert.Matches("^p07/[0-9a-f]{64}$", Assert.Single(await NamesAsync(gallery)));
    }

    [Fact]
    public async Task A_write_that_fails_leaves_what_was_there()
    {
        TestGallery gallery = await TestGallery.CreateAsync(azurite);
        IGallerySnapshots snapshots = gallery.Storage.Snapshots;
        await WriteAsync(snapshots, 7, "a", null, [1, 2, 3]);
        string version = await VersionAsync(snapshots);

        await Assert.ThrowsAsync<InvalidOperationException>(() => snapshots.WriteAsync(7, "a", version, FailAsync, Token));
        await Assert.ThrowsAsync<InvalidOperationException>(() => snapshots.WriteAsync(8, "a", null, FailAsync, Token));

        Assert.Equal(version, await VersionAsync(snapshots));
        Assert.Null(await snapshots.OpenAsync(8, "a", Token));

        static async Task FailAsync(Stream stream, CancellationToken token)
        {
            await stream.WriteAsync(new byte[9 << 20], token);
            throw new InvalidOperationException("The rows cannot be read.");
        }
    }

    [Fact]
    public async Task A_version_that_is_no_longer_there_is_not_replaced()
    {
        TestGallery gallery = await TestGallery.CreateAsync(azurite);
        IGallerySnapshots snapshots = gallery.Storage.Snapshots;
        Assert.True(await WriteAsync(snapshots, 7, "a", null, [1]));
        string first = await VersionAsync(snapshots);
        Assert.False(await WriteAsync(snapshots, 7, "a", null, [2]));
        Assert.True(await WriteAsync(snapshots, 7, "a", first, [3]));
        Assert.False(await WriteAsync(snapshots, 7, "a", first, [4]));
        string second = await VersionAsync(snapshots);
        await snapshots.DeleteAsync(7, Token);

        // As when an erasure deletes it while a new one is being written.
        Assert.False(await WriteAsync(snapshots, 7, "a", second, [5]));
        Assert.Empty(await NamesAsync(gallery));
        Assert.True(await WriteAsync(snapshots, 7, "a", null, [6]));
    }

    [Fact]
    public async Task Deleting_takes_a_partition_of_every_bundle_or_a_bundle_of_one_partition()
    {
        TestGallery gallery = await TestGallery.CreateAsync(azurite);
        IGallerySnapshots snapshots = gallery.Storage.Snapshots;
        foreach ((int partition, string bundle) in new[] { (1, "a"), (1, "b"), (10, "a"), (11, "a"), (2, "a"), (2, "b") })
        {
            await WriteAsync(snapshots, partition, bundle, null, [1]);
        }

        await snapshots.DeleteAsync(1, Token);
        await snapshots.DeleteAsync(2, "a", Token);
        await snapshots.DeleteAsync(3, Token);
        await snapshots.DeleteAsync(3, "a", Token);

        Assert.Equal(["p02", "p10", "p11"], (await NamesAsync(gallery)).Select(name => name.Split('/')[0]));
        Assert.Equal(0, await snapshots.DeleteOthersAsync("a", DateTimeOffset.UnixEpoch, Token));
        Assert.Equal(1, await snapshots.DeleteOthersAsync("a", DateTimeOffset.MaxValue, Token));
        Assert.Equal(2, await snapshots.DeleteOthersAsync(null, DateTimeOffset.MaxValue, Token));
    }

    [Fact]
    public async Task One_at_a_time_holds_the_lock()
    {
        TestGallery gallery = await TestGallery.CreateAsync(azurite);
        IGallerySnapshots other = gallery.Over(gallery.Options.ConnectionString!).Snapshots;
        ISnapshotLock held = (await gallery.Storage.Snapshots.TryLockAsync(Token))!;
        Assert.Null(await other.TryLockAsync(Token));
        Assert.True(await held.RenewAsync(Token));
        await held.DisposeAsync();

        await using ISnapshotLock? next = await other.TryLockAsync(Token);

        Assert.NotNull(next);
        Assert.False(await held.RenewAsync(Token));
        Assert.Equal(0, await other.DeleteOthersAsync(null, DateTimeOffset.MaxValue, Token)); // the lock is no snapshot
    }

    [Fact]
    public async Task Without_a_container_there_are_no_snapshots_and_the_first_lock_makes_it()
    {
        TestGallery gallery = TestGallery.Uncreated(azurite);
        IGallerySnapshots snapshots = gallery.Storage.Snapshots;
        Assert.Null(await snapshots.OpenAsync(1, "a", Token));
        await snapshots.DeleteAsync(1, Token);
        await snapshots.DeleteAsync(1, "a", Token);
        Assert.Equal(0, await snapshots.DeleteOthersAsync(null, DateTimeOffset.MaxValue, Token));

        await using ISnapshotLock? held = await snapshots.TryLockAsync(Token);

        Assert.NotNull(held);
        Assert.True(await WriteAsync(snapshots, 1, "a", null, [1]));
    }

    [Fact]
    public async Task An_instance_that_starts_reads_the_snapshots_and_not_the_faces()
    {
        TestGallery gallery = await TestGallery.CreateAsync(azurite);
        string[] names = [.. Enumerable.Range(0, 64).Select(i => $"person {i}/é {i}.jpg")];
        await Parallel.ForAsync(0, names.Length, Token, async (i, token) => await WriteAsync(gallery, names[i], i));
        SnapshotReport report = await KeepAsync(gallery);
        Assert.True(report.Completed);
        await WriteAsync(gallery, names[0], 1000);
        await gallery.Store.RemoveAsync(names[1], Samples.Yes, Token);
        await using var proxy = new TableProxy(azurite.ConnectionString);
        GalleryStorage storage = gallery.Over(proxy.ConnectionString);
        List<SnapshotFault> faults = [];
        using var mirror = new GalleryMirror(storage.Gallery, TimeProvider.System, snapshots: storage.Snapshots, observeSnapshot: faults.Add);
        using var plain = new GalleryMirror(gallery.Store, TimeProvider.System);

        FaceIndex index = await mirror.GetAsync(Model, Token);
        FaceIndex expected = await plain.GetAsync(Model, Token);

        // Each partition with a snapshot took one request of the log; the others, which are empty or lost theirs, a look at head and log and a scan as well.
        int kept = (await NamesAsync(gallery)).Count(name => name[0] == 'p');
        Assert.Equal(report.Written - 1, kept);
        Assert.InRange(proxy.Requests, 16 + 1, kept + 1 + ((16 - kept) * 3));
        Assert.Empty(faults);
        Assert.Equal(expected.People(), index.People());
        for (int seed = 0; seed < names.Length; seed++)
        {
            var a = new PersonMatch[5];
            var b = new PersonMatch[5];
            Assert.Equal(5, expected.Search(Samples.Faces(1, seed)[0].Embedding.Values, null, a));
            index.Search(Samples.Faces(1, seed)[0].Embedding.Values, null, b);
            Assert.Equal(a, b);
        }
    }

    [Fact]
    public async Task A_removal_deletes_the_snapshots_of_its_partition_before_it_returns()
    {
        TestGallery gallery = await TestGallery.CreateAsync(azurite);
        string[] here = [.. Samples.NamesIn(3).Take(2)];
        string elsewhere = Samples.NamesIn(4).First();
        foreach (string name in here.Append(elsewhere))
        {
            await WriteAsync(gallery, name, 1);
        }

        await KeepAsync(gallery);
        await KeepAsync(gallery, Model with { BundleId = "bundle-b" });
        await WriteAsync(gallery.Storage.Snapshots, 3, "bundle-b", null, [1, 2, 3]);

        await gallery.Store.RemoveAsync(here[0], Samples.Yes, Token);

        Assert.Equal(["p04"], (await NamesAsync(gallery)).Where(name => name[0] == 'p').Select(name => name.Split('/')[0]));
        Assert.Equal(1, (await KeepAsync(gallery)).Written);
        byte[] content = (await gallery.Snapshots.GetBlobClient((await NamesAsync(gallery)).First(name => name[0] == 'p')).DownloadContentAsync(Token)).Value.Content.ToArray();
        Assert.True(content.AsSpan().IndexOf(Encoding.UTF8.GetBytes(here[1])) > 0);
        Assert.Equal(-1, content.AsSpan().IndexOf(Encoding.UTF8.GetBytes(here[0])));
    }

    [Fact]
    public async Task Erasures_beside_a_writer_of_snapshots_leave_nothing_in_them()
    {
        TestGallery gallery = await TestGallery.CreateAsync(azurite);
        string[] names = [.. Samples.NamesIn(3).Take(24)];
        await Parallel.ForAsync(0, names.Length, Token, async (i, token) => await WriteAsync(gallery, names[i], i));
        using var erased = new CancellationTokenSource();
        Task writing = Task.Run(
            async () =>
            {
                while (!erased.IsCancellationRequested)
                {
                    await KeepAsync(gallery);
                }
            },
            Token);

        foreach (string name in names.Take(20))
        {
            await gallery.Store.RemoveAsync(name, Samples.Yes, Token);
        }

        await erased.CancelAsync();
        await writing;

        foreach (string blob in (await NamesAsync(gallery)).Where(name => name[0] == 'p'))
        {
            byte[] content = (await gallery.Snapshots.GetBlobClient(blob).DownloadContentAsync(Token)).Value.Content.ToArray();
            Assert.All(names.Take(20), name => Assert.Equal(-1, content.AsSpan().IndexOf(PhotoIdBytes(name))));
        }
    }

    private static byte[] PhotoIdBytes(string name) => Convert.FromHexString(Samples.HashOf(name));

    private static Task<SnapshotReport> KeepAsync(TestGallery gallery, RecognitionModel? model = null) =>
        new SnapshotKeeper(gallery.Store, gallery.Storage.Snapshots, new SnapshotRules { MinFaces = 1, MinChanges = 1 }, TimeProvider.System).RunAsync(model ?? Model, Token);

    private static Task<bool> WriteAsync(TestGallery gallery, string name, int seed) =>
        gallery.Store.ReplaceAsync(Samples.Photo(name, 1, person: $"person {seed % 9}"), Samples.Faces(1, seed, $"person {seed % 9}"), Samples.Yes, Token);

    private static Task<bool> WriteAsync(IGallerySnapshots snapshots, int partition, string bundle, string? replaced, byte[] content) =>
        snapshots.WriteAsync(partition, bundle, replaced, async (stream, token) => await stream.WriteAsync(content, token), Token);

    private static async Task<string> VersionAsync(IGallerySnapshots snapshots)
    {
        using SnapshotFile? file = await snapshots.OpenAsync(7, "a", Token);
        return file!.Version;
    }

    private static async Task<string[]> NamesAsync(TestGallery gallery) => await gallery.Snapshots.GetBlobsAsync(cancellationToken: Token).Select(blob => blob.Name).ToArrayAsync(Token);
}
