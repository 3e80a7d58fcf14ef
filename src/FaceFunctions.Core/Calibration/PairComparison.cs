using FaceFunctions.Core.Evaluation;

namespace FaceFunctions.Core.Calibration;

/// <summary>Pairs of a list, as what a calibration is made of: each is the comparison of a photo with a person of one photo.</summary>
public static class PairComparison
{
    /// <summary>Sorts the pairs.</summary>
    /// <param name="pairs">The pairs; a pair of different people is a stranger's comparison, one of one person a genuine one.</param>
    public static ComparedPeople Of(IReadOnlyCollection<PersonPair> pairs)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        PersonPair[] different = [.. pairs.Where(pair => !pair.IsSamePerson)];
        var numbers = new Dictionary<int, int>();
        (int A, int B)[] people = [.. different.Select(pair => (Number(pair.PersonA), Number(pair.PersonB)))];
        ImpostorScore[] scores = [.. different.Select((pair, i) => new ImpostorScore(i, people[i].A, people[i].B, pair.Similarity)).OrderByDescending(score => score.Similarity).Take(ComparedPeople.MostScores)];
        return new ComparedPeople(new ListedDesign(numbers.Count, people), different.Length, 1, scores, [.. pairs.Where(pair => pair.IsSamePerson).Select(pair => pair.Similarity)]);

        int Number(int person)
        {
            if (!numbers.TryGetValue(person, out int number))
            {
                numbers.Add(person, number = numbers.Count);
            }

            return number;
        }
    }
}
