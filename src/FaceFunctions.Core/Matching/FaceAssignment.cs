namespace FaceFunctions.Core.Matching;

/// <summary>What a search says about one face of a photo.</summary>
/// <param name="Decision">The decision.</param>
/// <param name="Person">The person when <paramref name="Decision"/> is <see cref="MatchDecision.Match"/>, else null.</param>
public readonly record struct FaceVerdict(MatchDecision Decision, string? Person);

/// <summary>Decides who the faces of one photo are: nobody can be in a photo twice, so of two faces that look like one person the nearer one gets the name.</summary>
public static class FaceAssignment
{
    /// <summary>Decides about all faces of a photo together.</summary>
    /// <param name="candidates">
    /// For each face its nearest people, best first. At least as many people a face as the photo has faces (or all there are): a face can lose that many
    /// less one to others.
    /// </param>
    /// <param name="thresholds">The thresholds to decide by.</param>
    /// <returns>One verdict a face, in the same order. No person is named twice.</returns>
    public static IReadOnlyList<FaceVerdict> Decide(IReadOnlyList<IReadOnlyList<PersonMatch>> candidates, MatchThresholds thresholds)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        ArgumentNullException.ThrowIfNull(thresholds);
        var verdicts = new FaceVerdict[candidates.Count];
        var named = new HashSet<string>(StringComparer.Ordinal);

        // Matches come before uncertain ones because they are more similar. OrderBy is stable: equal similarities go to the larger face, which comes first.
        var pairs = candidates
            .SelectMany((people, face) => people.Select(match => (face, match)))
            .OrderByDescending(pair => pair.match.Similarity);
        foreach ((int face, PersonMatch match) in pairs)
        {
            if (verdicts[face].Decision != MatchDecision.Unknown || named.Contains(match.Person))
            {
                continue;
            }

            switch (thresholds.Decide(match.Similarity))
            {
                case MatchDecision.Match:
                    named.Add(match.Person);
                    verdicts[face] = new FaceVerdict(MatchDecision.Match, match.Person);
                    break;
                case MatchDecision.Uncertain:
                    verdicts[face] = new FaceVerdict(MatchDecision.Uncertain, null);
                    break;
                default:
                    return verdicts;
            }
        }

        return verdicts;
    }
}
