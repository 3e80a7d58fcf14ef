using System.Numerics.Tensors;
using FaceFunctions.Core.Gallery;
using FaceFunctions.Core.Recognition;

namespace FaceFunctions.Core.Calibration;

/// <summary>Compares photos of a gallery with everybody else in it. Reads it twice, a part at a time; memory: one part, the probes, and everybody's name.</summary>
public static class PeopleComparison
{
    /// <summary>Probes that are compared when there are more photos: of 10,000 people, 20 million comparisons.</summary>
    public const int UsualProbes = 2000;

    /// <summary>Compares.</summary>
    /// <param name="read">Reads the faces, in parts, the same each time; faces of another dimension than the first are passed over.</param>
    /// <param name="mostProbes">Photos that are compared, chosen by chance when there are more; 1 or more.</param>
    /// <param name="seed">Names the choice.</param>
    /// <param name="cancellationToken">Stops between two parts.</param>
    public static async Task<ComparedPeople> CompareAsync(
        Func<IAsyncEnumerable<IReadOnlyList<NamedFace>>> read, int mostProbes, int seed, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(read);
        ArgumentOutOfRangeException.ThrowIfLessThan(mostProbes, 1);
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        var probes = new List<Probe>();
        var random = new Random(seed);
        long faces = 0;
        await foreach (IReadOnlyList<NamedFace> part in read().WithCancellation(cancellationToken))
        {
            foreach (NamedFace face in part.Where(Fits))
            {
                if (!numbers.TryGetValue(face.Person, out int person))
                {
                    numbers.Add(face.Person, person = numbers.Count);
                }

                // Vitter, "Random sampling with a reservoir", ACM TOMS 11(1), 1985, algorithm R.
                long place = faces < mostProbes ? faces : random.NextInt64(faces + 1);
                faces++;
                var probe = new Probe(face.Photo, person, face.Embedding);
                if (probes.Count < mostProbes)
                {
                    probes.Add(probe);
                }
                else if (place < mostProbes)
                {
                    probes[(int)place] = probe;
                }
            }
        }

        float[] genuine = new float[probes.Count];
        Array.Fill(genuine, float.NegativeInfinity);
        var highest = new HighestScores(ComparedPeople.MostScores);
        await foreach (IReadOnlyList<NamedFace> part in read().WithCancellation(cancellationToken))
        {
            // Whoever came between the two passes is left out of both.
            (int Person, NamedFace Face)[] known = [.. part.Where(Fits).Where(face => numbers.ContainsKey(face.Person)).Select(face => (numbers[face.Person], face))];
            Parallel.For(0, probes.Count, new ParallelOptions { CancellationToken = cancellationToken }, i => Compare(i, probes[i], known, genuine, highest));
        }

        int[] probesOf = new int[numbers.Count];
        probes.ForEach(probe => probesOf[probe.Person]++);
        return new ComparedPeople(
            new EverybodyDesign(probesOf), probes.Count, numbers.Count == 0 ? 1 : (double)faces / numbers.Count, highest.Descending(), [.. genuine.Where(float.IsFinite)])
        {
            Names = [.. numbers.OrderBy(person => person.Value).Select(person => person.Key)],
        };

        bool Fits(NamedFace face) => probes.Count == 0 || face.Embedding.Dimension == probes[0].Embedding.Dimension;
    }

    private static void Compare(int number, Probe probe, (int Person, NamedFace Face)[] faces, float[] genuine, HighestScores highest)
    {
        foreach ((int person, NamedFace face) in faces)
        {
            float similarity = TensorPrimitives.Dot(probe.Embedding.Values, face.Embedding.Values);
            if (person != probe.Person)
            {
                highest.Add(new ImpostorScore(number, probe.Person, person, similarity));
            }
            else if (face.Photo != probe.Photo)
            {
                genuine[number] = Math.Max(genuine[number], similarity);
            }
        }
    }

    private readonly record struct Probe(string Photo, int Person, FaceEmbedding Embedding);
}
