using System.Net;
using System.Text.Json;
using FaceFunctions.Client;

namespace FaceFunctions.EndToEnd;

/// <summary>What happens to the gallery afterwards: photos are replaced, deleted, and asked about by the folder.</summary>
[Collection(Product.Collection)]
public sealed class ChangeTests(Product product)
{
    [Fact]
    public async Task A_photo_uploaded_again_is_in_the_gallery_once_and_by_its_new_content()
    {
        Album album = product.Album();
        (AlbumPhoto photo, AlbumPhoto another) = (album.Small.Photos[0], album.Small.Photos[1]);
        await using Gallery gallery = product.Open();
        await gallery.EnrollAsync(album.Small);
        string name = gallery.NameOf(photo);

        string same = await gallery.UploadAsync("gallery", name, photo.Content);
        await gallery.WaitForStatusAsync(name, same);
        Assert.Equal(album.Small.Photos.Count, (await gallery.PhotosAsync()).Count);

        string other = await gallery.UploadAsync("gallery", name, album.Stranger.Content);
        PhotoAnswer row = await gallery.WaitForStatusAsync(name, other);
        Assert.Single(row.Faces);
        Assert.Equal(album.Small.Photos.Count, (await gallery.PhotosAsync()).Count);
        await Gallery.SettleAsync();

        // Its person's second photo finds nobody now, and the stranger's the person in whose folder it lies.
        IdentifiedFace face = await gallery.IdentifyAsync($"gallery/{gallery.NameOf(another)}");
        Assert.DoesNotContain(gallery.Candidates(face), candidate => candidate.Similarity >= product.MatchThreshold);
        product.AssertUnknown(face);
        Assert.Equal(gallery.Person(photo.Person), gallery.Candidates(await gallery.IdentifyAsync(album.Stranger.Content))[0].Person);
    }

    [Fact]
    public async Task A_deleted_photo_and_a_deleted_person_are_gone_from_every_search()
    {
        Album album = product.Album().Small;
        AlbumPhoto photo = album.Photos[0];
        await using Gallery gallery = product.Open();
        string person = gallery.Person(photo.Person);
        await gallery.EnrollAsync(album);

        Assert.Equal(HttpStatusCode.OK, await gallery.DeleteAsync(Gallery.PhotoUrl(gallery.NameOf(photo))));
        Assert.False(await gallery.Blob("gallery", gallery.NameOf(photo)).ExistsAsync(TestContext.Current.CancellationToken));
        Assert.Equal(HttpStatusCode.NotFound, await gallery.GetAsync(Gallery.PhotoUrl(gallery.NameOf(photo))));
        await Gallery.SettleAsync();
        Assert.Equal($"gallery/{gallery.NameOf(album.Photos[1])}", gallery.Candidates(await gallery.IdentifyAsync(photo.Content))[0].Photo);

        Assert.Equal(HttpStatusCode.OK, await gallery.DeleteAsync(Gallery.PersonUrl(person)));
        await Gallery.SettleAsync();
        IdentifiedFace face = await gallery.IdentifyAsync(photo.Content);
        Assert.DoesNotContain(gallery.Candidates(face), candidate => candidate.Person == person);
        product.AssertUnknown(face);
        Assert.DoesNotContain(person, await gallery.PeopleAsync());
    }

    [Fact]
    public async Task A_folder_of_probes_becomes_a_folder_of_answers()
    {
        Album album = product.Album().Small;
        await using Gallery gallery = product.Open();
        await gallery.EnrollAsync(new Album([.. album.Photos.Skip(1)]));
        (string known, string notes) = ($"{gallery.Prefix}party/known.jpg", $"{gallery.Prefix}party/notes.txt");
        await gallery.UploadAsync("probes", known, album.Photos[0].Content);
        await gallery.UploadAsync("probes", notes, "not a picture"u8.ToArray());

        JsonElement answer = await gallery.WaitForResultAsync(known);
        Assert.Equal(gallery.Person(album.Photos[0].Person), answer.GetProperty("faces")[0].GetProperty("person").GetString());
        Assert.Equal($"probes/{known}", answer.GetProperty("probe").GetProperty("source").GetString());
        Assert.Equal("urn:facefunctions:unreadable", (await gallery.WaitForResultAsync(notes)).GetProperty("type").GetString());
    }
}
