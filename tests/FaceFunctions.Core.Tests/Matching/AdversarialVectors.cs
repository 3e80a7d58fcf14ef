using FaceFunctions.Core.Recognition;

namespace FaceFunctions.Core.Tests.Matching;

/// <summary>Embeddings that are made to go wrong.</summary>
internal static class AdversarialVectors
{
    /// <summary>Some of each kind, seeded.</summary>
    public static FaceEmbedding[] Of(int seed, int dimension, int ofEachKind)
    {
        var random = new Random(seed);
        float[] usual = Gaussian(random, dimension);
        float[][] raw =
        [
            .. Many(() => Gaussian(random, dimension)),
            .. Many(() => (float[])usual.Clone()), // all equal
            .. Many(() => Changed(usual, random, 2 * FaceEmbedding.Step * MathF.Sqrt(dimension))), // nearly equal, before they are rounded
            .. Many(() => Changed(new float[dimension], random, 1)), // one component
            .. Many(() => Changed(Scaled(Gaussian(random, dimension), 1e-3f), random, 30)), // one huge component
            .. Many(() => Changed(Changed(Scaled(Gaussian(random, dimension), 1e-6f), random, 1), random, -0.7f)),
            .. Many(() => Scaled(Gaussian(random, dimension), 1e-40f)), // denormal
            .. Many(() => Scaled(Gaussian(random, dimension), 1e36f)),
            .. Many(() => Array.ConvertAll(Gaussian(random, dimension), MathF.Exp)), // skewed: all positive, some large
            .. Many(() => Array.ConvertAll(Gaussian(random, dimension), value => value < 0 ? -1f : 1f)), // all of one size
            .. Many(() => Array.ConvertAll(Gaussian(random, dimension), value => value * value * value)), // heavy tails
            .. Many(() => Array.ConvertAll(usual, value => -value)),
        ];
        return Array.ConvertAll(raw, values => FaceEmbedding.FromModelOutput(values));

        IEnumerable<float[]> Many(Func<float[]> make) => Enumerable.Range(0, ofEachKind).Select(_ => make());
    }

    /// <summary>Queries that are embeddings, and such that are none: of any size, with components of very different sizes, and zero.</summary>
    public static float[][] Queries(int seed, int dimension)
    {
        var random = new Random(seed);
        return
        [
            .. Of(seed, dimension, 1).Select(embedding => embedding.Values.ToArray()),
            Scaled(Gaussian(random, dimension), 1e-40f), // denormal
            Scaled(Gaussian(random, dimension), 1e36f),
            Changed(Scaled(Gaussian(random, dimension), 1e-30f), random, 1e30f),
            Gaussian(random, dimension),
            Array.ConvertAll(Gaussian(random, dimension), value => value < 0 ? -1f : 1f),
            new float[dimension],
        ];
    }

    private static float[] Gaussian(Random random, int dimension) =>
        [.. Enumerable.Range(0, dimension).Select(_ => (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble())) + 1e-4f)];

    private static float[] Scaled(float[] values, float factor) => Array.ConvertAll(values, value => value * factor);

    private static float[] Changed(float[] values, Random random, float by)
    {
        float[] changed = [.. values];
        changed[random.Next(values.Length)] += by;
        return changed;
    }
}
