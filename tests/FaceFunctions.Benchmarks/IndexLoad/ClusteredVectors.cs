namespace FaceFunctions.Benchmarks.IndexLoad;

/// <summary>A gallery of made-up faces: each person is a random direction, and the person's faces lie around it. Unit vectors, computed when they are asked for.</summary>
/// <remarks>
/// The same arguments give the same vectors, in any order and on any number of threads; between operating systems their last bits may differ, as sines and logarithms do.
/// A face is sqrt(c) * direction + sqrt(1 - c) * n, with n a random unit vector at right angles to the direction: two faces of a person have the mean cosine c
/// (standard deviation (1 - c) / sqrt(dimension - 1)), those of two people 0 (1 / sqrt(dimension)).
/// </remarks>
internal sealed class ClusteredVectors
{
    private readonly int _seed;

    /// <summary>Describes a gallery; computes nothing yet.</summary>
    /// <param name="seed">Any number; another one gives other people.</param>
    /// <param name="people">People of the gallery, 1 or more.</param>
    /// <param name="facesPerPerson">Faces of each, 1 or more.</param>
    /// <param name="dimension">Components of a vector, 2 or more.</param>
    /// <param name="cosine">Mean cosine between two faces of a person, from 0 (strangers) to 1 (the same face again and again).</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public ClusteredVectors(int seed, int people, int facesPerPerson, int dimension, double cosine)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(people, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(facesPerPerson, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 2);
        if (!(cosine is >= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(cosine), cosine, "The cosine within a person lies from 0 to 1.");
        }

        (_seed, People, FacesPerPerson, Dimension, Cosine) = (seed, people, facesPerPerson, dimension, cosine);
    }

    /// <summary>People of the gallery.</summary>
    public int People { get; }

    /// <summary>Faces of each person in the gallery.</summary>
    public int FacesPerPerson { get; }

    /// <summary>Components of a vector.</summary>
    public int Dimension { get; }

    /// <summary>Mean cosine between two faces of a person.</summary>
    public double Cosine { get; }

    /// <summary>Everybody in the gallery, one at a time.</summary>
    public IEnumerable<ClusteredPerson> Gallery => Enumerable.Range(0, People).Select(Person);

    /// <summary>One person.</summary>
    /// <param name="number">From 0. Those from <see cref="People"/> on are not in the gallery: strangers.</param>
    public ClusteredPerson Person(int number)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        return new ClusteredPerson(_seed, number, Dimension, Cosine);
    }
}
