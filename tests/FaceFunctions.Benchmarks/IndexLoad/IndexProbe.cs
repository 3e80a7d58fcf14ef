namespace FaceFunctions.Benchmarks.IndexLoad;

/// <summary>One query of a load run.</summary>
/// <param name="Person">Who it shows; a stranger when not in the gallery.</param>
/// <param name="IsKnown">Whether the person is in the gallery.</param>
/// <param name="Vector">A face of the person that is not in the gallery.</param>
internal sealed record IndexProbe(ClusteredPerson Person, bool IsKnown, float[] Vector)
{
    /// <summary>Seeded probes: known people, each drawn from the whole gallery, and strangers by turns.</summary>
    public static IReadOnlyList<IndexProbe> Draw(ClusteredVectors vectors, int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(number =>
        {
            bool known = number % 2 == 0;
            ClusteredPerson person = vectors.Person(known ? random.Next(vectors.People) : vectors.People + number);
            return new IndexProbe(person, known, person.Embedding(vectors.FacesPerPerson + number).Values.ToArray());
        })];
    }
}
