using FaceFunctions.Core.Matching;
using FaceFunctions.Core.Recognition;

namespace FaceFunctions.Core.Identification;

/// <summary>One face of a probe and who it is.</summary>
/// <param name="Face">The face.</param>
/// <param name="Decision">The decision by the thresholds in force.</param>
/// <param name="Person">The person when <paramref name="Decision"/> is <see cref="MatchDecision.Match"/>, else null. Nobody is named twice in one photo.</param>
/// <param name="Candidates">
/// With raw cosines, best first, as <see cref="IdentifyQuestion.By"/> says: the nearest people, whatever the decision; or the photos from the match threshold up. A person whom another
/// face of the photo was named after stays in the list.
/// </param>
public sealed record IdentifiedFace(AnalyzedFace Face, MatchDecision Decision, string? Person, IReadOnlyList<PersonMatch> Candidates);
