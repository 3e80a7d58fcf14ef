using FaceFunctions.Evaluation.Embedding;
using FaceFunctions.Evaluation.Pairs;

namespace FaceFunctions.Evaluation.Tests.Pairs;

public sealed class FolderPairsTests
{
    [Fact]
    public void All_pairs_are_made_once_each()
    {
        PairList list = FolderPairs.Make(Photos(3, 1, 2), mostOfAKind: 1000, seed: 1);

        Assert.Equal(6, list.Photos.Count);
        Assert.Equal(15, list.Pairs.Select(pair => (Math.Min(pair.A, pair.B), Math.Max(pair.A, pair.B))).Distinct().Count());
        Assert.Equal(15, list.Pairs.Count);
        Assert.Equal(3 + 1, list.Pairs.Count(pair => pair.IsSamePerson));
        Assert.All(list.Pairs, pair => Assert.Equal(pair.IsSamePerson, list.People[pair.A] == list.People[pair.B]));
        Assert.Equal(0, list.LeftOut);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(40)]
    [InlineData(100)]
    [InlineData(700)]
    public void A_cap_leaves_so_many_of_each_kind_and_says_how_many_not(int most)
    {
        FolderPhoto[] photos = Photos([.. Enumerable.Repeat(5, 20)]);

        PairList list = FolderPairs.Make(photos, most, seed: 2);

        Assert.Equal(Math.Min(200, most), list.Pairs.Count(pair => pair.IsSamePerson));
        Assert.Equal(Math.Min(4750, most), list.Pairs.Count(pair => !pair.IsSamePerson));
        Assert.Equal(4950, list.Pairs.Count + list.LeftOut);
        Assert.Equal(list.Pairs.Count, list.Pairs.Select(pair => (pair.A, pair.B)).Distinct().Count());
        Assert.Equal(list.Pairs, FolderPairs.Make(photos, most, seed: 2).Pairs);
        Assert.NotEqual(list.Pairs, FolderPairs.Make(photos, most, seed: 3).Pairs);
    }

    [Fact]
    public void Each_pair_has_the_same_chance()
    {
        // Each of ten pairs of different people is taken by about half of the seeds: 4 standard deviations of the binomial are 63 of 1,000.
        FolderPhoto[] photos = Photos(2, 1, 1, 1);
        int[,] taken = new int[5, 5];
        for (int seed = 0; seed < 1000; seed++)
        {
            foreach (ListedPair pair in FolderPairs.Make(photos, mostOfAKind: 5, seed).Pairs.Where(pair => !pair.IsSamePerson))
            {
                taken[pair.A, pair.B]++;
            }
        }

        int[] counts = [.. taken.Cast<int>().Where(count => count > 0)];
        Assert.Equal(9, counts.Length);
        Assert.All(counts, count => Assert.InRange(count, 5000 / 9.0 - 63, 5000 / 9.0 + 63));
    }

    [Fact]
    public void No_person_is_in_two_folds_and_each_fold_has_both_kinds()
    {
        PairList list = FolderPairs.Make(Photos([.. Enumerable.Range(0, 40).Select(person => 1 + (person % 3))]), mostOfAKind: 100_000, seed: 1);

        Assert.Equal(10, list.Folds);
        var folds = list.Pairs.Where(pair => pair.Fold >= 0).SelectMany(pair => new[] { (list.People[pair.A], pair.Fold), (list.People[pair.B], pair.Fold) }).Distinct().ToArray();
        Assert.Equal(folds.Length, folds.Select(one => one.Item1).Distinct().Count());
        Assert.Equal(20, list.Pairs.Where(pair => pair.Fold >= 0).Select(pair => (pair.Fold, pair.IsSamePerson)).Distinct().Count());
        Assert.All(list.Pairs.Where(pair => pair.IsSamePerson), pair => Assert.True(pair.Fold >= 0));
    }

    [Fact]
    public void Three_people_are_too_few_for_folds() => Assert.Equal(0, FolderPairs.Make(Photos(2, 2, 2), 1000, seed: 1).Folds);

    [Fact]
    public void Folders_that_prove_nothing_are_refused()
    {
        Assert.Contains("none", Assert.Throws<EvaluationException>(() => FolderPairs.Make([new FolderPhoto("/x.jpg", "x.jpg")], 10, 1)).Message, StringComparison.Ordinal);
        Assert.Contains("is one", Assert.Throws<EvaluationException>(() => FolderPairs.Make(Photos(4), 10, 1)).Message, StringComparison.Ordinal);
        Assert.Contains("Nobody has two", Assert.Throws<EvaluationException>(() => FolderPairs.Make(Photos(1, 1), 10, 1)).Message, StringComparison.Ordinal);
    }

    private static FolderPhoto[] Photos(params int[] photosOfEach) =>
    [
        .. photosOfEach.SelectMany((count, person) => Enumerable.Range(0, count).Select(photo => new FolderPhoto($"/{person}/{photo}.jpg", $"{person}/{photo}.jpg"))),
    ];
}
