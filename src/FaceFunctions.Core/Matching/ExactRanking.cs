using FaceFunctions.Core.Gallery;
using FaceFunctions.Core.Recognition;

namespace FaceFunctions.Core.Matching;

/// <summary>Ranks given faces as <see cref="FaceIndex"/> would that held only them: the same scores to the last bit, in the same order. For few faces, such as a search engine's candidates.</summary>
public static class ExactRanking
{
    /// <summary>Scores every face and takes the best.</summary>
    /// <param name="probe">The face that is looked for.</param>
    /// <param name="faces">The faces; those of another dimension than <paramref name="probe"/>'s can be compared with nothing and are passed over.</param>
    /// <param name="filter">Which of them to look at.</param>
    /// <param name="unit">Whether to list people or photos.</param>
    /// <param name="top">At most so many, 0 or more.</param>
    /// <returns>The matches, best first; of equal scores, people and then photos in ordinal order.</returns>
    public static PersonMatch[] Rank(FaceEmbedding probe, IEnumerable<NamedFace> faces, SearchFilter filter, MatchUnit unit, int top)
    {
        ArgumentNullException.ThrowIfNull(probe);
        ArgumentNullException.ThrowIfNull(faces);
        ArgumentOutOfRangeException.ThrowIfNegative(top);
        return
        [
            .. faces
                .Where(face => face.Embedding.Dimension == probe.Dimension && filter.Admits(face.Person, face.Photo))
                .Select(face => (Face: face, Score: probe.DotProduct(face.Embedding)))
                .OrderByDescending(scored => scored.Score)
                .ThenBy(scored => scored.Face.Person, StringComparer.Ordinal)
                .ThenBy(scored => scored.Face.Photo, StringComparer.Ordinal)
                .DistinctBy(scored => unit == MatchUnit.Person ? scored.Face.Person : scored.Face.Photo, StringComparer.Ordinal)
                .Take(top)
                .Select(scored => new PersonMatch(scored.Face.Person, scored.Face.Photo, (float)Math.Clamp(scored.Score, -1, 1))),
        ];
    }
}
