namespace FaceFunctions.Core.Matching;

/// <summary>A face of a <see cref="FaceIndex"/>.</summary>
/// <param name="Person">The person.</param>
/// <param name="Photo">Blob name inside the gallery container.</param>
/// <param name="Chunk">Where the index keeps it: the chunk.</param>
/// <param name="Row">The row in the chunk.</param>
public readonly record struct IndexedFace(string Person, string Photo, int Chunk, int Row);
