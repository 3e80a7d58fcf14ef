using System.Globalization;
using Azure.Data.Tables;
using FaceFunctions.Core.Gallery;
using FaceFunctions.Storage.Tests.Support;
using FaceFunctions.Testing;

namespace FaceFunctions.Storage.Tests.Tables;

public class ChangesTests(TestAzurite azurite)
{
    private const int Partition = 7;

    private static readonly string[] Names = [.. Samples.NamesIn(Partition).Take(300)];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Load_of_an_empty_partition_begins_at_zero()
    {
        TestGallery gallery = await TestGallery.CreateAsync(azurite);

        LoadedFaces loaded = await gallery.Store.LoadAllAsync(Partition, Samples.Bundle, Token);

        Assert.Empty(loaded.Faces);
        Assert.Equal(ChangePosition.Start, loaded.Position);
        Assert.Equal("", await ChangesAsync(gallery, 0));
    }

    [Fact]
    public async Task Load_gives_the_named_faces_of_the_bundle_alone()
    {
        TestGallery gallery = await TestGallery.CreateAsync(azurite);
        await WriteAsync(gallery, Names[0], 3, "anna");
        await WriteAsync(gallery, Names[1], 2, null);
        await WriteAsync(gallery, Names[2], 2, "ben", bundle: "bundle-b");
        await WriteAsync(gallery, Names[3], 1, "O'Neil \"x\" 🙂");
        await WriteAsync(gallery, Samples.NamesIn(8).First(), 1, "elsewhere");

        LoadedFaces loaded = await gallery.Store.LoadAllAsync(Partition, Samples.Bundle, Token);

        Assert.Equal([(Names[0], "anna"), (Names[3], "O'Neil \"x\" 🙂")], loaded.Faces.Select(face => (face.Photo, face.Person)).Order());
        Assert.Equal(await gallery.PlaceAsync(Partition, 4), loaded.Position);
    }

    [Fact]
    public async Task Load_reads_more_faces_than_one_page_holds()
    {
        TestGallery gallery = await TestGallery.CreateAsync(azurite);
        for (int i = 0; i < 13; i++)
        {
            await gallery.Store.ReplaceAsync(Samples.Photo(Names[i], 90), [.. Samples.Faces(90, seed: i).Select(face => face with { Person = "ruan" })], Samples.Yes, Token);
        }

        LoadedFaces loaded = await gallery.Store.LoadAllAsync(Partition, Samples.Bundle, Token);

        Assert.Equal(13 * 90, loaded.Faces.Count);
    }

