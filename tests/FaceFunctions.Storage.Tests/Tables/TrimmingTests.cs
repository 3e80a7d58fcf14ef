using System.Globalization;
using Azure.Data.Tables;
using FaceFunctions.Core.Gallery;
using FaceFunctions.Storage.Tests.Support;
using FaceFunctions.Testing;

namespace FaceFunctions.Storage.Tests.Tables;

/// <summary>What goes from the change log by its age, and what readers see of that.</summary>
public class TrimmingTests(TestAzurite azurite)
{
    private const int Partition = 7;

    private static readonly string[] Names = [.. Samples.NamesIn(Partition).Take(12)];

    private static readonly string[] Hashes = [.. Names.Select(Samples.HashOf)];

    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Entries_stay_for_a_day_and_then_go_or_are_blank()
    {
        TestGallery gallery = await TestGallery.CreateAsync(azurite);
        await WriteAsync(gallery.Store, Names[0], 1);
        await WriteAsync(gallery.Store, Names[1], 1);
        await WriteAsync(gallery.Later(TimeSpan.FromHours(12)), Names[2], 1);

        Assert.Equal(0, await gallery.Later(Kept - TimeSpan.FromMinutes(30)).TrimChangesAsync(Partition, Token));
        Assert.Equal(Hashes[..3], await LogAsync(gallery));
        Assert.Equal(2, await gallery.Later(Kept + TimeSpan.FromMinutes(30)).TrimChangesAsync(Partition, Token));
        Assert.Equal([Hashes[2]], await LogAsync(gallery));
        Assert.Equal(0, await gallery.Later(Kept + TimeSpan.FromHours(13)).TrimChangesAsync(Partition, Token));
        Assert.Equal(["-"], await LogAsync(gallery));
        Assert.Equal(0, await gallery.Later(Kept + TimeSpan.FromHours(13)).TrimChangesAsync(Partition, Token));

        RawTable.AssertConsistent(await RawTable.ReadAsync(gallery.Table));
    }

    [Fact]
    public async Task A_blank_entry_satisfies_who_knows_it_sends_others_to_load_and_goes_when_a_newer_one_is_there()
    {
        TestGallery gallery = await TestGallery.CreateAsync(azurite);
        await WriteAsync(gallery.Store, Names[0], 1);
        await WriteAsync(gallery.Store, Names[1], 1);
        IGalleryStore later = gallery.Later(2 * Kept);
        await later.TrimChangesAsync(Partition, Token);

        Assert.Equal("", await ChangesAsync(gallery, 2));
        Assert.Null(await ChangesAsync(gallery, 1));
        Assert.Null(await ChangesAsync(gallery, 0));
        await WriteAsync(later, Names[2], 1);
        Assert.Equal(Hashes[2], await ChangesAsync(gallery, 2));
        Assert.Null(await ChangesAsync(gallery, 1));
        Assert.Equal(1, await later.TrimChangesAsync(Partition, Token));
        Assert.Equal([Hashes[2]], await LogAsync(gallery));
        Assert.Null(await ChangesAsync(gallery, 2));
        Assert.Equal("", await ChangesAsync(gallery, 3));
    }

    [Fact]
    public async Task Entries_of_an_older_version_are_read_and_go_with_the_first_trim()
    {
        TestGallery gallery = await TestGallery.CreateAsync(azurite);
        await WriteAsync(gallery.Store, Names[0], 1);
        await WriteAsync(gallery.Store, Names[1], 1);
        await RawTable.MakeLogOldAsync(gallery.Table, Partition, Names);
        Assert.Equal(Names[..2], await LogAsync(gallery));
        await WriteAsync(gallery.Store, Names[2], 1);

        Assert.Equal(string.Join(' ', Hashes[..3].Order(StringComparer.Ordinal)), await ChangesAsync(gallery, 0));
        Assert.Equal(2, await gallery.Store.TrimChangesAsync(Partition, Token));
        Assert.Equal([Hashes[2]], await LogAsync(gallery));
        Assert.Equal("", await ChangesAsync(gallery, 3));
        Assert.Null(await ChangesAsync(gallery, 1));
    }

    [Fact]
    public async Task The_newest_entry_of_an_older_version_is_blanked_by_the_first_trim()
    {
        TestGallery gallery = await TestGallery.CreateAsync(azurite);
        await WriteAsync(gallery.Store, Names[0], 1);
        await RawTable.MakeLogOldAsync(gallery.Table, Partition, Names);

        await gallery.Store.TrimChangesAsync(Partition, Token);
        await gallery.Store.TrimChangesAsync(Partition, Token);

        Assert.Equal(["-"], await LogAsync(gallery));
        Assert.Equal("", await ChangesAsync(gallery, 1));
    }

