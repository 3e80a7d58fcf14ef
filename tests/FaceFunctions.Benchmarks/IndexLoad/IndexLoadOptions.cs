namespace FaceFunctions.Benchmarks.IndexLoad;

/// <summary>What the command <c>load-index</c> does.</summary>
/// <param name="Faces">Faces of the gallery; rounded up to whole people.</param>
/// <param name="FacesPerPerson">Faces of each person.</param>
/// <param name="Dimension">Components of a vector.</param>
/// <param name="Cosine">Mean cosine between two faces of a person.</param>
/// <param name="Probes">Timed searches: half of them known people in new photos, half strangers.</param>
/// <param name="Compared">How many of the searches are compared with the plain scan of all faces.</param>
/// <param name="Seed">Of the gallery and the probes.</param>
internal sealed record IndexLoadOptions(int Faces, int FacesPerPerson, int Dimension, double Cosine, int Probes, int Compared, int Seed)
{
    /// <summary>People of the gallery.</summary>
    public int People => (Faces + FacesPerPerson - 1) / FacesPerPerson;
}
