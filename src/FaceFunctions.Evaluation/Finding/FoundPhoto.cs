using FaceFunctions.Core.Matching;
using FaceFunctions.Core.Recognition;

namespace FaceFunctions.Evaluation.Finding;

/// <summary>A photo that shows somebody like the one who is looked for.</summary>
/// <param name="Photo">Number of the photo.</param>
/// <param name="Face">Its nearest face.</param>
/// <param name="Similarity">Cosine to the face that is looked for.</param>
/// <param name="Decision">What that says.</param>
public sealed record FoundPhoto(int Photo, AnalyzedFace Face, float Similarity, MatchDecision Decision);

/// <summary>What was found for one face.</summary>
/// <param name="Sought">The face that is looked for.</param>
/// <param name="Photos">Photos from the review threshold up, best first, as many as were asked for.</param>
/// <param name="Count">How many there are from the review threshold up.</param>
/// <param name="Nearest">The nearest photo, whatever its similarity; null when no photo has a face.</param>
public sealed record FoundFace(AnalyzedFace Sought, IReadOnlyList<FoundPhoto> Photos, int Count, FoundPhoto? Nearest);
