using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using FaceFunctions.Core.Gallery;
using FaceFunctions.Storage.Tests.Support;
using FaceFunctions.Testing;

namespace FaceFunctions.Storage.Tests.Blobs;

public class PhotoBlobsTests(TestAzurite azurite)
{
    /// <summary>Names that Azure takes; a name with a segment <c>.</c> or <c>..</c> can be in no request.</summary>
    public static TheoryData<string> Awkward =>
    [
        "plain.jpg",
        "ruan/7.jpg",
        "it's \"quoted\".jpg",
        "100%.jpg",
        "%2F%25%zz.jpg",
        "a#b?c&d=e+f.jpg",
        "emoji 🙂👩‍👩‍👧/é.jpg",
        "שלום/‏מִבְחָן.jpg",
        " leading space.jpg",
        "trailing.dots...",
        "dots/...jpg",
        "a..b.jpg",
        "[square]{curly}|pipe^.jpg",
        new string('x', 1024),
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Awkward))]
    public async Task A_blob_of_any_name_is_found_listed_downloaded_and_deleted(string name)
    {
        TestGallery gallery = await TestGallery.CreateAsync(azurite);
        byte[] content = [1, 2, 3];
        await UploadAsync(gallery, name, content);
        var path = new PhotoPath(gallery.Container, name);

        PhotoBlob found = (await gallery.Photos.FindAsync(path, Token))!;
        Assert.Equal(path, found.Path);
        Assert.Equal(content.Length, found.Length);
        Assert.Equal(content, (await gallery.Photos.DownloadAsync(found, Token))!.Value.ToArray());

        PhotoBlob listed = Assert.Single((await gallery.Photos.ListAsync(gallery.Container, "", null, 10, Token)).Blobs);
        Assert.Equal(found, listed);

        Assert.True(gallery.Storage.Uris.TryParseOwn(new Uri(gallery.Blobs.GetBlobContainerClient(gallery.Container).GetBlobClient(name).Uri.AbsoluteUri), out PhotoPath parsed));
        Assert.Equal(path, parsed);

        Assert.True(await gallery.Photos.DeleteAsync(path, Token));
        Assert.False(await gallery.Photos.DeleteAsync(path, Token));
        Assert.Null(await gallery.Photos.FindAsync(path, Token));
    }

    [Theory]
    [InlineData("..")]
    [InlineData("../other/a.jpg")]
    [InlineData("x/../../other/a.jpg")]
    [InlineData("./a.jpg")]
    [InlineData("x/..")]
    public async Task A_name_that_would_climb_out_of_its_container_is_no_blob(string name)
    {
        TestGallery gallery = await TestGallery.CreateAsync(azurite);
        string other = gallery.Options.Containers[1];
        name = name.Replace("other", other, StringComparison.Ordinal);
        await gallery.Blobs.GetBlobContainerClient(other).UploadBlobAsync("a.jpg", BinaryData.FromString("secret"), Token);
        await UploadAsync(gallery, "a.jpg", [1]);
        var path = new PhotoPath(gallery.Container, name);

        Assert.Null(await gallery.Photos.FindAsync(path, Token));
        Assert.Null(await gallery.Photos.DownloadAsync(new PhotoBlob(path, "*", default, 1, null), Token));
        Assert.False(await gallery.Photos.DeleteAsync(path, Token));
        await Assert.ThrowsAsync<ArgumentException>(() => gallery.Photos.WriteJsonAsync(path, "{}"u8.ToArray(), Token));
        Assert.NotNull(await gallery.Photos.FindAsync(new PhotoPath(other, "a.jpg"), Token));
        Assert.NotNull(await gallery.Photos.FindAsync(new PhotoPath(gallery.Container, "a.jpg"), Token));
    }

    [Fact]
    public async Task A_name_that_no_blob_can_have_is_no_blob()
    {
        TestGallery gallery = await TestGallery.CreateAsync(azurite);
        string[] names = ["", "\ud83d", "back\\slash.jpg", "tab\t.jpg", "\u0001", "\u007f", "\ufffe", new('x', 1025), string.Concat(Enumerable.Repeat("🙂", 512))];
        foreach (string name in names)
        {
            var path = new PhotoPath(gallery.Container, name);
            Assert.Null(await gallery.Photos.FindAsync(path, Token));
            Assert.False(await gallery.Photos.DeleteAsync(path, Token));
        }

        foreach (string container in new[] { "", "..", "No_Container", "a/b", "é" })
        {
            Assert.Null(await gallery.Photos.FindAsync(new PhotoPath(container, "a.jpg"), Token));
        }
    }

    [Fact]
    public async Task Download_gives_the_asked_version_or_nothing()
    {
        TestGallery gallery = await TestGallery.CreateAsync(azurite);
        var path = new PhotoPath(gallery.Container, "a.jpg");
        await UploadAsync(gallery, "a.jpg", [1, 2, 3]);
        PhotoBlob first = (await gallery.Photos.FindAsync(path, Token))!;
        await UploadAsync(gallery, "a.jpg", [4, 5]);
        PhotoBlob second = (await gallery.Photos.FindAsync(path, Token))!;

        Assert.NotEqual(first.ETag, second.ETag);
        Assert.Null(await gallery.Photos.DownloadAsync(first, Token));
        Assert.Equal([4, 5], (await gallery.Photos.DownloadAsync(second, Token))!.Value.ToArray());
        await gallery.Photos.DeleteAsync(path, Token);
        Assert.Null(await gallery.Photos.DownloadAsync(second, Token));
    }

    [Fact]
    public async Task Delete_of_a_version_leaves_every_other_one()
    {
        TestGallery gallery = await TestGallery.CreateAsync(azurite);
        var path = new PhotoPath(gallery.Container, "a.jpg");
        BlobClient blob = gallery.Blobs.GetBlobContainerClient(gallery.Container).GetBlobClient("a.jpg");
        await blob.UploadAsync(BinaryData.FromBytes([1, 2, 3]), overwrite: true, Token);
        PhotoBlob first = (await gallery.Photos.FindAsync(path, Token))!;
        await blob.UploadAsync(BinaryData.FromBytes([4, 5]), overwrite: true, Token);
        PhotoBlob second = (await gallery.Photos.FindAsync(path, Token))!;

        Assert.False(await gallery.Photos.DeleteAsync(first, Token));
        Assert.NotNull(await gallery.Photos.FindAsync(path, Token));
        Assert.True(await gallery.Photos.DeleteAsync(second, Token));
        Assert.False(await gallery.Photos.DeleteAsync(second, Token));
        Assert.Null(await gallery.Photos.FindAsync(path, Token));
    }

    [Fact]
    public async Task Download_gives_empty_and_large_blobs()
    {
        TestGallery gallery = await TestGallery.CreateAsync(azurite);
        byte[] large = new byte[9_000_001];
        new Random(1).NextBytes(large);
        foreach (byte[] content in new[] { [], large })
        {
            await UploadAsync(gallery, "a.jpg", content);
            PhotoBlob blob = (await gallery.Photos.FindAsync(new PhotoPath(gallery.Container, "a.jpg"), Token))!;
            Assert.Equal(content, (await gallery.Photos.DownloadAsync(blob, Token))!.Value.ToArray());
        }
    }

    [Theory]
    [InlineData("Ruan", "Ruan")]
    [InlineData("Zo%C3%AB%20%F0%9F%99%82", "Zoë 🙂")]
    [InlineData("100%", "100%")]
    [InlineData("%FF%E9t%E9", "%FF%E9t%E9")]
    [InlineData("a+b", "a+b")]
    public async Task Person_metadata_is_percent_decoded(string written, string expected)
    {
        TestGallery gallery = await TestGallery.CreateAsync(azurite);
        await UploadAsync(gallery, "a.jpg", [1], new() { ["album"] = "x", ["PERSON"] = written });

        Assert.Equal(expected, (await gallery.Photos.FindAsync(new PhotoPath(gallery.Container, "a.jpg"), Token))!.Person);
        Assert.Equal(expected, (await gallery.Photos.ListAsync(gallery.Container, "", null, 1, Token)).Blobs[0].Person);
    }

    [Fact]
    public async Task Person_is_null_without_metadata()
    {
        TestGallery gallery = await TestGallery.CreateAsync(azurite);
        await UploadAsync(gallery, "a.jpg", [1], new() { ["personal"] = "x" });

        Assert.Null((await gallery.Photos.FindAsync(new PhotoPath(gallery.Container, "a.jpg"), Token))!.Person);
        Assert.Null((await gallery.Photos.ListAsync(gallery.Container, "", null, 1, Token)).Blobs[0].Person);
    }

    [Theory]
    [InlineData("Ana Öztürk")]
    [InlineData("100% + 日本 / 👩‍👩‍👧")]
    [InlineData("%2F")]
    public async Task SetPerson_changes_the_person_and_nothing_else(string person)
    {
        TestGallery gallery = await TestGallery.CreateAsync(azurite);
        var path = new PhotoPath(gallery.Container, "ana/1.jpg");
        await UploadAsync(gallery, path.Name, [1, 2, 3], new() { ["Album"] = "x", ["PERSON"] = "before" });
        PhotoBlob before = (await gallery.Photos.FindAsync(path, Token))!;

        PhotoBlob after = (await gallery.Photos.SetPersonAsync(before, person, Token))!;

        Assert.NotEqual(before.ETag, after.ETag);
        Assert.Equal(after, await gallery.Photos.FindAsync(path, Token));
        Assert.Equal((person, before.Length), (after.Person, after.Length));
        Assert.Equal([1, 2, 3], (await gallery.Photos.DownloadAsync(after, Token))!.Value.ToArray());
        BlobProperties stored = await gallery.Blobs.GetBlobContainerClient(path.Container).GetBlobClient(path.Name).GetPropertiesAsync(cancellationToken: Token);
        Assert.Equal(["person", "x"], stored.Metadata.Select(pair => pair.Key == "person" ? pair.Key : pair.Value).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task SetPerson_writes_nothing_where_the_version_is_no_longer_the_present_one()
    {
        TestGallery gallery = await TestGallery.CreateAsync(azurite);
        var path = new PhotoPath(gallery.Container, "a.jpg");
        await UploadAsync(gallery, path.Name, [1]);
        PhotoBlob before = (await gallery.Photos.FindAsync(path, Token))!;
        await UploadAsync(gallery, path.Name, [2]);

        Assert.Null(await gallery.Photos.SetPersonAsync(before, "ana", Token));
        Assert.Null((await gallery.Photos.FindAsync(path, Token))!.Person);
        Assert.Null(await gallery.Photos.SetPersonAsync(before with { Path = path with { Name = "gone.jpg" } }, "ana", Token));
        Assert.Null(await gallery.Photos.SetPersonAsync(before with { Path = path with { Name = "a/../b.jpg" } }, "ana", Token));
    }

    [Fact]
    public async Task List_gives_every_name_once_in_order_page_by_page()
    {
        TestGallery gallery = await TestGallery.CreateAsync(azurite);
        string[] names = [.. Enumerable.Range(0, 23).Select(i => $"{(i % 2 == 0 ? "anna" : "ben é")}/{i}.jpg").Order(StringComparer.Ordinal)];
        await Task.WhenAll(names.Select(name => UploadAsync(gallery, name, [1])));

        Assert.Equal(names, await AllAsync(""));
        Assert.Equal(names.Where(name => name.StartsWith("ben é/", StringComparison.Ordinal)), await AllAsync("ben é/"));
        Assert.Empty(await AllAsync("nobody/"));

        async Task<List<string>> AllAsync(string prefix)
        {
            var listed = new List<string>();
            string? continuation = null;
            do
            {
                PhotoBlobPage page = await gallery.Photos.ListAsync(gallery.Container, prefix, continuation, 5, Token);
                Assert.InRange(page.Blobs.Count, 0, 5);
                Assert.All(page.Blobs, blob => Assert.Equal(gallery.Container, blob.Path.Container));
                listed.AddRange(page.Blobs.Select(blob => blob.Path.Name));
                continuation = page.Continuation;
                Assert.Matches("^[A-Za-z0-9._-]*$", continuation ?? "");
            }
            while (continuation is not null);
            return listed;
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("b1.")]
    [InlineData("b1.%%%")]
    public async Task List_refuses_a_token_it_did_not_give(string token)
    {
        TestGallery gallery = await TestGallery.CreateAsync(azurite);

        await Assert.ThrowsAsync<ArgumentException>(() => gallery.Photos.ListAsync(gallery.Container, "", token, 10, Token));
    }

    [Fact]
    public async Task Delete_takes_the_snapshots_too()
    {
        TestGallery gallery = await TestGallery.CreateAsync(azurite);
        await UploadAsync(gallery, "a.jpg", [1]);
        await gallery.Blobs.GetBlobContainerClient(gallery.Container).GetBlobClient("a.jpg").CreateSnapshotAsync(cancellationToken: Token);

        Assert.True(await gallery.Photos.DeleteAsync(new PhotoPath(gallery.Container, "a.jpg"), Token));

        var options = new GetBlobsOptions { States = BlobStates.All };
        Assert.Empty(await gallery.Blobs.GetBlobContainerClient(gallery.Container).GetBlobsAsync(options, Token).ToListAsync(Token));
    }

    [Fact]
    public async Task Delete_of_a_leased_blob_does_not_say_that_there_was_none()
    {
        TestGallery gallery = await TestGallery.CreateAsync(azurite);
        await UploadAsync(gallery, "a.jpg", [1]);
        BlobClient blob = gallery.Blobs.GetBlobContainerClient(gallery.Container).GetBlobClient("a.jpg");
        await blob.GetBlobLeaseClient().AcquireAsync(TimeSpan.FromSeconds(-1), cancellationToken: Token);

        await Assert.ThrowsAsync<Azure.RequestFailedException>(() => gallery.Photos.DeleteAsync(new PhotoPath(gallery.Container, "a.jpg"), Token));
    }

    [Fact]
    public async Task A_missing_container_has_no_blobs()
    {
        TestGallery gallery = TestGallery.Uncreated(azurite);
        var path = new PhotoPath(gallery.Container, "a.jpg");

        Assert.Null(await gallery.Photos.FindAsync(path, Token));
        Assert.Null(await gallery.Photos.DownloadAsync(new PhotoBlob(path, "\"0x1\"", default, 1, null), Token));
        Assert.False(await gallery.Photos.DeleteAsync(path, Token));
        PhotoBlobPage page = await gallery.Photos.ListAsync(gallery.Container, "", null, 10, Token);
        Assert.Empty(page.Blobs);
        Assert.Null(page.Continuation);
    }

    [Fact]
    public async Task WriteJson_creates_the_container_and_replaces_what_was_there()
    {
        TestGallery gallery = TestGallery.Uncreated(azurite);
        var path = new PhotoPath(gallery.Container, "probe é.jpg.json");

        await gallery.Photos.WriteJsonAsync(path, """{"faces":[1,2,3]}"""u8.ToArray(), Token);
        await gallery.Photos.WriteJsonAsync(path, """{"faces":[]}"""u8.ToArray(), Token);

        BlobDownloadResult stored = await gallery.Blobs.GetBlobContainerClient(path.Container).GetBlobClient(path.Name).DownloadContentAsync(Token);
        Assert.Equal("""{"faces":[]}""", stored.Content.ToString());
        Assert.Equal("application/json", stored.Details.ContentType);
    }

    private static async Task UploadAsync(TestGallery gallery, string name, byte[] content, Dictionary<string, string>? metadata = null)
    {
        BlobClient blob = gallery.Blobs.GetBlobContainerClient(gallery.Container).GetBlobClient(name);
        await blob.UploadAsync(BinaryData.FromBytes(content), new BlobUploadOptions { Metadata = metadata }, Token);
    }
}
