using FaceFunctions.Core.Gallery;
using FaceFunctions.Storage.Tests.Support;
using FaceFunctions.Testing;

namespace FaceFunctions.Storage.Tests.Tables;

public class NamedFacesTests(TestAzurite azurite)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task FindNamed_reads_the_named_faces_of_the_bundle_in_the_order_of_the_ids()
    {
        TestGallery gallery = await TestGallery.CreateAsync(azurite);
        await WriteAsync(gallery, "a.jpg", "ana");
        await WriteAsync(gallery, "b.jpg", null);
        await WriteAsync(gallery, "c/ö.jpg", "cleo");
        await WriteAsync(gallery, "d.jpg", "dan", bundle: "bundle-b");
        string[] names = ["c/ö.jpg", "nobody.jpg", "b.jpg", "d.jpg", "a.jpg"];

        IReadOnlyList<ChangedPhoto> found = await gallery.Store.FindNamedAsync([.. names.Select(PhotoId.Of)], Samples.Bundle, Token);

        Assert.Equal(names.Select(PhotoId.Of), found.Select(photo => photo.Id));
        Assert.Equal([("c/ö.jpg", "cleo"), null, null, null, ("a.jpg", "ana")], found.Select(photo => photo.Faces.Count == 0 ? ((string, string)?)null : (photo.Faces.Single().Photo, photo.Faces.Single().Person)));
        Assert.Equal(Samples.Faces(2, seed: 5, "ana")[0].Embedding.ToBytes(), found[4].Faces[0].Embedding.ToBytes());
        Assert.Empty(await gallery.Store.FindNamedAsync([], Samples.Bundle, Token));
    }

    private static async Task WriteAsync(TestGallery gallery, string name, string? person, string bundle = Samples.Bundle) => Assert.True(
        await gallery.Store.ReplaceAsync(Samples.Photo(name, 2, bundle, person: person ?? "ruan"), Samples.Faces(2, seed: 5, person), Samples.Yes, Token));
}
