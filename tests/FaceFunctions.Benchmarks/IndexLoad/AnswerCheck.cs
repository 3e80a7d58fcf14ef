using FaceFunctions.Core.Matching;
using FaceFunctions.Core.Recognition;

namespace FaceFunctions.Benchmarks.IndexLoad;

/// <summary>Checks what an index answered against what the generator knows.</summary>
internal static class AnswerCheck
{
    /// <summary>Similarities may differ by this: half the distance of two float32 below 1.</summary>
    public const double Rounding = 1.0 / (1 << 25);

    /// <summary>The first thing that is wrong with an answer.</summary>
    /// <param name="vectors">The gallery.</param>
    /// <param name="probe">The query.</param>
    /// <param name="matches">The answer, best first.</param>
    /// <param name="count">How many matches there should be.</param>
    /// <param name="plain">As many similarities, which the plain scan found; null when there was no scan for this probe.</param>
    /// <returns>One sentence; null when nothing is wrong.</returns>
    public static string? FindFault(ClusteredVectors vectors, IndexProbe probe, ReadOnlySpan<PersonMatch> matches, int count, double[]? plain)
    {
        if (matches.Length != count)
        {
            return $"There are {matches.Length} matches, not {count}.";
        }

        HashSet<int> seen = [];
        double above = double.PositiveInfinity;
        for (int place = 0; place < matches.Length; place++)
        {
            PersonMatch match = matches[place];
            (int person, int face) = ClusteredPerson.Parse(match.Photo);
            ClusteredPerson found = vectors.Person(person);
            if (match.Person != found.Name || person >= vectors.People || face >= vectors.FacesPerPerson || !seen.Add(person))
            {
                return $"{match.Photo} of {match.Person} at place {place + 1} is not in the gallery, or is there already.";
            }

            if (match.Similarity > above || Differ(match.Similarity, Best(found.Embedding(face), probe)))
            {
                return $"{match.Photo} at place {place + 1} has similarity {Best(found.Embedding(face), probe)}, but the index says {match.Similarity}, after {above}.";
            }

            if (plain is not null && Differ(match.Similarity, plain[place]))
            {
                return $"{match.Photo} of similarity {match.Similarity} has place {place + 1}, which belongs to one of {plain[place]}.";
            }

            above = match.Similarity;
        }

        // Without a scan, there is still one person whom nobody may come before without being nearer.
        double own = probe.IsKnown ? Enumerable.Range(0, vectors.FacesPerPerson).Max(face => Best(probe.Person.Embedding(face), probe)) : double.NegativeInfinity;
        return own > matches[0].Similarity + Rounding ? $"{probe.Person.Name} has similarity {own}, but the first place has {matches[0].Similarity}." : null;
    }

    private static bool Differ(double a, double b) => Math.Abs(a - b) > Rounding;

    private static double Best(FaceEmbedding face, IndexProbe probe)
    {
        double[] best = new double[1];
        Vectors.PlainSearch(face.Values.ToArray(), probe.Vector, best);
        return best[0];
    }
}
