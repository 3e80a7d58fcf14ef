using FaceFunctions.Client;

namespace FaceFunctions.EndToEnd;

/// <summary>The main job: photos of people are uploaded and asked about.</summary>
[Collection(Product.Collection)]
public sealed class MainJobTests(Product product)
{
    [Fact]
    public async Task Every_photo_is_enrolled_and_every_question_is_answered_right()
    {
        Album album = product.Album();
        await using Gallery gallery = product.Open();
        await gallery.EnrollAsync(album);

        foreach (AlbumPhoto photo in album.Photos)
        {
            IdentifiedFace face = await gallery.IdentifyAsync($"gallery/{gallery.NameOf(photo)}");

            Assert.Equal(Decision.Match, face.Decision);
            IReadOnlyList<Candidate> candidates = gallery.Candidates(face);
            Assert.Equal(gallery.Person(photo.Person), candidates[0].Person);
            Assert.DoesNotContain(candidates, candidate => candidate.Photo == $"gallery/{gallery.NameOf(photo)}");
            Assert.Single(candidates, candidate => candidate.Similarity >= product.MatchThreshold);
        }

        Assert.Equal(album.Photos.CountBy(photo => gallery.Person(photo.Person)).ToDictionary(), await gallery.PeopleAsync());
    }

    [Fact]
    public async Task A_person_who_is_not_in_the_gallery_is_nobody_in_it()
    {
        Album album = product.Album();
        AlbumPhoto stranger = album.Stranger;
        await using Gallery gallery = product.Open();
        await gallery.EnrollAsync(new Album([.. album.Photos.Where(photo => photo.Person != stranger.Person)]));

        foreach (AlbumPhoto photo in album.Photos.Where(photo => photo.Person == stranger.Person))
        {
            IdentifiedFace face = await gallery.IdentifyAsync(photo.Content);

            Assert.DoesNotContain(gallery.Candidates(face), candidate => candidate.Similarity >= product.MatchThreshold);
            product.AssertUnknown(face);
        }
    }
}
