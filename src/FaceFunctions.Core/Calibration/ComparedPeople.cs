namespace FaceFunctions.Core.Calibration;

/// <summary>Photos compared with people: what a calibration is made of.</summary>
/// <param name="Design">Who was compared with whom.</param>
/// <param name="Probes">Number of photos that were compared.</param>
/// <param name="PhotosPerPerson">Mean number of photos of the people that they were compared with; from 1.</param>
/// <param name="Highest">The highest scores with other people, from the highest down; ties at the end may be left out.</param>
/// <param name="Genuine">For each photo whose own person has others the highest similarity to these.</param>
public sealed record ComparedPeople(IComparisonDesign Design, int Probes, double PhotosPerPerson, IReadOnlyList<ImpostorScore> Highest, IReadOnlyList<float> Genuine)
{
    /// <summary>Highest scores that are worth keeping.</summary>
    public const int MostScores = 4000;

    /// <summary>Everybody's name, by number; empty where it is not known.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>Two people whose photos are so like each other that they may be one, the most alike first. Each such pair that is one person makes thresholds too high.</summary>
    /// <param name="threshold">From which similarity on.</param>
    public IReadOnlyList<ImpostorScore> Alike(float threshold) =>
        [.. Highest.TakeWhile(score => score.Similarity >= threshold).DistinctBy(score => (Math.Min(score.ProbePerson, score.Person), Math.Max(score.ProbePerson, score.Person)))];

    /// <summary>Part of the photos whose own person is below a threshold: they would be missed.</summary>
    /// <returns>Null when nobody has two photos.</returns>
    public double? MissRate(float threshold) => Genuine.Count == 0 ? null : (double)Genuine.Count(score => score < threshold) / Genuine.Count;

    /// <summary>The FPIR that was seen, in galleries of so many people drawn from these: the mean over all of them, by the hypergeometric distribution.</summary>
    /// <param name="threshold">The threshold.</param>
    /// <param name="people">Number of people.</param>
    /// <returns>Null where it cannot be told: there are not so many people, the probes were not compared with everybody, or scores from the threshold up were not all kept.</returns>
    public double? MeasuredRate(float threshold, int people)
    {
        int others = Design.People - 1;
        if (Design is not EverybodyDesign || people < 1 || people > others || (Highest.Count < Design.Comparisons && (Highest.Count == 0 || Highest[^1].Similarity >= threshold)))
        {
            return null;
        }

        double found = 0;
        foreach (int hits in Highest.TakeWhile(score => score.Similarity >= threshold).GroupBy(score => score.Probe).Select(probe => probe.Count()))
        {
            // C(others - hits, people) / C(others, people): none of the hits is among the drawn.
            double none = 1;
            for (int hit = 0; hit < hits && none > 0; hit++)
            {
                none *= Math.Max(0, (double)(others - people - hit) / (others - hit));
            }

            found += 1 - none;
        }

        return found / Probes;
    }
}
