using FaceFunctions.Core.Matching;
using FaceFunctions.Core.Recognition;
using FaceFunctions.Evaluation.Embedding;

namespace FaceFunctions.Evaluation.Finding;

/// <summary>Collects, of many photos, those that show the people of one photo. Keeps only what it found: memory grows with the answer, not with the folder. Safe for any number of threads.</summary>
/// <param name="sought">The faces that are looked for.</param>
/// <param name="thresholds">What counts.</param>
public sealed class FaceFinder(IReadOnlyList<AnalyzedFace> sought, MatchThresholds thresholds)
{
    private readonly Lock _lock = new();
    private readonly List<FoundPhoto>[] _found = [.. sought.Select(_ => new List<FoundPhoto>())];
    private readonly FoundPhoto?[] _nearest = new FoundPhoto?[sought.Count];

    /// <summary>Looks at one photo; each is compared by its nearest face.</summary>
    /// <param name="photo">Its number; of equal similarities the lower one comes first.</param>
    /// <param name="outcome">Its faces.</param>
    public void Add(int photo, PhotoOutcome.Embedded outcome)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        for (int face = 0; face < sought.Count; face++)
        {
            (AnalyzedFace nearest, float similarity) = outcome.Photo.Faces
                .Select(candidate => (Face: candidate, Similarity: sought[face].Embedding.CosineSimilarity(candidate.Embedding)))
                .MaxBy(candidate => candidate.Similarity);
            var found = new FoundPhoto(photo, nearest, similarity, thresholds.Decide(similarity));
            lock (_lock)
            {
                if (found.Decision != MatchDecision.Unknown)
                {
                    _found[face].Add(found);
                }

                if (_nearest[face] is not { } before || Order.Compare(found, before) < 0)
                {
                    _nearest[face] = found;
                }
            }
        }
    }

    /// <summary>What was found so far, a result a face.</summary>
    /// <param name="top">Most photos of each; null for all.</param>
    public IReadOnlyList<FoundFace> Results(int? top)
    {
        lock (_lock)
        {
            return
            [
                .. sought.Select((face, i) => new FoundFace(face, [.. _found[i].Order(Order).Take(top ?? int.MaxValue)], _found[i].Count, _nearest[i])),
            ];
        }
    }

    // The photos come in any order, and the answer must not depend on it.
    private static readonly Comparer<FoundPhoto> Order = Comparer<FoundPhoto>.Create((a, b) =>
        a.Similarity != b.Similarity ? b.Similarity.CompareTo(a.Similarity) : a.Photo.CompareTo(b.Photo));
}