    [Fact]
    public async Task What_is_written_between_the_requests_of_a_load_is_in_it_or_in_the_changes_after_it()
    {
        TestGallery gallery = await TestGallery.CreateAsync(azurite);
        await WriteAsync(gallery, Names[0], 1, "anna");
        await using var proxy = new TableProxy(azurite.ConnectionString);
        int requests = 0;
        proxy.BeforeRequest = _ => WriteAsync(gallery, Names[++requests], 1, "ben");

        LoadedFaces loaded = await gallery.Over(proxy.ConnectionString).Gallery.LoadAllAsync(Partition, Samples.Bundle, Token);
        GalleryChanges changes = (await gallery.Store.ReadChangesAsync(Partition, loaded.Position, Samples.Bundle, Token))!;

        Assert.True(requests > 0);
        IEnumerable<string> seen = loaded.Faces.Select(face => face.Photo).Concat(changes.Photos.Select(photo => NameOf(photo.Id))).Distinct();
        Assert.Equal(Names.Take(requests + 1).Order(StringComparer.Ordinal), seen.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Changes_show_each_photo_once_as_it_is_now()
    {
        TestGallery gallery = await TestGallery.CreateAsync(azurite);
        await WriteAsync(gallery, Names[0], 1, "anna");
        await WriteAsync(gallery, Names[1], 1, "ben");
        ChangePosition since = (await gallery.Store.LoadAllAsync(Partition, Samples.Bundle, Token)).Position;
        await WriteAsync(gallery, Names[0], 3, "anna", version: 2);
        await WriteAsync(gallery, Names[0], 2, "anne", version: 3);
        await gallery.Store.RemoveAsync(Names[1], Samples.Yes, Token);
        await WriteAsync(gallery, Names[2], 2, null);
        await WriteAsync(gallery, Names[3], 2, "cora", bundle: "bundle-b");
        await WriteAsync(gallery, Names[4], 0, null);
        await WriteAsync(gallery, Samples.NamesIn(8).First(), 1, "elsewhere");

        Assert.Equal(
            string.Join(" | ", new[] { $"{Names[0]}: anne", $"{Names[1]}:", $"{Names[2]}:", $"{Names[3]}:", $"{Names[4]}:" }.Order(StringComparer.Ordinal)),
            await ChangesAsync(gallery, since.Number));
        GalleryChanges changes = (await gallery.Store.ReadChangesAsync(Partition, since, Samples.Bundle, Token))!;
        Assert.Equal(await gallery.PlaceAsync(Partition, since.Number + 6), changes.Position);
        IEnumerable<TableEntity> rows = (await RawTable.ReadAsync(gallery.Table)).Where(row => row.PartitionKey == RawTable.Partition(Partition));
        RawTable.AssertNamedFaces(rows, Samples.Bundle, changes.Photos.SelectMany(photo => photo.Faces));
        Assert.Equal("", await ChangesAsync(gallery, changes.Position.Number));
    }

    [Fact]
    public async Task Changes_since_zero_are_all_of_them()
    {
        TestGallery gallery = await TestGallery.CreateAsync(azurite);
        await WriteAsync(gallery, Names[0], 1, "anna");

        Assert.Equal($"{Names[0]}: anna", await ChangesAsync(gallery, 0));
    }

    [Fact]
    public async Task Changes_cost_one_request_when_there_are_none()
    {
        TestGallery gallery = await TestGallery.CreateAsync(azurite);
        await WriteAsync(gallery, Names[0], 1, "anna");
        await using var proxy = new TableProxy(azurite.ConnectionString);
        IGalleryStore store = gallery.Over(proxy.ConnectionString).Gallery;

        ChangePosition here = await gallery.PlaceAsync(Partition, 1);
        GalleryChanges? changes = await store.ReadChangesAsync(Partition, here, Samples.Bundle, Token);

        Assert.Equal(here, changes?.Position);
        Assert.Equal(1, proxy.Requests);
    }

    [Fact]
    public async Task Trim_leaves_the_newest_changes_and_sends_those_who_are_behind_to_load()
    {
        TestGallery gallery = await TestGallery.CreateAsync(azurite);
        await ForgeLogAsync(gallery, 1, 1250, _ => Names[0]);

        Assert.Equal(250, await gallery.Store.TrimChangesAsync(Partition, Token));
        Assert.Equal(0, await gallery.Store.TrimChangesAsync(Partition, Token));

        List<TableEntity> rows = await RawTable.ReadAsync(gallery.Table);
        Assert.Equal(1000, RawTable.Log(rows, Partition).Length);
        RawTable.AssertConsistent(rows);
        Assert.Null(await ChangesAsync(gallery, 0));
        Assert.Null(await ChangesAsync(gallery, 100));
        Assert.Null(await ChangesAsync(gallery, 249));
        Assert.Equal($"{Names[0]}:", await ChangesAsync(gallery, 251));
        Assert.Equal("", await ChangesAsync(gallery, 1250));
    }

    [Fact]
    public async Task Trim_keeps_a_short_log()
    {
        TestGallery gallery = await TestGallery.CreateAsync(azurite);
        await ForgeLogAsync(gallery, 1, 1000, _ => Names[0]);

        Assert.Equal(0, await gallery.Store.TrimChangesAsync(Partition, Token));
        Assert.Equal(0, await gallery.Store.TrimChangesAsync(Partition + 1, Token));
    }

    [Fact]
    public async Task Trim_by_two_at_once_while_others_write_leaves_a_log_without_gaps()
    {
        TestGallery gallery = await TestGallery.CreateAsync(azurite);
        await ForgeLogAsync(gallery, 1, 1700, _ => Names[0]);

        await Task.WhenAll([
            gallery.Store.TrimChangesAsync(Partition, Token),
            gallery.Store.TrimChangesAsync(Partition, Token),
            .. Names.Take(10).Select(name => WriteAsync(gallery, name, 1, "anna")),
        ]);
        await gallery.Store.TrimChangesAsync(Partition, Token);

        List<TableEntity> rows = await RawTable.ReadAsync(gallery.Table);
        Assert.Equal(1000, RawTable.Log(rows, Partition).Length);
        RawTable.AssertConsistent(rows);
    }

    [Fact]
    public async Task Changes_of_very_many_photos_are_left_to_a_load()
    {
        TestGallery gallery = await TestGallery.CreateAsync(azurite);
        await ForgeLogAsync(gallery, 1, 201, i => Names[i]);

        Assert.Null(await ChangesAsync(gallery, 0));
        Assert.Equal(200, (await gallery.Store.ReadChangesAsync(Partition, await gallery.PlaceAsync(Partition, 1), Samples.Bundle, Token))!.Photos.Count);
    }

    [Fact]
    public async Task Changes_longer_than_one_page_are_read_to_their_end()
    {
        TestGallery gallery = await TestGallery.CreateAsync(azurite);
        await ForgeLogAsync(gallery, 1, 2100, i => Names[i % 50]);

        GalleryChanges changes = (await gallery.Store.ReadChangesAsync(Partition, ChangePosition.Start, Samples.Bundle, Token))!;

        Assert.Equal(2100, changes.Position.Number);
        Assert.Equal(50, changes.Photos.Count);
    }

    [Fact]
    public async Task A_gap_in_the_log_sends_to_load()
    {
        TestGallery gallery = await TestGallery.CreateAsync(azurite);
        await ForgeLogAsync(gallery, 1, 10, _ => Names[0]);
        await gallery.Table.DeleteEntityAsync(RawTable.Partition(Partition), "log|0000000000000000006", cancellationToken: Token);

        Assert.Null(await ChangesAsync(gallery, 3));
        Assert.NotNull(await ChangesAsync(gallery, 7));
    }

    [Fact]
    public async Task A_table_that_began_anew_sends_to_load()
    {
        TestGallery gallery = await TestGallery.CreateAsync(azurite);
        await WriteAsync(gallery, Names[0], 1, "anna");

        Assert.Null(await ChangesAsync(gallery, 500));
    }

    [Fact]
    public async Task A_table_that_began_anew_sends_to_load_also_when_its_log_is_as_long()
    {
        TestGallery gallery = await TestGallery.CreateAsync(azurite);
        await WriteAsync(gallery, Names[0], 1, "anna");
        ChangePosition before = (await gallery.Store.LoadAllAsync(Partition, Samples.Bundle, Token)).Position;
        foreach (TableEntity row in await RawTable.ReadAsync(gallery.Table))
        {
            await gallery.Table.DeleteEntityAsync(row, cancellationToken: Token);
        }

        await WriteAsync(gallery, Names[1], 1, "ben");
        await WriteAsync(gallery, Names[2], 1, "cora");

        Assert.Equal(1, before.Number);
        Assert.Null(await gallery.Store.ReadChangesAsync(Partition, before, Samples.Bundle, Token));
        Assert.Null(await gallery.Store.ReadChangedIdsAsync(Partition, before, Token));
    }

    [Fact]
    public async Task Changed_ids_are_those_of_every_bundle_and_number()
    {
        TestGallery gallery = await TestGallery.CreateAsync(azurite);
        await WriteAsync(gallery, Names[0], 1, "anna");
        ChangePosition since = (await gallery.Store.LoadAllAsync(Partition, Samples.Bundle, Token)).Position;
        await WriteAsync(gallery, Names[1], 1, "ben", bundle: "bundle-b");
        await gallery.Store.RemoveAsync(Names[0], Samples.Yes, Token);
        await WriteAsync(gallery, Names[1], 1, "ben");

        Assert.Equal(Names[..2].Order(), (await gallery.Store.ReadChangedIdsAsync(Partition, since, Token))!.Select(NameOf).Order());
        Assert.Empty((await gallery.Store.ReadChangedIdsAsync(Partition, await gallery.PlaceAsync(Partition, 4), Token))!);
        await ForgeLogAsync(gallery, 5, 400, i => Names[i % 250]);
        Assert.Equal(250, (await gallery.Store.ReadChangedIdsAsync(Partition, since, Token))!.Count);
    }

    public static TheoryData<string, object?> Damages => new()
    {
        { "Vector", null },
        { "Vector", Array.Empty<byte>() },
        { "Vector", new byte[30] },
        { "Vector", new byte[32] },
        { "Vector", "text" },
        { "Photo", null },
        { "Photo", "another.jpg" },
        { "Photo", 7 },
    };

    [Theory]
    [MemberData(nameof(Damages))]
    public async Task A_damaged_row_is_counted_and_costs_no_other(string column, object? value)
    {
        TestGallery gallery = await TestGallery.CreateAsync(azurite);
        await WriteAsync(gallery, Names[0], 1, "anna");
        await WriteAsync(gallery, Names[1], 1, "ben");
        TableEntity row = (await RawTable.ReadAsync(gallery.Table)).Single(row => row.RowKey.StartsWith("face|" + Samples.HashOf(Names[1]), StringComparison.Ordinal));
        row.Remove(column);
        if (value is not null)
        {
            row[column] = value;
        }

        await gallery.Table.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace, Token);

        LoadedFaces loaded = await gallery.Store.LoadAllAsync(Partition, Samples.Bundle, Token);
        GalleryChanges changes = (await gallery.Store.ReadChangesAsync(Partition, ChangePosition.Start, Samples.Bundle, Token))!;

        Assert.Equal(["anna"], loaded.Faces.Select(face => face.Person));
        Assert.Equal(1, loaded.Damaged);
        Assert.Equal(["anna"], changes.Photos.SelectMany(photo => photo.Faces).Select(face => face.Person));
        Assert.Equal([(Names[1], 1)], changes.Photos.Where(photo => photo.Faces.Count == 0).Select(photo => (NameOf(photo.Id), photo.Damaged)));
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    public async Task Loading_and_following_the_changes_while_others_write_ends_at_the_truth(int seed)
    {
        TestGallery gallery = await TestGallery.CreateAsync(azurite);
        string[] names = Names[..12];
        await Task.WhenAll(names.Take(6).Select((name, i) => WriteAsync(gallery, name, 2, $"before-{i}")));
        Task writing = Task.WhenAll(Enumerable.Range(0, 3).Select(writer => Task.Run(() => WriteSomeAsync(new Random((seed * 10) + writer)), Token)));

        LoadedFaces loaded = await gallery.Store.LoadAllAsync(Partition, Samples.Bundle, Token);
        var known = loaded.Faces.GroupBy(face => face.Photo).ToDictionary(group => group.Key, group => group.ToArray());
        ChangePosition since = loaded.Position;
        bool last;
        do
        {
            last = writing.IsCompleted;
            GalleryChanges changes = (await gallery.Store.ReadChangesAsync(Partition, since, Samples.Bundle, Token))!;
            Assert.InRange(changes.Position.Number, since.Number, long.MaxValue);
            since = changes.Position;
            foreach (ChangedPhoto photo in changes.Photos)
            {
                known[NameOf(photo.Id)] = [.. photo.Faces];
            }
        }
        while (!last);

        await writing;
        List<TableEntity> rows = await RawTable.ReadAsync(gallery.Table);
        RawTable.AssertNamedFaces(rows, Samples.Bundle, known.Values.SelectMany(faces => faces));
        RawTable.AssertConsistent(rows);

        async Task WriteSomeAsync(Random random)
        {
            for (int i = 0; i < 40; i++)
            {
                string name = names[random.Next(names.Length)];
                if (random.Next(4) == 0)
                {
                    await gallery.Store.RemoveAsync(name, Samples.Yes, Token);
                }
                else
                {
                    await WriteAsync(gallery, name, random.Next(0, 4), random.Next(5) == 0 ? null : $"person-{random.Next(100)}", version: random.Next(1, 1000), bundle: random.Next(6) == 0 ? "bundle-b" : Samples.Bundle);
                }
            }
        }
    }

    private static Task<bool> WriteAsync(TestGallery gallery, string name, int faces, string? person, int version = 1, string bundle = Samples.Bundle) =>
        gallery.Store.ReplaceAsync(Samples.Photo(name, faces, bundle, version), Samples.Faces(faces, version, person), Samples.Yes, Token);

    /// <summary>The changes as <c>photo: person | photo: person</c>, in the order of names; null when the store says load.</summary>
    private static async Task<string?> ChangesAsync(TestGallery gallery, long since)
    {
        GalleryChanges? changes = await gallery.Store.ReadChangesAsync(Partition, await gallery.PlaceAsync(Partition, since), Samples.Bundle, Token);
        return changes is null
            ? null
            : string.Join(" | ", changes.Photos.Select(photo => string.Join(' ', photo.Faces.Select(face => face.Person).Prepend(NameOf(photo.Id) + ":"))).Order(StringComparer.Ordinal));
    }

    private static string NameOf(PhotoId id) => Names.Single(name => Samples.HashOf(name) == id.ToString());

    /// <summary>Writes a log in a few requests, without photos.</summary>
    private static async Task ForgeLogAsync(TestGallery gallery, int first, int last, Func<int, string> name)
    {
        string partition = RawTable.Partition(Partition);
        foreach (int[] numbers in Enumerable.Range(first, last - first + 1).Chunk(100))
        {
            await gallery.Table.SubmitTransactionAsync(
                numbers.Select(i => new TableTransactionAction(
                    TableTransactionActionType.Add,
                    new TableEntity(partition, "log|" + i.ToString("D19", CultureInfo.InvariantCulture))
                    {
                        ["PhotoHash"] = Samples.HashOf(name(i - 1)),
                        ["At"] = TimeProvider.System.GetUtcNow(),
                        ["Write"] = "-",
                    })),
                Token);
        }

        await gallery.Table.UpsertEntityAsync(new TableEntity(partition, "head") { ["LastChange"] = (long)last }, TableUpdateMode.Replace, Token);
    }
}
