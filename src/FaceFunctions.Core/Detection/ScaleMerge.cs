namespace FaceFunctions.Core.Detection;

/// <summary>Makes one list of the faces that were found at several scales of a photo.</summary>
public static class ScaleMerge
{
    /// <summary>From this part of the smaller box in the other on, two boxes are about one face: an eye or a nose that passes for a face lies inside a larger one.</summary>
    private const float MaxInside = 0.5f;

    /// <summary>Keeps the best sight of each face.</summary>
    /// <remarks>
    /// Of two that overlap, one that was seen clearly wins over one that was not; of two clear ones the one at the smaller scale (the whole face, not a part of it, and
    /// the answer that there would be without a closer look), of two unclear ones the one at the larger; at one scale the surer one.
    /// </remarks>
    /// <param name="faces">All sights. Not changed.</param>
    /// <param name="maxOverlap">Largest intersection over union that two kept boxes may have, from 0 to 1.</param>
    /// <returns>The kept ones, the best first.</returns>
    public static IReadOnlyList<ScaledFace> Merge(IEnumerable<ScaledFace> faces, float maxOverlap)
    {
        ArgumentNullException.ThrowIfNull(faces);
        var kept = new List<ScaledFace>();
        foreach (ScaledFace face in faces
            .OrderByDescending(face => face.IsClear)
            .ThenBy(face => face.IsClear ? face.Scale : -face.Scale)
            .ThenByDescending(face => face.Face.Score))
        {
            if (!kept.Exists(other => Overlaps(other, face, maxOverlap)))
            {
                kept.Add(face);
            }
        }

        return kept;
    }

    // At one scale the detector's own rule decides: heads that stand behind one another lie inside each other's boxes.
    private static bool Overlaps(ScaledFace a, ScaledFace b, float maxOverlap) =>
        a.Face.Box.IntersectionOverUnion(b.Face.Box) > maxOverlap || (a.Scale != b.Scale && a.Face.Box.IntersectionOverSmaller(b.Face.Box) > MaxInside);
}
