namespace FaceFunctions.Core.Matching;

/// <summary>A person of the gallery, by a photo: the one that comes nearest to a query when people are listed, each when photos are.</summary>
/// <param name="Person">The person.</param>
/// <param name="Photo">Blob name inside the gallery container of the photo.</param>
/// <param name="Similarity">Raw cosine, from -1 to 1; not a probability.</param>
public readonly record struct PersonMatch(string Person, string Photo, float Similarity);
