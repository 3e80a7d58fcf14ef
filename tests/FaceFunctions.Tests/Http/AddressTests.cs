using System.Net;
using FaceFunctions.LocalHost.Hosting;
using FaceFunctions.Tests.Support;

namespace FaceFunctions.Tests.Http;

/// <summary>Addresses of photos and people mean the same however a host hands paths on: decoded and encoded anew, or byte for byte.</summary>
public class AddressTests(AddressTests.BothManners gallery) : IClassFixture<AddressTests.BothManners>
{
    private static byte[] Photo => Pictures.Landscape(32, 32);

    /// <summary>Names that blobs can have; with whether a path can say them, beside the query, which says all.</summary>
    public static TheoryData<string, bool> PhotoNames => new()
    {
        { "alice/1.jpg", true },
        { "no folder", true },
        { "percent/100%.jpg", true },
        { "percent/%41.jpg", true },
        { "percent/%2e%2e.jpg", true },
        { "percent/%252F.jpg", true },
        { "percent/%2F.jpg", false },
        { "percent/%2f.jpg", false },
        { "plus+plus/a b.jpg", true },
        { "fragment/#1.jpg", true },
        { "query/?x=y&z.jpg", true },
        { "semi;colon,comma/it's \"q\".jpg", true },
        { "two//slashes.jpg", false },
        { "slash at the end/", false },
        { "trailing/dot.", true },
        { "trailing./dot/1.jpg", true },
        { "dots/...", true },
        { "dots/.hidden/..x/1.jpg", true },
        { "é/日本/写真.jpg", true },
        { "combining/e\u0301.jpg", true },
        { "non-bmp/😀👩‍👩‍👧/𝒳.jpg", true },
        { "back\\slash.jpg", true },
        { new string('n', 1020) + ".jpg", true },
        { new string('日', 1024), false },
        { string.Concat(Enumerable.Repeat("😀", 512)), true },
    };

    public static TheoryData<string, bool> PeopleNames => new()
    {
        { "alice", true },
        { "Zoë Zebrafink", true },
        { "with/slash", true },
        { "two//slashes", false },
        { "100% + #1?&=;", true },
        { "%41", true },
        { "%2F", false },
        { ".", false },
        { "..", false },
        { "a/../b", false },
        { "dot.", true },
        { "😀𝒳 日本", true },
    };

    [Theory]
    [MemberData(nameof(PhotoNames))]
    public async Task A_photo_is_shown_and_deleted_by_every_address_of_its_name(string name, bool inPath)
    {
        string whole = Uri.EscapeDataString(name);
        string bySegment = string.Join('/', name.Split('/').Select(Uri.EscapeDataString));
        string[] addresses = ["/api/photo?path=" + whole, .. inPath ? new[] { "/api/photos/" + whole, "/api/photos/" + bySegment } : []];
        foreach (GalleryApp app in gallery.Apps)
        {
            foreach (string address in addresses.Distinct())
            {
                await app.EnrollAsync(name, Photo);
                Assert.Equal("gallery/" + name, (await app.GetAsync(address)).Ok().GetProperty("photo").GetString());
                Assert.Equal(1, (await app.DeleteAsync(address)).Ok().GetProperty("deletedPhotos").GetInt32());
                (await app.GetAsync(addresses[0])).Problem(HttpStatusCode.NotFound, "photo-not-found");
                Assert.Null(await app.ReadAsync("gallery", name));
            }
        }
    }

    [Theory]
    [MemberData(nameof(PeopleNames))]
    public async Task A_person_is_erased_by_every_address_of_the_name(string name, bool inPath)
    {
        string escaped = Uri.EscapeDataString(name);
        foreach (GalleryApp app in gallery.Apps)
        {
            foreach (string address in new[] { "/api/person?name=" + escaped, inPath ? "/api/people/" + escaped : null }.OfType<string>())
            {
                await app.EnrollAsync("people/upload.jpg", Photo, name);
                Assert.Equal(1, (await app.DeleteAsync(address)).Ok().GetProperty("deletedPhotos").GetInt32());
                Assert.Null(await app.ReadAsync("gallery", "people/upload.jpg"));
            }
        }
    }

    [Theory]
    [InlineData("meant/slash.jpg", "/api/photos/meant/slash.jpg")]
    [InlineData("meant/slash.jpg", "/api/photos/meant%2Fslash.jpg")]
    [InlineData("meant/slash.jpg", "/api/photos/meant%2fslash.jpg")]
    [InlineData("meant/slash.jpg", "/api/photos/meant%252Fslash.jpg")]
    public async Task Every_spelling_of_a_slash_is_a_slash(string name, string address)
    {
        foreach (GalleryApp app in gallery.Apps)
        {
            await app.EnrollAsync(name, Photo);
            Assert.Equal("gallery/" + name, (await app.GetAsync(address)).Ok().GetProperty("photo").GetString());
        }
    }

    [Theory]
    [InlineData("exact/a/../b.jpg")]
    [InlineData("exact/a/./b.jpg")]
    [InlineData("exact/a/%2E%2E/b.jpg")]
    [InlineData("../gallery/exact/b.jpg")]
    [InlineData("exact/a%2F..%2Fb.jpg")]
    public async Task An_exact_address_means_no_other_photo(string name)
    {
        foreach (GalleryApp app in gallery.Apps)
        {
            await app.EnrollAsync("exact/b.jpg", Photo);
            await app.EnrollAsync("exact/a/b.jpg", Photo);
            (await app.PhotoAsync(name)).Problem(HttpStatusCode.NotFound, "photo-not-found");
            (await app.DeletePhotoAsync(name)).Problem(HttpStatusCode.NotFound, "photo-not-found");
            (await app.PhotoAsync("exact/b.jpg")).Ok();
            (await app.PhotoAsync("exact/a/b.jpg")).Ok();
        }
    }

    /// <summary>One gallery behind two hosts, one of each manner.</summary>
    public sealed class BothManners : OwnGallery, IAsyncLifetime
    {
        private GalleryApp? _verbatim;

        public IEnumerable<GalleryApp> Apps => [App, _verbatim!];

        async ValueTask IAsyncDisposable.DisposeAsync()
        {
            if (_verbatim is { } verbatim)
            {
                await verbatim.DisposeAsync();
            }

            await DisposeAsync();
        }

        protected override async Task PrepareAsync(GalleryApp app) => _verbatim = await GalleryApp.StartAsync(ConnectionString, proxy: ProxyManner.Verbatim);
    }
}
