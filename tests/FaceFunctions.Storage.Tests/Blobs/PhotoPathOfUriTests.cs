using FaceFunctions.Core.Gallery;
using FaceFunctions.Storage.Blobs;

namespace FaceFunctions.Storage.Tests.Blobs;

public class PhotoPathOfUriTests
{
    private const string Azure = "DefaultEndpointsProtocol=https;AccountName=faces;AccountKey=AAAA;EndpointSuffix=core.windows.net";

    private const string Development = "UseDevelopmentStorage=true";

    [Theory]
    [InlineData(Azure, "https://faces.blob.core.windows.net/gallery/ruan/7.jpg", "ruan/7.jpg")]
    [InlineData(Azure, "https://FACES.blob.core.windows.net:443/gallery/ruan/7.jpg?sv=2026&sig=x", "ruan/7.jpg")]
    [InlineData(Azure, "https://faces.blob.core.windows.net/gallery/2026/a%20b/%C3%A9t%C3%A9%23%25.jpg", "2026/a b/été#%.jpg")]
    [InlineData(Azure, "https://faces.blob.core.windows.net/gallery//a.jpg", "/a.jpg")]
    [InlineData(Development, "http://127.0.0.1:10000/devstoreaccount1/gallery/2026/a%20b/%C3%A9t%C3%A9.jpg", "2026/a b/été.jpg")]
    public void TryParseOwn_reads_our_own_blobs(string connection, string uri, string name)
    {
        Assert.True(Uris(connection).TryParseOwn(new Uri(uri), out PhotoPath path));

        Assert.Equal(PhotoPath.InGallery(name), path);
    }

    [Theory]
    [InlineData(Azure, "https://other.blob.core.windows.net/gallery/a.jpg")]
    [InlineData(Azure, "https://faces.blob.core.windows.net.evil.example/gallery/a.jpg")]
    [InlineData(Azure, "https://faces.blob.core.windows.net@evil.example/gallery/a.jpg")]
    [InlineData(Azure, "http://faces.blob.core.windows.net/gallery/a.jpg")]
    [InlineData(Azure, "https://faces.blob.core.windows.net:444/gallery/a.jpg")]
    [InlineData(Azure, "https://faces.blob.core.windows.net/gallery")]
    [InlineData(Azure, "https://faces.blob.core.windows.net/gallery/")]
    [InlineData(Azure, "https://faces.blob.core.windows.net/")]
    [InlineData(Azure, "https://faces.blob.core.windows.net/gallery/a.jpg?snapshot=2026-01-01T00:00:00.0000000Z")]
    [InlineData(Azure, "https://faces.blob.core.windows.net/gallery/a.jpg?versionid=2026-01-01T00:00:00.0000000Z")]
    [InlineData(Azure, "http://127.0.0.1:10000/devstoreaccount1/gallery/a.jpg")]
    [InlineData(Azure, "file:///gallery/a.jpg")]
    [InlineData(Development, "http://127.0.0.1:10000/otheraccount/gallery/a.jpg")]
    [InlineData(Development, "http://127.0.0.1:10001/devstoreaccount1/gallery/a.jpg")]
    [InlineData(Development, "http://127.0.0.2:10000/devstoreaccount1/gallery/a.jpg")]
    [InlineData(Development, "https://faces.blob.core.windows.net/gallery/a.jpg")]
    public void TryParseOwn_refuses_everything_else(string connection, string uri)
    {
        Assert.False(Uris(connection).TryParseOwn(new Uri(uri), out PhotoPath path));

        Assert.Equal(default, path);
    }

    [Fact]
    public void TryParseOwn_refuses_what_is_no_address()
    {
        Assert.False(Uris(Azure).TryParseOwn(null, out _));
        Assert.False(Uris(Azure).TryParseOwn(new Uri("gallery/a.jpg", UriKind.Relative), out _));
    }

    private static PhotoPathOfUri Uris(string connection) => new GalleryStorage(new StorageOptions { ConnectionString = connection }).Uris;
}
