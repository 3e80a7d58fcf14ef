using Azure.Storage.Blobs;
using FaceFunctions.Core.Gallery;
using FaceFunctions.Hosting;
using FaceFunctions.Storage;
using FaceFunctions.Triggers;
using Microsoft.Extensions.Logging.Abstractions;

namespace FaceFunctions.Tests.Triggers;

public class BlobTriggersTests
{
    private const string Azurite = "UseDevelopmentStorage=true";

    private readonly BlobTriggers _triggers = new(new GalleryStorage(new StorageOptions { ConnectionString = Azurite }).Uris, NullLogger<BlobTriggers>.Instance);

    [Theory]
    [InlineData("ruan/7.jpg")]
    [InlineData("/slashes at its ends/")]
    [InlineData("100% + #1?.jpg")]
    public void PathOf_takes_the_name_as_the_trigger_gave_it(string name) =>
        Assert.Equal(new PhotoPath("gallery", name), _triggers.PathOf(new BlobClient(Azurite, "gallery", name), name, "gallery"));

    [Theory]
    [InlineData("http://127.0.0.1:10000/devstoreaccount1/probes/x.jpg")]
    [InlineData("http://127.0.0.1:10000/devstoreaccount1/results/x.jpg")]
    [InlineData("http://127.0.0.1:10000/otheraccount/gallery/x.jpg")]
    [InlineData("http://127.0.0.1:10099/devstoreaccount1/gallery/x.jpg")]
    [InlineData("https://127.0.0.1:10000/devstoreaccount1/gallery/x.jpg")]
    [InlineData("https://example.blob.core.windows.net/gallery/x.jpg")]
    public void PathOf_refuses_a_blob_of_another_container_or_account(string address) =>
        Assert.Throws<InvocationFailedException>(() => _triggers.PathOf(new BlobClient(new Uri(address)), "x.jpg", "gallery"));

    [Theory]
    [InlineData(0)]
    [InlineData(PhotoPath.MaxNameLength + 1)]
    public void PathOf_refuses_a_name_that_no_blob_has(int length) =>
        Assert.Throws<InvocationFailedException>(() => _triggers.PathOf(new BlobClient(Azurite, "gallery", "x.jpg"), new string('n', length), "gallery"));
}
