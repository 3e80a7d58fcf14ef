namespace FaceFunctions.Benchmarks.SearchCompare;

/// <summary>What the command <c>compare-search</c> does.</summary>
/// <param name="Faces">Faces of the gallery; rounded up to whole people.</param>
/// <param name="FacesPerPerson">Faces of each person.</param>
/// <param name="Dimension">Components of a vector.</param>
/// <param name="Cosine">Mean cosine between two faces of a person.</param>
/// <param name="Threads">Threads of the index and of what it is compared with.</param>
/// <param name="Rounds">Rounds of timing, each of everything by turns.</param>
/// <param name="Queries">Answers compared with those of a whole scan.</param>
/// <param name="Seed">Of the gallery and the queries.</param>
internal sealed record SearchCompareOptions(int Faces, int FacesPerPerson, int Dimension, double Cosine, int Threads, int Rounds, int Queries, int Seed)
{
    /// <summary>People of the gallery.</summary>
    public int People => (Faces + FacesPerPerson - 1) / FacesPerPerson;
}
