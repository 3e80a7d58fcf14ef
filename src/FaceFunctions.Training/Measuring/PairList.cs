using System.Numerics.Tensors;
using FaceFunctions.Core.Evaluation;

namespace FaceFunctions.Training.Measuring;

/// <summary>Makes pairs by the LFW protocol.</summary>
internal static class PairList
{
    /// <summary>A photo's embedding, a unit vector.</summary>
    public delegate ReadOnlySpan<float> Embedding(int person, int photo);

    /// <summary>Makes folds of pairs: each has people of its own, and as many pairs of one person as of two.</summary>
    /// <param name="people">Number of people, a multiple of <see cref="PopulationSizes.Folds"/> and at least twice as many.</param>
    /// <param name="photos">Photos of each: pairs of one person are those of neighbouring photos.</param>
    /// <param name="embedding">Finds an embedding.</param>
    public static IReadOnlyList<IReadOnlyList<ScoredPair>> Make(int people, int photos, Embedding embedding)
    {
        var random = new Random(1);
        int inFold = people / PopulationSizes.Folds;
        var folds = new List<IReadOnlyList<ScoredPair>>();
        for (int first = 0; first < people; first += inFold)
        {
            var pairs = new List<ScoredPair>();
            for (int i = 0; i < inFold; i++)
            {
                for (int photo = 1; photo < photos; photo++)
                {
                    int other = (i + 1 + random.Next(inFold - 1)) % inFold;
                    pairs.Add(new ScoredPair(TensorPrimitives.Dot(embedding(first + i, photo - 1), embedding(first + i, photo)), IsSamePerson: true));
                    pairs.Add(new ScoredPair(
                        TensorPrimitives.Dot(embedding(first + i, random.Next(photos)), embedding(first + other, random.Next(photos))), IsSamePerson: false));
                }
            }

            folds.Add(pairs);
        }

        return folds;
    }
}
