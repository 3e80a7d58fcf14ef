namespace FaceFunctions.LocalHost.Demo;

/// <summary>Which photos are enrolled, and which are asked about.</summary>
/// <param name="Gallery">Photos to enroll.</param>
/// <param name="Known">One photo of each person with two or more, which is not enrolled.</param>
/// <param name="Strangers">One photo of each person of whom nothing is enrolled.</param>
/// <param name="MakeGroup">Makes a JPEG of the people of some of these photos together.</param>
internal sealed record DemoPlan(
    IReadOnlyList<LabelledPhoto> Gallery, IReadOnlyList<LabelledPhoto> Known, IReadOnlyList<LabelledPhoto> Strangers, Func<IReadOnlyList<LabelledPhoto>, byte[]> MakeGroup)
{
    private const int StrangerCount = 2;

    // A demo is to be watched: of a large collection it takes a part.
    private const int MaxPeople = 20;
    private const int MaxPhotosPerPerson = 6;

    /// <summary>Divides photos: the people with the fewest photos stay strangers, so that the gallery is as large as can be. At most <see cref="MaxPeople"/> people with <see cref="MaxPhotosPerPerson"/> photos each are taken.</summary>
    /// <exception cref="LocalHostException">There are too few people or photos.</exception>
    public static DemoPlan Make(IReadOnlyList<LabelledPhoto> photos)
    {
        LabelledPhoto[][] people = [.. photos
            .GroupBy(photo => photo.Person)
            .Select(person => person.Take(MaxPhotosPerPerson).ToArray())
            .OrderByDescending(person => person.Length)
            .Take(MaxPeople)
            .Reverse()];
        LabelledPhoto[][] enrolled = [.. people.Skip(StrangerCount).Reverse()];
        LabelledPhoto[] known = [.. enrolled.Where(person => person.Length > 1).Select(person => person[^1])];
        return known.Length > 0
            ? new DemoPlan([.. enrolled.SelectMany(person => person).Except(known)], known, [.. people.Take(StrangerCount).Select(person => person[0])], GroupPicture.Create)
            : throw new LocalHostException($"The demo needs photos of at least {StrangerCount + 1} people, and two or more photos of one of them; there are {people.Length} people.");
    }
}
