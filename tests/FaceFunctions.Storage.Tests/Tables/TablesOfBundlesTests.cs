using Azure;
using Azure.Data.Tables;
using FaceFunctions.Core.Gallery;
using FaceFunctions.Storage.Tables;
using FaceFunctions.Storage.Tests.Support;
using FaceFunctions.Testing;

namespace FaceFunctions.Storage.Tests.Tables;

/// <summary>Which bundle gets which table, whoever comes when.</summary>
public class TablesOfBundlesTests(TestAzurite azurite)
{
    private const string A = "bundle-a-0123456789ab";

    private const string B = "bundle-b-0123456789ab";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_first_bundle_gets_the_first_table_and_every_other_one_of_its_own()
    {
        TestGallery gallery = TestGallery.Uncreated(azurite);

        Assert.Equal(Base(gallery), await OpenAsync(gallery, A));
        string ofB = await OpenAsync(gallery, B);
        string ofC = await OpenAsync(gallery, "bundle-c");

        Assert.Matches($"^{Base(gallery)}[0-9a-f]{{16}}$", ofB);
        Assert.Equal(3, new[] { Base(gallery), ofB, ofC }.Distinct().Count());
        for (int again = 0; again < 2; again++)
        {
            Assert.Equal(ofB, await OpenAsync(gallery, B));
            Assert.Equal(Base(gallery), await OpenAsync(gallery, A));
        }

        GalleryTable[] expected = [new(Base(gallery), A), new(ofB, B), new(ofC, "bundle-c")];
        Assert.Equal(expected.OrderBy(table => table.Name, StringComparer.Ordinal), await gallery.Storage.ListTablesAsync(Token));
    }

