using FaceFunctions.Core.Evaluation;
using FaceFunctions.Training.Measuring;

namespace FaceFunctions.Training.Tests.Measuring;

public class PairListTests
{
    [Fact]
    public void Make_gives_ten_folds_of_people_of_their_own_half_of_the_pairs_of_one_person()
    {
        var seen = new List<(int Person, int Photo)>();

        // The similarity tells who is in a pair: people of one are 1 apart only from themselves.
        IReadOnlyList<IReadOnlyList<ScoredPair>> folds = PairList.Make(40, 4, (person, photo) =>
        {
            seen.Add((person, photo));
            return new float[] { person + 1 };
        });

        Assert.Equal(10, folds.Count);
        Assert.All(folds, fold => Assert.Equal((12, 12), (fold.Count(pair => pair.IsSamePerson), fold.Count(pair => !pair.IsSamePerson))));
        Assert.Equal(240 * 2, seen.Count);
        (int Person, int Photo)[][] pairs = [.. seen.Chunk(2)];
        Assert.All(pairs.Where((_, i) => i % 2 == 0), pair => Assert.Equal((pair[0].Person, pair[0].Photo + 1), pair[1]));
        Assert.All(pairs.Where((_, i) => i % 2 == 1), pair => Assert.NotEqual(pair[0].Person, pair[1].Person));
        Assert.All(pairs, (pair, i) => Assert.All(pair, photo => Assert.Equal(i / 24, photo.Person / 4)));
    }
}
