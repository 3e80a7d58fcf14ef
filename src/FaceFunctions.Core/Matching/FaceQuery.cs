using FaceFunctions.Core.Recognition;

namespace FaceFunctions.Core.Matching;

/// <summary>One question to a gallery.</summary>
/// <param name="Probe">The face that is looked for; of the gallery's bundle.</param>
/// <param name="Unit">Whether to list people or photos.</param>
/// <param name="Top">Matches wanted, 1 or more.</param>
public readonly record struct FaceQuery(FaceEmbedding Probe, MatchUnit Unit, int Top);
