using System.Globalization;
using FaceFunctions.Core.Recognition;

namespace FaceFunctions.Benchmarks.IndexLoad;

/// <summary>One made-up person of <see cref="ClusteredVectors"/>. Safe for any number of threads.</summary>
internal sealed class ClusteredPerson
{
    private readonly int _seed;
    private readonly double[] _direction;
    private readonly double _cosine;

    /// <summary>Computes the person's direction.</summary>
    public ClusteredPerson(int seed, int number, int dimension, double cosine)
    {
        (_seed, Number, _cosine) = (seed, number, cosine);
        _direction = new double[dimension];
        new RandomStream(seed, number, stream: 0).FillGaussian(_direction);
        Scale(_direction, 1 / Length(_direction));
    }

    /// <summary>The person's number.</summary>
    public int Number { get; }

    /// <summary>The person's name in the gallery.</summary>
    public string Name => $"person-{Number}";

    /// <summary>The number of the person in whose folder a photo lies, and the photo's face.</summary>
    /// <param name="photo">As <see cref="PhotoOf"/> names it.</param>
    public static (int Person, int Face) Parse(string photo)
    {
        string[] parts = photo.Split('-', '/', '.');
        return (int.Parse(parts[1], CultureInfo.InvariantCulture), int.Parse(parts[3], CultureInfo.InvariantCulture));
    }

    /// <summary>Blob name of the photo with one face.</summary>
    public string PhotoOf(int face) => $"{Name}/photo-{face}.jpg";

    /// <summary>Computes one face.</summary>
    /// <param name="number">From 0; there is no end of them. Those beyond the gallery's are other photos of the same person.</param>
    /// <returns>A new unit vector.</returns>
    public float[] Face(int number)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        double[] face = new double[_direction.Length];
        new RandomStream(_seed, Number, stream: number + 1).FillGaussian(face);

        // A Gaussian vector points anywhere with equal chance; without its part along the direction, anywhere at right angles to it.
        AddTo(face, _direction, -Dot(face, _direction));
        Scale(face, Math.Sqrt(1 - _cosine) / Length(face));
        AddTo(face, _direction, Math.Sqrt(_cosine));
        return Array.ConvertAll(face, value => (float)value);
    }

    /// <summary>Computes one face as the gallery holds it.</summary>
    /// <param name="number">As for <see cref="Face"/>.</param>
    public FaceEmbedding Embedding(int number) => FaceEmbedding.FromModelOutput(Face(number));

    private static double Dot(double[] a, double[] b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }

    private static double Length(double[] vector) => Math.Sqrt(Dot(vector, vector));

    private static void Scale(double[] vector, double factor)
    {
        foreach (ref double value in vector.AsSpan())
        {
            value *= factor;
        }
    }

    private static void AddTo(double[] vector, double[] other, double factor)
    {
        for (int i = 0; i < vector.Length; i++)
        {
            vector[i] += other[i] * factor;
        }
    }
}
