using FaceFunctions.Portraits;

namespace FaceFunctions.LocalHost.Demo;

/// <summary>Draws the people of the demo: 12 with three photos for the gallery and one to ask about, and 6 strangers.</summary>
internal static class DrawnPhotos
{
    /// <summary>The set of people that is drawn when nobody asks for another.</summary>
    public const ulong DefaultSeed = 1;

    private const int PeopleCount = 12;
    private const int GalleryPhotosPerPerson = 3;
    private const int StrangerCount = 6;

    /// <summary>Draws everything, on all cores.</summary>
    /// <param name="seed">Names the set of people; the same seed gives the same people, names and photos.</param>
    public static DemoPlan Draw(ulong seed)
    {
        var set = new PortraitSet(seed);
        string[] names = FirstNames.Pick(seed, PeopleCount + StrangerCount);
        return new DemoPlan(
            DrawAll(Enumerable.Range(0, PeopleCount), Enumerable.Range(0, GalleryPhotosPerPerson)),
            DrawAll(Enumerable.Range(0, PeopleCount), [GalleryPhotosPerPerson]),
            DrawAll(Enumerable.Range(PeopleCount, StrangerCount), [0]),
            people => GroupPainter.Draw([.. people.Select(photo => set.Person(Array.IndexOf(names, photo.Person)))], new PhotoSeed(seed)).File);

        LabelledPhoto[] DrawAll(IEnumerable<int> people, IEnumerable<int> photos) =>
            [.. people.SelectMany(person => photos, (person, photo) => (person, photo)).AsParallel().AsOrdered().Select(one => DrawOne(one.person, one.photo))];

        LabelledPhoto DrawOne(int person, int photo)
        {
            byte[] file = set.Draw(person, photo).File;
            return new LabelledPhoto(names[person], $"{photo + 1}.jpg", () => file);
        }
    }
}
