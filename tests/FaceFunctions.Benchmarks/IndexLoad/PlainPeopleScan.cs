using System.Diagnostics;

namespace FaceFunctions.Benchmarks.IndexLoad;

/// <summary>The plain search for people over a whole gallery, for several probes at once: each face is computed anew, so nothing is kept that the index could share.</summary>
internal static class PlainPeopleScan
{
    /// <summary>The greatest similarities of each probe to a person, best first.</summary>
    /// <param name="vectors">The gallery.</param>
    /// <param name="probes">The queries.</param>
    /// <param name="top">How many people, at most.</param>
    /// <param name="elapsed">Receives the time of the scan alone, without that of computing the faces.</param>
    /// <param name="cancellationToken">Ends the scan.</param>
    /// <returns>For each probe one similarity a person.</returns>
    public static double[][] Run(ClusteredVectors vectors, IReadOnlyList<IndexProbe> probes, int top, out TimeSpan elapsed, CancellationToken cancellationToken)
    {
        double[][] similarities = [.. probes.Select(_ => new double[vectors.People])];
        double[] best = new double[1];
        elapsed = TimeSpan.Zero;
        foreach (ClusteredPerson person in vectors.Gallery)
        {
            cancellationToken.ThrowIfCancellationRequested();
            float[] faces = [.. Enumerable.Range(0, vectors.FacesPerPerson).SelectMany(face => person.Embedding(face).Values.ToArray())];
            long start = Stopwatch.GetTimestamp();
            for (int probe = 0; probe < probes.Count; probe++)
            {
                Vectors.PlainSearch(faces, probes[probe].Vector, best);
                similarities[probe][person.Number] = best[0];
            }

            elapsed += Stopwatch.GetElapsedTime(start);
        }

        return [.. similarities.Select(people => people.OrderDescending().Take(top).ToArray())];
    }
}
