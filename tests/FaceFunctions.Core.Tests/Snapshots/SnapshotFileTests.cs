using FaceFunctions.Core.Gallery;
using FaceFunctions.Core.Matching;
using FaceFunctions.Core.Matching.Codes;
using FaceFunctions.Core.Recognition;
using FaceFunctions.Core.Snapshots;
using FaceFunctions.Core.Tests.Matching;
using FaceFunctions.Core.Tests.Support;

namespace FaceFunctions.Core.Tests.Snapshots;

/// <summary>The format: what is written is read, and nothing else is taken for it.</summary>
public class SnapshotFileTests
{
    private static readonly SnapshotKey Key = new(3, 16, "bundle-a");

    private static readonly ChangePosition Position = new(12_345_678_901, "0123456789abcdef0123456789abcdef");

    private static readonly Dictionary<PhotoId, int> Misfits = new() { [PhotoId.Of("bad.jpg")] = 2, [PhotoId.Of("worse.jpg")] = 1 };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1, 1)]
    [InlineData(5, 3)]
    [InlineData(64, 30)]
    [InlineData(129, 100)]
    public async Task A_snapshot_finds_what_the_rows_found(int dimension, int ofEachKind)
    {
        // Above one chunk for the last; several photos of a person, several faces of a photo, names of every kind.
        FaceEmbedding[] embeddings = AdversarialVectors.Of(7, dimension, ofEachKind);
        NamedFace[] faces = [.. embeddings.Select((embedding, i) => new NamedFace($"né {i / 2} 🙂/\u0001{i / 2}.jpg", $"person {i / 2 % 37} Ö", embedding))];
        var builder = new FaceIndexBuilder(dimension);
        Fill(builder.Rows(0), faces);
        byte[] file = await WriteAsync(builder.Rows(0));

        (SnapshotOutcome outcome, FaceIndexBuilder read) = await ReadAsync(file, dimension);

        var loaded = Assert.IsType<SnapshotOutcome.Loaded>(outcome);
        Assert.Equal(Position, loaded.Position);
        Assert.Equal(Misfits, loaded.Misfits);
        FaceIndex index = read.Build();
        foreach (float[] query in AdversarialVectors.Queries(11, dimension))
        {
            IndexOracle.AssertFinds(index, faces, query, 7, default, MatchUnit.Person);
            IndexOracle.AssertFinds(index, faces, query, 7, default, MatchUnit.Photo);
        }

        IndexOracle.AssertAgrees(index, faces, embeddings[0], top: 3);
    }

    [Fact]
    public async Task Rows_that_were_removed_are_not_in_it()
    {
        var random = new Random(5);
        NamedFace[] faces = [.. Enumerable.Range(0, 2500).Select(i => new NamedFace($"{i}.jpg", $"{i % 100}", Vectors.Random(random, 8)))];
        var builder = new FaceIndexBuilder(8);
        Fill(builder.Rows(0), faces);
        foreach (NamedFace face in faces.Where((_, i) => i % 5 == 0))
        {
            builder.Replace(face.Photo, []);
        }

        byte[] file = await WriteAsync(builder.Rows(0));
        (SnapshotOutcome outcome, FaceIndexBuilder read) = await ReadAsync(file, 8);

        Assert.IsType<SnapshotOutcome.Loaded>(outcome);
        Assert.Equal(2000, read.RowCount);
        Assert.Equal(-1, file.AsSpan().IndexOf("1000.jpg"u8));
        IndexOracle.AssertAgrees(read.Build(), [.. faces.Where((_, i) => i % 5 != 0)], faces[0].Embedding, top: 5);
    }

    [Fact]
    public async Task Rows_that_were_read_go_on_as_others_do()
    {
        var random = new Random(6);
        NamedFace[] faces = [.. Enumerable.Range(0, 1500).Select(i => new NamedFace($"{i}.jpg", $"{i % 300}", Vectors.Random(random, 8)))];
        var builder = new FaceIndexBuilder(8);
        Fill(builder.Rows(0), faces);
        (_, FaceIndexBuilder read) = await ReadAsync(await WriteAsync(builder.Rows(0)), 8);
        var now = faces.ToDictionary(face => face.Photo);

        for (int change = 0; change < 3000; change++)
        {
            string photo = $"{random.Next(2000)}.jpg";
            if (random.Next(2) == 0)
            {
                now.Remove(photo);
                read.Replace(photo, []);
            }
            else
            {
                now[photo] = new NamedFace(photo, $"{random.Next(400)}", Vectors.Random(random, 8));
                read.Replace(photo, [now[photo]]);
            }
        }

        IndexOracle.AssertAgrees(read.Build(), now.Values, faces[0].Embedding, top: 9);
    }

    [Fact]
    public async Task An_empty_partition_is_a_snapshot_too()
    {
        var builder = new FaceIndexBuilder(4);

        (SnapshotOutcome outcome, FaceIndexBuilder read) = await ReadAsync(await WriteAsync(builder.Rows(0)), 4);

        Assert.IsType<SnapshotOutcome.Loaded>(outcome);
        Assert.Equal(0, read.RowCount);
    }

    [Fact]
    public async Task No_changed_byte_is_overlooked()
    {
        byte[] file = await SmallAsync();
        byte[] changed = [.. file];
        for (int at = 0; at < file.Length; at++)
        {
            foreach (byte mask in new byte[] { 0x01, 0x80, 0xFF })
            {
                changed[at] ^= mask;
                await AssertRefusedAsync(changed, $"byte {at} ^ {mask}");
                changed[at] = file[at];
            }
        }
    }

    [Fact]
    public async Task No_missing_or_added_byte_is_overlooked()
    {
        byte[] file = await SmallAsync();
        for (int length = 0; length < file.Length; length++)
        {
            await AssertRefusedAsync(file[..length], $"{length} bytes");
            await AssertRefusedAsync(file[..length], $"{length} bytes that said they were all", file.Length);
        }

        await AssertRefusedAsync([.. file, 0], "a byte more");
        await AssertRefusedAsync([.. file, 0], "a byte more that was not told of", file.Length);
    }

    [Fact]
    public async Task No_mixture_of_two_snapshots_is_taken_for_one()
    {
        // Of the same lengths: as if blocks of two uploads had been put together.
        byte[] a = await SmallAsync(seed: 1);
        byte[] b = await SmallAsync(seed: 2);
        Assert.Equal(a.Length, b.Length);
        for (int cut = 1; cut < a.Length; cut++)
        {
            byte[] mixed = [.. a[..cut], .. b[cut..]];
            if (!mixed.AsSpan().SequenceEqual(a) && !mixed.AsSpan().SequenceEqual(b))
            {
                await AssertRefusedAsync(mixed, $"cut at {cut}");
            }
        }
    }

    [Fact]
    public async Task Random_bytes_are_foreign()
    {
        byte[] noise = new byte[5000];
        new Random(1).NextBytes(noise);

        Assert.Equal(new SnapshotOutcome.Unusable(SnapshotFault.Foreign), (await ReadAsync(noise, 4)).Outcome);
    }

    [Fact]
    public async Task What_a_snapshot_is_of_is_said()
    {
        byte[] file = await SmallAsync();
        byte[] newer = [.. file];
        newer[8]++;

        Assert.Equal(SnapshotFault.OtherPartition, await FaultAsync(file, Key with { Partition = 4 }));
        Assert.Equal(SnapshotFault.OtherPartition, await FaultAsync(file, Key with { Partitions = 32 }));
        Assert.Equal(SnapshotFault.OtherBundle, await FaultAsync(file, Key with { BundleId = "bundle-b" }));
        Assert.Equal(SnapshotFault.OtherDimension, await FaultAsync(file, Key, dimension: 5));
        Assert.Equal(SnapshotFault.OtherVersion, await FaultAsync(newer, Key));
        Assert.Equal(SnapshotFault.WrongLength, await FaultAsync(file[..^1], Key));
        Assert.Null(await FaultAsync(file, Key));
    }

    [Fact]
    public async Task The_content_says_which_photos_a_snapshot_tells_of()
    {
        byte[] file = await SmallAsync();

        SnapshotContent? content = await SnapshotReader.ReadContentAsync(Open(file), Key, new RowLayout(4), Cancellation);

        Assert.Equal(Position, content!.Position);
        Assert.Equal(
            new[] { "0.jpg", "1.jpg", "2.jpg", "bad.jpg", "worse.jpg" }.Select(PhotoId.Of).OrderBy(id => id.Value),
            content.Photos.OrderBy(id => id.Value));
        Assert.Null(await SnapshotReader.ReadContentAsync(Open(file[..300]), Key, new RowLayout(4), Cancellation));
    }

    private static async Task<byte[]> SmallAsync(int seed = 1)
    {
        var random = new Random(seed);
        var builder = new FaceIndexBuilder(4);
        Fill(builder.Rows(0), [
            new NamedFace("0.jpg", "a", Vectors.Random(random, 4)),
            new NamedFace("1.jpg", "b", FaceEmbedding.FromModelOutput([1, 0, 0, 0])), // a wide row
            new NamedFace("2.jpg", "a", Vectors.Random(random, 4)),
        ]);
        return await WriteAsync(builder.Rows(0));
    }

    private static void Fill(PartitionRows rows, NamedFace[] faces)
    {
        foreach (IGrouping<string, NamedFace> photo in faces.GroupBy(face => face.Photo))
        {
            rows.Replace(PhotoId.Of(photo.Key), [.. photo]);
        }
    }

    private static async Task<byte[]> WriteAsync(PartitionRows rows)
    {
        using var stream = new MemoryStream();
        await new SnapshotWriter(Key, rows, Position, Misfits).WriteAsync(stream, Cancellation);
        return stream.ToArray();
    }

    private static SnapshotFile Open(byte[] file, int? length = null) => new(new MemoryStream(file), length ?? file.Length, "1", default);

    private static async Task<(SnapshotOutcome Outcome, FaceIndexBuilder Read)> ReadAsync(byte[] file, int dimension, SnapshotKey? key = null, int? length = null)
    {
        var builder = new FaceIndexBuilder(dimension);
        return (await SnapshotReader.ReadAsync(Open(file, length), key ?? Key, builder.Rows(0), Cancellation), builder);
    }

    private static async Task<SnapshotFault?> FaultAsync(byte[] file, SnapshotKey key, int dimension = 4) =>
        (await ReadAsync(file, dimension, key)).Outcome is SnapshotOutcome.Unusable unusable ? unusable.Fault : null;

    private static async Task AssertRefusedAsync(byte[] file, string what, int? length = null)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        (SnapshotOutcome outcome, FaceIndexBuilder read) = await ReadAsync(file, 4, length: length);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.True(outcome is SnapshotOutcome.Unusable, what);
        Assert.True(read.RowCount == 0 && read.Build() is { FaceCount: 0, PersonCount: 0 }, what);
        Assert.True(allocated < 1 << 20, $"{what}: {allocated} bytes");
    }
}
