using FaceFunctions.Core.Gallery;
using FaceFunctions.Core.Recognition;

namespace FaceFunctions.Core.Tests.Support;

/// <summary>Seeded embeddings, and their cosine by a plain loop in double.</summary>
internal static class Vectors
{
    public static FaceEmbedding Random(Random random, int dimension)
    {
        float[] values = new float[dimension];
        for (int i = 0; i < dimension; i++)
        {
            values[i] = (random.NextSingle() * 2) - 1;
        }

        // A random vector of one dimension could be 0, which has no direction.
        values[0] += values[0] >= 0 ? 0.1f : -0.1f;
        return FaceEmbedding.FromModelOutput(values);
    }

    /// <summary>A vector in a plane: the cosine of two is the cosine of the angle between them.</summary>
    public static FaceEmbedding AtDegrees(double degrees) =>
        FaceEmbedding.FromModelOutput([(float)Math.Cos(degrees * Math.PI / 180), (float)Math.Sin(degrees * Math.PI / 180)]);

    public static NamedFace Named(string photo, string person, FaceEmbedding embedding) => new(photo, person, embedding);

    public static double DotInDouble(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
        {
            sum += (double)a[i] * b[i];
        }

        return sum;
    }
}