    [Fact]
    public async Task Rows_of_two_bundles_never_meet()
    {
        TestGallery gallery = TestGallery.Uncreated(azurite);
        GalleryStorage a = await StorageAsync(gallery, A);
        GalleryStorage b = await StorageAsync(gallery, B);
        PhotoRecord ofA = Samples.Photo("ruan/1.jpg", 1, bundle: A);
        PhotoRecord ofB = Samples.Photo("ruan/1.jpg", 2, bundle: B);

        await a.Gallery.ReplaceAsync(ofA, Samples.Faces(1, seed: 1), Samples.Yes, Token);
        await b.Gallery.ReplaceAsync(ofB, Samples.Faces(2, seed: 2), Samples.Yes, Token);

        Assert.Equal(ofA, (await a.Gallery.FindAsync("ruan/1.jpg", Token))!.Photo);
        Assert.Equal(ofB, (await b.Gallery.FindAsync("ruan/1.jpg", Token))!.Photo);
        await b.Gallery.WriteBookmarkAsync("job", "x", Token);
        Assert.Null(await a.Gallery.ReadBookmarkAsync("job", Token));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Of_those_who_come_at_once_one_bundle_gets_the_first_table_and_all_of_a_bundle_the_same(int round)
    {
        TestGallery gallery = TestGallery.Uncreated(azurite);
        string[] bundles = ["bundle-a", "bundle-b", "bundle-c"];
        string[] comers = [.. Enumerable.Range(round, 12).Select(i => bundles[i % 3])];

        string[] tables = await Task.WhenAll(comers.Select(bundle => OpenAsync(gallery, bundle)));

        Assert.Equal(3, comers.Zip(tables).Distinct().Count());
        Assert.Equal(3, tables.Distinct().Count());
        Assert.Contains(Base(gallery), tables);
        Assert.Equal(tables, await Task.WhenAll(comers.Select(bundle => OpenAsync(gallery, bundle))));
    }

    [Fact]
    public async Task A_claim_whose_answer_is_lost_is_known_as_our_own()
    {
        TestGallery gallery = TestGallery.Uncreated(azurite);
        await gallery.Table.CreateAsync(Token);
        await using var proxy = new TableProxy(azurite.ConnectionString);
        bool lost = false;
        proxy.AfterAnswer = _ => Task.CompletedTask;
        proxy.BeforeRequest = async path =>
        {
            // The claim was written by a request of ours that nobody answered.
            if (!lost && path.EndsWith(Base(gallery), StringComparison.Ordinal))
            {
                lost = true;
                await gallery.Table.AddEntityAsync(new TableEntity("table", "bundle") { ["BundleId"] = A }, Token);
            }
        };

        Assert.Equal(Base(gallery), (await gallery.Over(proxy.ConnectionString).OpenAsync(A, Token)).Name);
        Assert.True(lost);
    }

    [Fact]
    public async Task A_gallery_from_before_claims_stays_its_bundles()
    {
        TestGallery gallery = await BeforeClaimsAsync((A, 3));

        // Somebody of another bundle comes first, as in a rollout that brings this version and a new bundle together.
        Assert.NotEqual(Base(gallery), await OpenAsync(gallery, B));
        Assert.Equal(Base(gallery), await OpenAsync(gallery, A));
        Assert.Equal(3, (await RawTable.ReadAsync(gallery.Table)).Count(row => row.RowKey.StartsWith("photo|", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(A)]
    [InlineData(B)]
    public async Task A_gallery_from_before_claims_that_holds_two_bundles_is_the_first_ones_that_comes(string first)
    {
        TestGallery gallery = await BeforeClaimsAsync((A, 5), (B, 2));

        Assert.Equal(Base(gallery), await OpenAsync(gallery, first));
        Assert.NotEqual(Base(gallery), await OpenAsync(gallery, first == A ? B : A));
    }

    [Fact]
    public async Task A_gallery_from_before_claims_of_two_others_is_claimed_for_the_larger()
    {
        TestGallery gallery = await BeforeClaimsAsync((A, 2), (B, 5));

        Assert.NotEqual(Base(gallery), await OpenAsync(gallery, "bundle-c"));
        Assert.NotEqual(Base(gallery), await OpenAsync(gallery, A));
        Assert.Equal(Base(gallery), await OpenAsync(gallery, B));
    }

    [Fact]
    public async Task An_empty_table_from_before_claims_is_anybodys()
    {
        TestGallery gallery = await BeforeClaimsAsync();

        Assert.Equal(Base(gallery), await OpenAsync(gallery, B));
    }

    [Fact]
    public async Task After_the_first_table_is_deleted_its_successor_stays_where_it_is_and_the_next_bundle_may_have_it()
    {
        TestGallery gallery = TestGallery.Uncreated(azurite);
        await OpenAsync(gallery, A);
        GalleryStorage b = await StorageAsync(gallery, B);
        string ofB = b.TableName!;

        await b.DeleteTableAsync(new GalleryTable(Base(gallery), A), Token);
        await b.DeleteTableAsync(new GalleryTable(Base(gallery), A), Token);

        Assert.Equal([new GalleryTable(ofB, B)], await b.ListTablesAsync(Token));
        Assert.Equal(ofB, await OpenAsync(gallery, B));
        Assert.Equal(Base(gallery), await OpenAsync(gallery, "bundle-c"));
        Assert.Equal(ofB, await OpenAsync(gallery, B));
        Assert.NotEqual(Base(gallery), await OpenAsync(gallery, A));
        await Assert.ThrowsAsync<ArgumentException>(() => b.DeleteTableAsync(new GalleryTable(ofB, B), Token));
    }

    [Fact]
    public async Task Tables_that_only_look_alike_are_not_the_gallerys()
    {
        TestGallery gallery = TestGallery.Uncreated(azurite);
        await OpenAsync(gallery, A);
        foreach (string copy in new[] { "backup", "0123456789abcdeg", "0123456789abcde", "00123456789abcdef" })
        {
            await new TableClient(azurite.ConnectionString, Base(gallery) + copy).CreateAsync(Token);
        }

        Assert.Equal([new GalleryTable(Base(gallery), A)], await gallery.Storage.ListTablesAsync(Token));
    }

    [Fact]
    public async Task A_table_that_is_another_bundles_is_not_used()
    {
        TestGallery gallery = TestGallery.Uncreated(azurite);
        await OpenAsync(gallery, A);
        var table = new TableClient(azurite.ConnectionString, await OpenAsync(gallery, B));
        await table.UpdateEntityAsync(new TableEntity("table", "bundle") { ["BundleId"] = "bundle-x" }, ETag.All, TableUpdateMode.Replace, Token);

        await Assert.ThrowsAsync<InvalidDataException>(() => OpenAsync(gallery, B));
    }

    [Fact]
    public void Nothing_can_be_asked_before_a_table_is_open()
    {
        var storage = new GalleryStorage(TestGallery.Uncreated(azurite).Options);

        Assert.Null(storage.TableName);
        Assert.Throws<InvalidOperationException>(() => { _ = storage.Gallery.FindAsync("a.jpg", Token).GetAwaiter().GetResult(); });
    }

    private static string Base(TestGallery gallery) => gallery.Options.TableName;

    private static async Task<string> OpenAsync(TestGallery gallery, string bundle) => (await StorageAsync(gallery, bundle)).TableName!;

    private static async Task<GalleryStorage> StorageAsync(TestGallery gallery, string bundle)
    {
        var storage = new GalleryStorage(gallery.Options);
        GalleryTable table = await storage.OpenAsync(bundle, Token);
        Assert.Equal(new GalleryTable(storage.TableName!, bundle), table);
        return storage;
    }

    /// <summary>A gallery as versions before claims left it, with so many photos of each bundle.</summary>
    private async Task<TestGallery> BeforeClaimsAsync(params (string Bundle, int Photos)[] rows)
    {
        TestGallery gallery = TestGallery.Uncreated(azurite);
        await gallery.Table.CreateAsync(Token);
        foreach ((string bundle, int photos) in rows)
        {
            for (int i = 0; i < photos; i++)
            {
                await gallery.Store.ReplaceAsync(Samples.Photo($"{bundle}/{i}.jpg", 1, bundle), Samples.Faces(1, seed: i), Samples.Yes, Token);
            }
        }

        return gallery;
    }
}
