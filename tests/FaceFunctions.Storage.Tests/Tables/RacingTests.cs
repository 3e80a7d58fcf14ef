using Azure.Data.Tables;
using FaceFunctions.Core.Gallery;
using FaceFunctions.Storage.Tests.Support;
using FaceFunctions.Testing;

namespace FaceFunctions.Storage.Tests.Tables;

/// <summary>Many writers at once, with seeded pauses in between so that they interleave in many ways.</summary>
public class RacingTests(TestAzurite azurite)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Writers_to_one_partition_all_get_through_and_each_is_logged_once()
    {
        TestGallery gallery = await TestGallery.CreateAsync(azurite);
        string[] names = [.. Samples.NamesIn(5).Take(32)];

        bool[] written = await Task.WhenAll(names.Select((name, i) =>
            gallery.Store.ReplaceAsync(Samples.Photo(name, i % 4), Samples.Faces(i % 4, seed: i), Samples.Yes, Token)));

        Assert.All(written, Assert.True);
        List<TableEntity> rows = await RawTable.ReadAsync(gallery.Table);
        Assert.Equal(names.Select(Samples.HashOf).Order(StringComparer.Ordinal), RawTable.Log(rows, 5).Order(StringComparer.Ordinal));
        RawTable.AssertConsistent(rows);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public async Task The_current_version_wins_whoever_writes_when(int seed)
    {
        TestGallery gallery = await TestGallery.CreateAsync(azurite);
        var random = new Random(seed);
        var blob = new FakeBlob();

        // Every upload or deletion of the blob sets off a worker, late and in any order, as triggers do.
        var workers = new List<Task<bool>>();
        for (int i = 0; i < 12; i++)
        {
            int version = blob.Change(gone: random.Next(4) == 0);
            int faces = random.Next(0, 6);
            int[] pauses = [random.Next(0, 30), random.Next(0, 10)];
            workers.Add(Task.Run(() => WorkAsync(version, faces, pauses), Token));
            if (random.Next(2) == 0)
            {
                await Task.Delay(random.Next(0, 10), Token);
            }
        }

        bool[] written = await Task.WhenAll(workers);

        StoredPhoto? stored = await gallery.Store.FindAsync("a.jpg", Token);
        Assert.Equal(blob.Current is { Gone: false } current ? $"\"0x{current.Version:X}\"" : null, stored?.Photo.BlobETag);
        List<TableEntity> rows = await RawTable.ReadAsync(gallery.Table);
        Assert.Equal(written.Count(was => was), RawTable.Log(rows, Samples.PartitionOf("a.jpg")).Length);
        RawTable.AssertConsistent(rows);

        async Task<bool> WorkAsync(int version, int faces, int[] pauses)
        {
            await Task.Delay(pauses[0], Token);
            (int current, bool gone) = blob.Current;
            if (gone)
            {
                return await gallery.Store.RemoveAsync("a.jpg", _ => AskAsync(() => blob.Current.Gone), Token);
            }

            // A worker for an old version still tries to write that one: the question must stop it.
            int mine = version % 2 == 0 ? version : current;
            return await gallery.Store.ReplaceAsync(Samples.Photo("a.jpg", faces, version: mine), Samples.Faces(faces, mine), _ => AskAsync(() => blob.Current == (mine, false)), Token);

            async Task<bool> AskAsync(Func<bool> question)
            {
                bool answer = question();
                await Task.Delay(pauses[1], Token);
                return answer;
            }
        }
    }

    [Fact]
    public async Task A_reader_never_sees_half_of_a_version()
    {
        TestGallery gallery = await TestGallery.CreateAsync(azurite);
        await gallery.Store.ReplaceAsync(Samples.Photo("a.jpg", 2, version: 1, person: "v1"), Samples.Faces(2, seed: 1, "v1"), Samples.Yes, Token);
        Task writing = WriteAsync();
        int reads = 0;
        while (!writing.IsCompleted)
        {
            StoredPhoto stored = (await gallery.Store.FindAsync("a.jpg", Token))!;
            reads++;

            // Version v has v % 7 + 1 faces, the first of them named after the version.
            int version = int.Parse(stored.Photo.Person[1..], System.Globalization.CultureInfo.InvariantCulture);
            Assert.Equal((version % 7) + 1, stored.Faces.Count);
            Assert.Equal(stored.Photo.Person, stored.Faces[0].Person);
        }

        await writing;
        Assert.True(reads > 0);

        async Task WriteAsync()
        {
            for (int version = 2; version <= 60; version++)
            {
                int count = (version % 7) + 1;
                await gallery.Store.ReplaceAsync(Samples.Photo("a.jpg", count, version: version, person: $"v{version}"), Samples.Faces(count, version, $"v{version}"), Samples.Yes, Token);
            }
        }
    }

    /// <summary>What the Blob service would say of one blob.</summary>
    private sealed class FakeBlob
    {
        private readonly Lock _lock = new();
        private (int Version, bool Gone) _current;

        public (int Version, bool Gone) Current
        {
            get
            {
                lock (_lock)
                {
                    return _current;
                }
            }
        }

        public int Change(bool gone)
        {
            lock (_lock)
            {
                _current = (_current.Version + 1, gone);
                return _current.Version;
            }
        }
    }
}
