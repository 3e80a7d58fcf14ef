using FaceFunctions.Client;
using FaceFunctions.Portraits;
using FaceFunctions.Testing;
using FaceFunctions.Vision.Bundles;

namespace FaceFunctions.EndToEnd;

/// <summary>Photos of people whom a bundle can tell apart: drawn ones for the starter, real ones for any other.</summary>
/// <param name="Photos">Every photo, those of a person one after the other; of each person at least two.</param>
internal sealed record Album(IReadOnlyList<AlbumPhoto> Photos)
{
    private const int DrawnPeople = 9;
    private const int PhotosOfEach = 3;

    // People of this set are decided right by the starter that ships; a new starter may need another set.
    private const ulong DrawnSeed = 1;

    /// <summary>The photos in small: three people, two photos of each.</summary>
    public Album Small => new([.. Photos.GroupBy(photo => photo.Person).Take(3).SelectMany(person => person.Take(2))]);

    /// <summary>A photo of somebody who is not in <see cref="Small"/>.</summary>
    public AlbumPhoto Stranger => Photos.GroupBy(photo => photo.Person).ElementAt(3).First();

    /// <summary>The folder of the starter that ships.</summary>
    public static string Starter => Path.Combine(SharedFiles.RepositoryRoot, "models", "starter");

    /// <summary>The photos for a bundle; skips the running test when there are none for it.</summary>
    /// <param name="status">The state of the product.</param>
    public static Album For(StatusAnswer status)
    {
        using ModelBundle starter = ModelBundle.Load(Starter);
        return status.Bundle == starter.Model.BundleId ? Draw() : Read();
    }

    private static Album Draw()
    {
        var set = new PortraitSet(DrawnSeed);
        return new Album([.. from person in Enumerable.Range(0, DrawnPeople)
                             from photo in Enumerable.Range(0, PhotosOfEach)
                             select new AlbumPhoto($"person-{person + 1}", $"{photo + 1}.jpg", set.Draw(person, photo).File)]);
    }

    private static Album Read() => new([.. SharedPhotos.People()
        .GroupBy(photo => photo.Value)
        .SelectMany(person => person)
        .Select(photo => new AlbumPhoto(photo.Value, photo.Key, File.ReadAllBytes(SharedPhotos.PathOf(photo.Key))))]);
}

/// <summary>One photo.</summary>
/// <param name="Person">Who is in it.</param>
/// <param name="File">Name of its file.</param>
/// <param name="Content">The file.</param>
internal sealed record AlbumPhoto(string Person, string File, byte[] Content);
