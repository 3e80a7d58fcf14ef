using System.Numerics.Tensors;

namespace FaceFunctions.Core.Evaluation;

/// <summary>Identification in a gallery as it grows: the same probes, searched for among more and more people. A person is as near as the nearest of the person's photos.</summary>
public static class GalleryGrowth
{
    /// <summary>Searches for every probe, on all cores.</summary>
    /// <param name="gallery">The gallery's faces; people are numbered from 0 without gaps, and a gallery of n people is that of the first n.</param>
    /// <param name="probes">Photos to search for. A known person's probes count from the size on that has the person; strangers' at every size.</param>
    /// <param name="sizes">Numbers of people, ascending, each from 1 to all.</param>
    /// <param name="cancellationToken">Stops between two probes.</param>
    /// <returns>A result a size, in order.</returns>
    /// <exception cref="ArgumentException">A person between has no face, dimensions differ, or a size is out of range or order.</exception>
    public static IReadOnlyList<GrowthResult> Measure(
        IReadOnlyList<LabelledEmbedding> gallery, IReadOnlyList<LabelledEmbedding> probes, IReadOnlyList<int> sizes, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(gallery);
        ArgumentNullException.ThrowIfNull(probes);
        ArgumentNullException.ThrowIfNull(sizes);
        int people = gallery.Count == 0 ? 0 : gallery.Max(face => face.Person) + 1;
        if (gallery.Select(face => face.Person).Distinct().Count(person => person >= 0) != people || gallery.Any(face => face.Person < 0))
        {
            throw new ArgumentException("The gallery's people must be numbered from 0 without gaps.", nameof(gallery));
        }

        if (gallery.Concat(probes).Select(face => face.Embedding.Dimension).Distinct().Count() > 1)
        {
            throw new ArgumentException("The embeddings' dimensions differ.", nameof(probes));
        }

        if (sizes.Any(size => size < 1 || size > people) || sizes.Zip(sizes.Skip(1)).Any(two => two.First >= two.Second))
        {
            throw new ArgumentException($"Sizes must ascend, from 1 to {people}.", nameof(sizes));
        }

        var searched = new Searched[probes.Count, sizes.Count];
        Parallel.For(0, probes.Count, new ParallelOptions { CancellationToken = cancellationToken }, () => new float[people], (probe, _, best) =>
        {
            Search(gallery, probes[probe], best);
            for (int i = 0; i < sizes.Count; i++)
            {
                searched[probe, i] = Look(best.AsSpan(0, sizes[i]), probes[probe].Person);
            }

            return best;
        }, _ => { });
        return [.. sizes.Select((size, i) => Collect(size, probes, probe => searched[probe, i]))];
    }

    private static void Search(IReadOnlyList<LabelledEmbedding> gallery, LabelledEmbedding probe, float[] best)
    {
        Array.Fill(best, float.NegativeInfinity);
        foreach (LabelledEmbedding face in gallery)
        {
            best[face.Person] = Math.Max(best[face.Person], TensorPrimitives.Dot(face.Embedding.Values, probe.Embedding.Values));
        }
    }

    private static Searched Look(ReadOnlySpan<float> best, int person)
    {
        if (person < 0)
        {
            return new Searched(0, float.NegativeInfinity, TensorPrimitives.Max(best));
        }

        if (person >= best.Length)
        {
            return default;
        }

        // Of equal similarities the other could come first.
        float right = best[person], wrong = float.NegativeInfinity;
        int rank = 1;
        for (int other = 0; other < best.Length; other++)
        {
            if (other != person)
            {
                rank += best[other] >= right ? 1 : 0;
                wrong = Math.Max(wrong, best[other]);
            }
        }

        return new Searched(rank, right, wrong);
    }

    private static GrowthResult Collect(int size, IReadOnlyList<LabelledEmbedding> probes, Func<int, Searched> searched)
    {
        var ranks = new List<int>();
        var mated = new List<MatedProbe>();
        var strangers = new List<float>();
        for (int probe = 0; probe < probes.Count; probe++)
        {
            Searched found = searched(probe);
            if (probes[probe].Person < 0)
            {
                strangers.Add(found.BestWrong);
            }
            else if (probes[probe].Person < size)
            {
                ranks.Add(found.Rank);
                mated.Add(new MatedProbe(found.BestRight, found.BestWrong));
            }
        }

        return new GrowthResult(
            size,
            ranks.Count == 0 ? null : new CumulativeMatchCurve(ranks),
            ranks.Count == 0 || strangers.Count == 0 ? null : new OpenSetIdentification(mated, strangers));
    }

    private readonly record struct Searched(int Rank, float BestRight, float BestWrong);
}

/// <summary>Identification at one size of the gallery.</summary>
/// <param name="People">People in the gallery.</param>
/// <param name="Ranks">Ranks of the known people's probes; null when there is none.</param>
/// <param name="OpenSet">Known people's probes and strangers' together; null when a kind is missing.</param>
public sealed record GrowthResult(int People, CumulativeMatchCurve? Ranks, OpenSetIdentification? OpenSet);
