using FaceFunctions.Core.Matching;

namespace FaceFunctions.Core.Health;

/// <summary>What comparing all faces of a gallery with all others came to.</summary>
/// <remarks>Faces of one photo are not compared with each other.</remarks>
public sealed class GalleryLikeness
{
    private readonly IndexedFace[] _faces;
    private readonly NearestFaces _own;
    private readonly NearestFaces _others;
    private readonly WorstList<LikePair> _duplicates;

    internal GalleryLikeness(IndexedFace[] faces, NearestFaces own, NearestFaces others, WorstList<LikePair> duplicates) =>
        (_faces, _own, _others, _duplicates) = (faces, own, others, duplicates);

    /// <summary>The faces, by person and then by photo.</summary>
    public IReadOnlyList<IndexedFace> Faces => _faces;

    /// <summary>Number of pairs of duplicates.</summary>
    public long DuplicateCount => _duplicates.Count;

    /// <summary>The most alike of them, best first.</summary>
    public IReadOnlyList<LikePair> Duplicates() => _duplicates.Take();

    /// <summary>The nearest face of the same person, in another photo; null when there is none.</summary>
    public LikePair? NearestOwn(int face) => Pair(_own, face);

    /// <summary>The nearest face of another person, in another photo; null when there is none.</summary>
    public LikePair? NearestOther(int face) => Pair(_others, face);

    private static LikePair? Pair(NearestFaces nearest, int face) =>
        nearest.FaceOf(face) < 0 ? null : new LikePair(face, nearest.FaceOf(face), (float)Math.Clamp(nearest.ScoreOf(face), -1, 1));
}

/// <summary>Two faces.</summary>
/// <param name="Face">Number of one, from 0.</param>
/// <param name="Other">Number of the other.</param>
/// <param name="Similarity">Raw cosine, from -1 to 1.</param>
public readonly record struct LikePair(int Face, int Other, float Similarity);
