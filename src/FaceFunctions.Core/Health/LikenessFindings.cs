using FaceFunctions.Core.Matching;

namespace FaceFunctions.Core.Health;

/// <summary>What the likeness of faces tells about a gallery.</summary>
internal static class LikenessFindings
{
    /// <summary>Finds the sections that need no quality.</summary>
    /// <param name="likeness">All compared with all.</param>
    /// <param name="thresholds">What counts as alike.</param>
    /// <param name="top">Findings a section.</param>
    public static IEnumerable<HealthSection> Find(GalleryLikeness likeness, MatchThresholds thresholds, int top)
    {
        int[] personOf = PeopleOf(likeness.Faces);
        int[] facesOf = new int[personOf.Length == 0 ? 0 : personOf[^1] + 1];
        foreach (int person in personOf)
        {
            facesOf[person]++;
        }

        Dictionary<(int First, int Second), PeoplePair> alike = Pairs(likeness, personOf, thresholds.Match);
        HashSet<(int First, int Second)> one = [.. alike.Where(pair => IsProbablyOne(pair.Value, facesOf[pair.Key.First], facesOf[pair.Key.Second])).Select(pair => pair.Key)];
        var another = new WorstList<HealthFinding.LooksLikeAnother>(top, Order);
        var odd = new WorstList<HealthFinding.FitsBadly>(top, Order);
        var only = new WorstList<HealthFinding.OnlyPhoto>(top, (x, y) => ByName(x.Face, y.Face));
        for (int face = 0; face < personOf.Length; face++)
        {
            LikePair? own = likeness.NearestOwn(face);
            LikePair? other = likeness.NearestOther(face);
            if (facesOf[personOf[face]] == 1)
            {
                only.Add(new HealthFinding.OnlyPhoto(Face(likeness, face)));
            }

            if (own is not { } nearest)
            {
                continue;
            }

            if (other is { } stranger && stranger.Similarity > nearest.Similarity && stranger.Similarity >= thresholds.Review)
            {
                // Photos of two people who are probably one are all alike: told once, as the pair.
                if (!one.Contains(Key(personOf[face], personOf[stranger.Other])))
                {
                    another.Add(new HealthFinding.LooksLikeAnother(
                        Face(likeness, face), Face(likeness, nearest.Other), nearest.Similarity, Face(likeness, stranger.Other), stranger.Similarity));
                }
            }
            else if (nearest.Similarity < thresholds.Review)
            {
                odd.Add(new HealthFinding.FitsBadly(Face(likeness, face), Face(likeness, nearest.Other), nearest.Similarity));
            }
        }

        var probablyOne = new WorstList<HealthFinding.ProbablyOne>(top, Order);
        foreach ((int, int) key in one)
        {
            PeoplePair pair = alike[key];
            probablyOne.Add(new HealthFinding.ProbablyOne(Face(likeness, pair.Best.Face), Face(likeness, pair.Best.Other), pair.Best.Similarity, pair.FromFirst, pair.FromSecond));
        }

        HealthFinding[] duplicates =
            [.. likeness.Duplicates().Take(top).Select(pair => new HealthFinding.NearDuplicate(Face(likeness, pair.Face), Face(likeness, pair.Other), pair.Similarity))];
        yield return new HealthSection(HealthKind.LooksLikeAnother, another.Count, another.Take());
        yield return new HealthSection(HealthKind.ProbablyOne, probablyOne.Count, probablyOne.Take());
        yield return new HealthSection(HealthKind.FitsBadly, odd.Count, odd.Take());
        yield return new HealthSection(HealthKind.NearDuplicate, likeness.DuplicateCount, duplicates);
        yield return new HealthSection(HealthKind.OnlyPhoto, only.Count, only.Take());
    }

    /// <summary>Order of names: by person, then by photo, ordinally.</summary>
    public static int ByName(HealthFace x, HealthFace y)
    {
        int order = string.CompareOrdinal(x.Person, y.Person);
        return order != 0 ? order : string.CompareOrdinal(x.Photo, y.Photo);
    }

    // The more it is like the other rather than its own, the worse.
    private static int Order(HealthFinding.LooksLikeAnother x, HealthFinding.LooksLikeAnother y)
    {
        int order = (y.Similarity - y.OwnSimilarity).CompareTo(x.Similarity - x.OwnSimilarity);
        return order != 0 ? order : ByName(x.Face, y.Face);
    }

    private static int Order(HealthFinding.FitsBadly x, HealthFinding.FitsBadly y)
    {
        int order = x.OwnSimilarity.CompareTo(y.OwnSimilarity);
        return order != 0 ? order : ByName(x.Face, y.Face);
    }

    private static int Order(HealthFinding.ProbablyOne x, HealthFinding.ProbablyOne y)
    {
        int order = y.Similarity.CompareTo(x.Similarity);
        order = order != 0 ? order : ByName(x.Face, y.Face);
        return order != 0 ? order : ByName(x.Other, y.Other);
    }

    private static bool IsProbablyOne(PeoplePair pair, int facesOfFirst, int facesOfSecond) => 2 * pair.FromFirst >= facesOfFirst && 2 * pair.FromSecond >= facesOfSecond;

    private static int[] PeopleOf(IReadOnlyList<IndexedFace> faces)
    {
        int[] people = new int[faces.Count];
        for (int face = 1; face < people.Length; face++)
        {
            people[face] = people[face - 1] + (faces[face].Person == faces[face - 1].Person ? 0 : 1);
        }

        return people;
    }

    private static Dictionary<(int First, int Second), PeoplePair> Pairs(GalleryLikeness likeness, int[] personOf, float match)
    {
        var pairs = new Dictionary<(int First, int Second), PeoplePair>();
        for (int face = 0; face < personOf.Length; face++)
        {
            if (likeness.NearestOther(face) is { } other && other.Similarity >= match)
            {
                (int first, int second) = Key(personOf[face], personOf[other.Other]);
                bool fromFirst = personOf[face] == first;
                LikePair ordered = fromFirst ? other : new LikePair(other.Other, other.Face, other.Similarity);
                PeoplePair before = pairs.TryGetValue((first, second), out PeoplePair known) ? known : new PeoplePair(0, 0, ordered);
                pairs[(first, second)] = new PeoplePair(
                    before.FromFirst + (fromFirst ? 1 : 0), before.FromSecond + (fromFirst ? 0 : 1), ordered.Similarity > before.Best.Similarity ? ordered : before.Best);
            }
        }

        return pairs;
    }

    private static (int First, int Second) Key(int person, int other) => (Math.Min(person, other), Math.Max(person, other));

    private static HealthFace Face(GalleryLikeness likeness, int face) => new(likeness.Faces[face].Person, likeness.Faces[face].Photo, null);

    /// <summary>How alike two people are.</summary>
    /// <param name="FromFirst">Faces of the first whose nearest other person is the second, and who match.</param>
    /// <param name="FromSecond">The same the other way round.</param>
    /// <param name="Best">The most alike faces, that of the first before that of the second.</param>
    private readonly record struct PeoplePair(int FromFirst, int FromSecond, LikePair Best);
}
