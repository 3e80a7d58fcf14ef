using FaceFunctions.Testing;

namespace FaceFunctions.Tests.Support;

/// <summary>A gallery of eight of the nine people, one photo each; the ninth is nobody it knows. For tests that do not change it.</summary>
public sealed class PeopleGallery : OwnGallery
{
    private readonly List<GalleryPerson> _people = [];
    private string[] _stranger = [];

    public IReadOnlyList<GalleryPerson> People => SkipsWithoutPhotos(_people);

    /// <summary>Files of the person who is not in the gallery.</summary>
    public IReadOnlyList<string> Stranger => SkipsWithoutPhotos(_stranger);

    protected override async Task PrepareAsync(GalleryApp app)
    {
        string[][] people =
        [
            .. SharedPhotos.People().GroupBy(photo => photo.Value, photo => photo.Key)
                .Select(photos => photos.OrderBy(photo => new FileInfo(SharedPhotos.PathOf(photo)).Length).ToArray())
                .OrderByDescending(photos => photos.Length),
        ];
        _stranger = people[^1];
        foreach ((int i, string[] photos) in people.SkipLast(1).Index())
        {
            string person = $"Peǒple {(char)('A' + i)}.";
            var one = new GalleryPerson(person, $"{person}/{photos[0]}", photos[0], photos[1]);
            _people.Add(one);
            await app.EnrollAsync(one.Photo, Pictures.File(one.EnrolledFile));
        }
    }

    /// <summary>The gallery is empty only where the shared photos are missing.</summary>
    private static IReadOnlyList<T> SkipsWithoutPhotos<T>(IReadOnlyList<T> photos)
    {
        SharedFiles.Path("photos");
        return photos;
    }
}

/// <summary>One person of the gallery.</summary>
/// <param name="Person">The name.</param>
/// <param name="Photo">Blob name of the enrolled photo.</param>
/// <param name="EnrolledFile">Shared file of the enrolled photo.</param>
/// <param name="ProbeFile">Shared file of another photo.</param>
public sealed record GalleryPerson(string Person, string Photo, string EnrolledFile, string ProbeFile);
