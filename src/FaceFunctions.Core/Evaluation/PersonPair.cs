namespace FaceFunctions.Core.Evaluation;

/// <summary>Two photos, compared, and whose they are.</summary>
/// <param name="Similarity">Their similarity; finite.</param>
/// <param name="PersonA">Number of the first photo's person, 0 or more.</param>
/// <param name="PersonB">Number of the second photo's person; the same for a pair of one person.</param>
public readonly record struct PersonPair(float Similarity, int PersonA, int PersonB)
{
    /// <summary>Whether both photos show one person.</summary>
    public bool IsSamePerson => PersonA == PersonB;
}
