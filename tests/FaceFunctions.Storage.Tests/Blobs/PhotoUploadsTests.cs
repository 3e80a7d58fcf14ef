using Azure.Storage.Blobs.Models;
using FaceFunctions.Core.Gallery;
using FaceFunctions.Storage.Tests.Support;
using FaceFunctions.Testing;

namespace FaceFunctions.Storage.Tests.Blobs;

public class PhotoUploadsTests(TestAzurite azurite)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("ruan/7.jpg", null)]
    [InlineData("100% +#?.jpg", "Zoë 🙂")]
    [InlineData("日本/写真.jpg", "100%")]
    [InlineData("two//slashes/", "%41")]
    public async Task A_photo_is_written_with_its_person_and_type(string name, string? person)
    {
        TestGallery gallery = await TestGallery.CreateAsync(azurite);
        var path = new PhotoPath(gallery.Container, name);
        string eTag = await WrittenAsync(gallery, new PhotoUpload(path, new byte[] { 1, 2, 3 }, "image/png", person));

        PhotoBlob found = (await gallery.Photos.FindAsync(path, Token))!;
        Assert.Equal((eTag, 3, person), (found.ETag, found.Length, found.Person));
        BlobProperties properties = await gallery.Blobs.GetBlobContainerClient(gallery.Container).GetBlobClient(name).GetPropertiesAsync(cancellationToken: Token);
        Assert.Equal(("image/png", BlobType.Block), (properties.ContentType, properties.BlobType));
    }

    [Fact]
    public async Task A_photo_replaces_content_and_metadata_of_the_one_before()
    {
        TestGallery gallery = await TestGallery.CreateAsync(azurite);
        var path = new PhotoPath(gallery.Container, "a.jpg");
        string first = await WrittenAsync(gallery, new PhotoUpload(path, new byte[] { 1, 2, 3 }, "image/png", "anna"));
        string second = await WrittenAsync(gallery, new PhotoUpload(path, new byte[] { 4 }, "image/jpeg"));

        Assert.NotEqual(first, second);
        PhotoBlob found = (await gallery.Photos.FindAsync(path, Token))!;
        Assert.Equal((second, null), (found.ETag, found.Person));
        Assert.Equal([4], (await gallery.Photos.DownloadAsync(found, Token))!.Value.ToArray());
    }

    [Fact]
    public async Task A_photo_that_should_be_new_leaves_what_is_there()
    {
        TestGallery gallery = await TestGallery.CreateAsync(azurite);
        var upload = new PhotoUpload(new PhotoPath(gallery.Container, "a.jpg"), new byte[] { 1 }, "image/jpeg", OnlyNew: true);
        string eTag = await WrittenAsync(gallery, upload);
        Assert.IsType<PhotoUploadOutcome.AlreadyThere>(await gallery.Storage.Uploads.WriteAsync(upload with { Content = new byte[] { 2 } }, Token));
        Assert.Equal(eTag, (await gallery.Photos.FindAsync(upload.Path, Token))!.ETag);
    }

    [Theory]
    [InlineData("\"0x8D0000000000000\"")]
    [InlineData("\"never given\"")]
    [InlineData("*")]
    public async Task A_version_that_is_not_there_replaces_nothing(string version)
    {
        TestGallery gallery = await TestGallery.CreateAsync(azurite);
        var upload = new PhotoUpload(new PhotoPath(gallery.Container, "a.jpg"), new byte[] { 1 }, "image/jpeg", Version: version);
        Assert.IsType<PhotoUploadOutcome.OtherVersion>(await gallery.Storage.Uploads.WriteAsync(upload, Token));
        Assert.Null(await gallery.Photos.FindAsync(upload.Path, Token));

        string first = await WrittenAsync(gallery, upload with { Version = null });
        string second = await WrittenAsync(gallery, upload with { Version = version == "*" ? "*" : first });
        Assert.IsType<PhotoUploadOutcome.OtherVersion>(await gallery.Storage.Uploads.WriteAsync(upload with { Version = first }, Token));
        Assert.Equal(second, (await gallery.Photos.FindAsync(upload.Path, Token))!.ETag);
    }

    [Theory]
    [InlineData("..")]
    [InlineData("../other/a.jpg")]
    [InlineData("x/../../other/a.jpg")]
    [InlineData("./a.jpg")]
    [InlineData("")]
    public async Task A_name_that_no_photo_can_have_writes_nothing(string name)
    {
        TestGallery gallery = await TestGallery.CreateAsync(azurite);
        string other = gallery.Options.Containers[1];
        var upload = new PhotoUpload(new PhotoPath(gallery.Container, name.Replace("other", other, StringComparison.Ordinal)), new byte[] { 1 }, "image/jpeg");
        Assert.IsType<PhotoUploadOutcome.ImpossibleName>(await gallery.Storage.Uploads.WriteAsync(upload, Token));
        foreach (string container in gallery.Options.Containers)
        {
            Assert.Empty((await gallery.Photos.ListAsync(container, "", null, 10, Token)).Blobs);
        }
    }

    [Fact]
    public async Task A_missing_container_is_created()
    {
        TestGallery gallery = TestGallery.Uncreated(azurite);
        var path = new PhotoPath(gallery.Container, "a.jpg");
        string eTag = await WrittenAsync(gallery, new PhotoUpload(path, new byte[9_000_001], "image/jpeg", OnlyNew: true));
        Assert.Equal(eTag, (await gallery.Photos.FindAsync(path, Token))!.ETag);
    }

    private static async Task<string> WrittenAsync(TestGallery gallery, PhotoUpload upload) =>
        Assert.IsType<PhotoUploadOutcome.Written>(await gallery.Storage.Uploads.WriteAsync(upload, Token)).ETag;
}