    [Fact]
    public async Task An_entry_by_a_clock_that_is_behind_takes_those_before_it_along()
    {
        TestGallery gallery = await TestGallery.CreateAsync(azurite);
        await WriteAsync(gallery.Store, Names[0], 1);
        await WriteAsync(gallery.Later(-2 * Kept), Names[1], 1);
        await WriteAsync(gallery.Store, Names[2], 1);

        Assert.Equal(2, await gallery.Store.TrimChangesAsync(Partition, Token));

        Assert.Equal([Hashes[2]], await LogAsync(gallery));
        RawTable.AssertConsistent(await RawTable.ReadAsync(gallery.Table));
    }

    [Fact]
    public async Task A_write_whose_answer_was_lost_is_recognised_though_its_entry_was_blanked()
    {
        TestGallery gallery = await TestGallery.CreateAsync(azurite);
        await using var proxy = new TableProxy(azurite.ConnectionString);
        IGalleryStore store = gallery.Over(proxy.ConnectionString).Gallery;
        proxy.AnswersToLose = 1;
        proxy.AfterAnswer = path => path.EndsWith("$batch", StringComparison.Ordinal) ? gallery.Later(2 * Kept).TrimChangesAsync(Partition, Token) : Task.CompletedTask;

        Assert.True(await WriteAsync(store, Names[0], 1));

        Assert.True(proxy.AnswersToLose <= 0);
        Assert.Equal(["-"], await LogAsync(gallery));
    }

    [Theory]
    [InlineData(21)]
    [InlineData(22)]
    [InlineData(23)]
    public async Task Following_the_changes_while_others_write_erase_and_trim_by_age_ends_at_the_truth(int seed)
    {
        TestGallery gallery = await TestGallery.CreateAsync(azurite);
        await Task.WhenAll(Names.Take(6).Select((name, i) => WriteAsync(gallery.Store, name, i)));
        await RawTable.MakeLogOldAsync(gallery.Table, Partition, Names);
        Task writing = Task.WhenAll(Enumerable.Range(0, 3).Select(writer => Task.Run(() => WriteSomeAsync(new Random((seed * 10) + writer)), Token)));
        Task trimming = Task.Run(TrimWhileWritingAsync, Token);
        IGalleryStore store = gallery.Store;
        var known = new Dictionary<string, NamedFace[]>();
        ChangePosition? since = null;
        bool last;
        int loads = 0;
        do
        {
            last = writing.IsCompleted && trimming.IsCompleted;
            if (since is { } place && await store.ReadChangesAsync(Partition, place, Samples.Bundle, Token) is { } changes)
            {
                foreach (ChangedPhoto photo in changes.Photos)
                {
                    known[photo.Id.ToString()] = [.. photo.Faces];
                }

                since = changes.Position;
                continue;
            }

            loads++;
            LoadedFaces loaded = await store.LoadAllAsync(Partition, Samples.Bundle, Token);
            known = loaded.Faces.GroupBy(face => Samples.HashOf(face.Photo)).ToDictionary(group => group.Key, group => group.ToArray());
            since = loaded.Position;
        }
        while (!last);

        await Task.WhenAll(writing, trimming);
        Assert.InRange(loads, 1, int.MaxValue);
        List<TableEntity> rows = await RawTable.ReadAsync(gallery.Table);
        RawTable.AssertNamedFaces(rows, Samples.Bundle, known.Values.SelectMany(faces => faces));
        RawTable.AssertConsistent(rows);

        async Task WriteSomeAsync(Random random)
        {
            for (int i = 0; i < 40; i++)
            {
                string name = Names[random.Next(Names.Length)];
                _ = random.Next(3) == 0 ? await gallery.Store.RemoveAsync(name, Samples.Yes, Token) : await WriteAsync(gallery.Store, name, random.Next(1000));
            }
        }

        async Task TrimWhileWritingAsync()
        {
            var random = new Random(seed);
            IGalleryStore later = gallery.Later(2 * Kept);
            while (!writing.IsCompleted)
            {
                await Task.WhenAll(later.TrimChangesAsync(Partition, Token), gallery.Store.TrimChangesAsync(Partition, Token));
                await Task.Delay(random.Next(60), Token);
            }
        }
    }

    private static Task<bool> WriteAsync(IGalleryStore store, string name, int version) => store.ReplaceAsync(
        Samples.Photo(name, 1, version: version),
        Samples.Faces(1, version, string.Create(CultureInfo.InvariantCulture, $"person {version}")),
        Samples.Yes,
        Token);

    private static async Task<string[]> LogAsync(TestGallery gallery) => RawTable.Log(await RawTable.ReadAsync(gallery.Table), Partition);

    /// <summary>The hashes of the photos that changed; null when the store says load.</summary>
    private static async Task<string?> ChangesAsync(TestGallery gallery, long since) =>
        await gallery.Store.ReadChangesAsync(Partition, await gallery.PlaceAsync(Partition, since), Samples.Bundle, Token) is { } changes
            ? string.Join(' ', changes.Photos.Select(photo => photo.Id.ToString()).Order(StringComparer.Ordinal))
            : null;
}
