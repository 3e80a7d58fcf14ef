using Azure.Data.Tables;
using FaceFunctions.Core.Gallery;
using FaceFunctions.Storage.Tests.Support;
using FaceFunctions.Testing;

namespace FaceFunctions.Storage.Tests.Tables;

public class NamesTests(TestAzurite azurite)
{
    public static TheoryData<string> Awkward =>
    [
        "plain.jpg",
        "ruan/7.jpg",
        "it's \"quoted\".jpg",
        "100%.jpg",
        "%2F%25%zz.jpg",
        "a#b?c&d=e+f.jpg",
        "back\\slash.jpg",
        "emoji 🙂👩‍👩‍👧/é.jpg",
        "decomposed e\u0301.jpg",
        "שלום/‏מִבְחָן.jpg",
        " leading and trailing ",
        "trailing.dots...",
        "/slash/first.jpg",
        "a//b.jpg",
        "../up.jpg",
        "..",
        "tab\tnewline\n.jpg",
        "\u0001\u007f\ufffe",
        new string('x', 1024),
        string.Concat(Enumerable.Repeat("🙂", 512)),
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Awkward))]
    public async Task Any_name_is_kept_found_followed_and_removed(string name)
    {
        TestGallery gallery = await TestGallery.CreateAsync(azurite);
        int partition = Samples.PartitionOf(name);
        PhotoRecord photo = Samples.Photo(name, 2, person: name.Length > 256 ? "ruan" : name);

        Assert.True(await gallery.Store.ReplaceAsync(photo, Samples.Faces(2, seed: 1, photo.Person), Samples.Yes, Token));

        StoredPhoto stored = (await gallery.Store.FindAsync(name, Token))!;
        Assert.Equal(photo, stored.Photo);
        Assert.Equal(photo.Person, stored.Faces[0].Person);
        Assert.Equal([name], (await gallery.Store.LoadAllAsync(partition, Samples.Bundle, Token)).Faces.Select(face => face.Photo));
        GalleryChanges changes = (await gallery.Store.ReadChangesAsync(partition, ChangePosition.Start, Samples.Bundle, Token))!;
        Assert.Equal([(name, photo.Person)], changes.Photos.SelectMany(changed => changed.Faces).Select(face => (face.Photo, face.Person)));
        Assert.Equal([photo], (await gallery.Store.ListAsync(partition, null, 10, Token)).Photos);
        List<TableEntity> rows = await RawTable.ReadAsync(gallery.Table);
        Assert.Equal(["photo|" + Samples.HashOf(name)], RawTable.Keys(rows, "photo|", partition));
        Assert.True(await gallery.Store.RemoveAsync(name, Samples.Yes, Token));
        Assert.Null(await gallery.Store.FindAsync(name, Token));
    }

    [Fact]
    public async Task A_name_that_no_blob_has_is_refused()
    {
        TestGallery gallery = TestGallery.Uncreated(azurite);

        // Half a surrogate pair cannot be given in an attribute: attributes are stored as UTF-8.
        foreach (string name in new[] { "half \ud83d.jpg", "\ude42", "" })
        {
            await Assert.ThrowsAsync<ArgumentException>(() => gallery.Store.FindAsync(name, Token));
            await Assert.ThrowsAsync<ArgumentException>(() => gallery.Store.ReplaceAsync(Samples.Photo(name, 0), [], Samples.Yes, Token));
            await Assert.ThrowsAsync<ArgumentException>(() => gallery.Store.RemoveAsync(name, Samples.Yes, Token));
        }
    }

    [Fact]
    public async Task A_name_longer_than_a_blob_can_have_is_refused()
    {
        TestGallery gallery = TestGallery.Uncreated(azurite);

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => gallery.Store.FindAsync(new string('x', 1025), Token));
    }

    [Theory]
    [InlineData("reconcile")]
    [InlineData("reconcile/gallery #1? \\ 🙂")]
    public async Task A_bookmark_is_kept_replaced_and_removed(string job)
    {
        TestGallery gallery = await TestGallery.CreateAsync(azurite);
        Assert.Null(await gallery.Store.ReadBookmarkAsync(job, Token));

        await gallery.Store.WriteBookmarkAsync(job, "first \"page\" 🙂", Token);
        await gallery.Store.WriteBookmarkAsync(job + "2", "other", Token);
        Assert.Equal("first \"page\" 🙂", await gallery.Store.ReadBookmarkAsync(job, Token));
        await gallery.Store.WriteBookmarkAsync(job, "", Token);
        Assert.Equal("", await gallery.Store.ReadBookmarkAsync(job, Token));

        await gallery.Store.WriteBookmarkAsync(job, null, Token);
        await gallery.Store.WriteBookmarkAsync(job, null, Token);
        Assert.Null(await gallery.Store.ReadBookmarkAsync(job, Token));
        Assert.Equal("other", await gallery.Store.ReadBookmarkAsync(job + "2", Token));
    }
}
