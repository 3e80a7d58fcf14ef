using FaceFunctions.Core.Matching;

namespace FaceFunctions.Core.Identification;

/// <summary>What is asked about a probe.</summary>
/// <param name="Top">Candidates a face, from 1 to <see cref="Identifier.MaxTop"/>.</param>
/// <param name="Threshold">The caller's own match threshold, from -1 to 1; null for the bundle's.</param>
/// <param name="By">
/// <see cref="MatchUnit.Person"/>: candidates are the nearest people, whatever their similarity. <see cref="MatchUnit.Photo"/>: they are the gallery's photos from the match
/// threshold up, also several of one person.
/// </param>
/// <param name="Filter">Which faces of the gallery to look at. A gallery photo that is the probe must be excluded in it, or it finds itself.</param>
public sealed record IdentifyQuestion(int Top, float? Threshold = null, MatchUnit By = MatchUnit.Person, SearchFilter Filter = default);
