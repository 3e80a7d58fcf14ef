using FaceFunctions.Evaluation.Embedding;

namespace FaceFunctions.Evaluation.Pairs;

/// <summary>Makes all pairs of a folder that has a folder for each person, or a seeded choice of them when there are too many.</summary>
public static class FolderPairs
{
    /// <summary>Makes the pairs.</summary>
    /// <param name="photos">The folder's photos; those that lie in no person's folder are left out.</param>
    /// <param name="mostOfAKind">Most pairs of one person, and most of different people; 1 or more. More are cut down to as many, each pair with the same chance.</param>
    /// <param name="seed">Names the choice, and the people of each fold.</param>
    /// <returns>
    /// The pairs. Folds part the people, as LFW's do: a pair of people of two folds is in none, and counts for all measures but the accuracy over folds.
    /// </returns>
    /// <exception cref="EvaluationException">There are not two people, or nobody has two photos.</exception>
    public static PairList Make(IReadOnlyList<FolderPhoto> photos, int mostOfAKind, int seed)
    {
        ArgumentNullException.ThrowIfNull(photos);
        ArgumentOutOfRangeException.ThrowIfLessThan(mostOfAKind, 1);
        FolderPhoto[] taken = [.. photos.Where(photo => photo.Person is not null)];
        int[][] people = [.. taken.Index().GroupBy(photo => photo.Item.Person, StringComparer.Ordinal).Select(person => person.Select(photo => photo.Index).ToArray())];
        if (people.Length < 2 || people.All(person => person.Length < 2))
        {
            throw new EvaluationException(people.Length < 2
                ? $"A folder for each person is needed, in the folder that is named; there {(people.Length == 1 ? "is one" : "is none")}. Or say with --pairs which photos to compare."
                : "Nobody has two photos, so nothing can be said about pairs of one person.");
        }

        int[] personOf = new int[taken.Length];
        foreach ((int number, int[] person) in people.Index())
        {
            Array.ForEach(person, photo => personOf[photo] = number);
        }

        var random = new Random(seed);
        int[] folds = ShareOut(people, random, out int count);
        (List<ListedPair> same, long allSame) = Choose(SamePairs(people), people.Sum(person => (long)person.Length * (person.Length - 1) / 2), mostOfAKind, random);
        (List<ListedPair> different, long allDifferent) = Different(taken.Length, personOf, allSame, mostOfAKind, random);
        ListedPair[] pairs =
        [
            .. same.Concat(different).Select(pair => pair with { Fold = folds[personOf[pair.A]] == folds[personOf[pair.B]] ? folds[personOf[pair.A]] : -1 }),
        ];
        return new PairList(PairFormat.Folders, [.. taken.Select(photo => photo.Name)], pairs, Whole(pairs, count), personOf, allSame + allDifferent - pairs.Length);
    }

    // Those with several photos first, so that each fold gets one of them.
    private static int[] ShareOut(int[][] people, Random random, out int count)
    {
        count = Math.Min(PairListReader.UsualFolds, Math.Min(people.Count(person => person.Length > 1), people.Length / 2));
        int[] order = [.. Enumerable.Range(0, people.Length)];
        random.Shuffle(order);
        int[] folds = new int[people.Length];
        foreach ((int place, int person) in order.OrderByDescending(person => people[person].Length > 1).Index())
        {
            folds[person] = place % count;
        }

        return folds;
    }

    // A choice may have left a fold without a kind: then there is no accuracy over folds.
    private static int Whole(ListedPair[] pairs, int folds) =>
        folds >= 2 && pairs.Where(pair => pair.Fold >= 0).Select(pair => (pair.Fold, pair.IsSamePerson)).Distinct().Count() == 2 * folds ? folds : 0;

    private static IEnumerable<ListedPair> SamePairs(int[][] people) =>
        from person in people
        from i in Enumerable.Range(0, person.Length)
        from j in Enumerable.Range(i + 1, person.Length - i - 1)
        select new ListedPair(person[i], person[j], IsSamePerson: true, Fold: -1);

    private static (List<ListedPair> Pairs, long All) Different(int photos, int[] personOf, long same, int most, Random random)
    {
        long all = ((long)photos * (photos - 1) / 2) - same;
        if (all <= 2L * most)
        {
            return Choose(
                from a in Enumerable.Range(0, photos)
                from b in Enumerable.Range(a + 1, photos - a - 1)
                where personOf[a] != personOf[b]
                select new ListedPair(a, b, IsSamePerson: false, Fold: -1),
                all,
                most,
                random);
        }

        // So many that a pair drawn at random is nearly always a new one.
        var drawn = new HashSet<(int, int)>();
        var pairs = new List<ListedPair>(most);
        while (pairs.Count < most)
        {
            (int a, int b) = (random.Next(photos), random.Next(photos));
            if (personOf[a] != personOf[b] && drawn.Add(a < b ? (a, b) : (b, a)))
            {
                pairs.Add(new ListedPair(Math.Min(a, b), Math.Max(a, b), IsSamePerson: false, Fold: -1));
            }
        }

        return (pairs, all);
    }

    // Knuth, The Art of Computer Programming 2, 3.4.2, algorithm S: each with the same chance, in one pass.
    private static (List<ListedPair> Pairs, long All) Choose(IEnumerable<ListedPair> pairs, long all, int most, Random random)
    {
        var chosen = new List<ListedPair>((int)Math.Min(all, most));
        long left = all;
        foreach (ListedPair pair in pairs)
        {
            if (all <= most || random.NextInt64(left) < most - chosen.Count)
            {
                chosen.Add(pair);
            }

            left--;
        }

        return (chosen, all);
    }
}
