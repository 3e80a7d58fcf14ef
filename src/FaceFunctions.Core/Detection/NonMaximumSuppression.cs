namespace FaceFunctions.Core.Detection;

/// <summary>Keeps the surest of detections that overlap.</summary>
public static class NonMaximumSuppression
{
    /// <summary>Greedy suppression: of boxes that overlap more than a limit, the one with the higher score stays.</summary>
    /// <param name="candidates">Detections in any order. Not changed.</param>
    /// <param name="maxOverlap">Largest intersection over union that two kept boxes may have, from 0 to 1.</param>
    /// <param name="maxCount">Candidates looked at, the surest first; 1 or more.</param>
    /// <returns>The kept detections, surest first; of equal scores the earlier candidate first.</returns>
    public static IReadOnlyList<DetectedFace> Suppress(IEnumerable<DetectedFace> candidates, float maxOverlap, int maxCount)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxCount, 1);
        var kept = new List<DetectedFace>();
        foreach (DetectedFace face in candidates.OrderByDescending(face => face.Score).Take(maxCount))
        {
            if (!kept.Exists(other => other.Box.IntersectionOverUnion(face.Box) > maxOverlap))
            {
                kept.Add(face);
            }
        }

        return kept;
    }
}
