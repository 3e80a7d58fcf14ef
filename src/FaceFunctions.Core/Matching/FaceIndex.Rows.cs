using FaceFunctions.Core.Matching.Codes;
using FaceFunctions.Core.Recognition;

namespace FaceFunctions.Core.Matching;

/// <remarks>As a list of faces, for those who compare all with all.</remarks>
public sealed partial class FaceIndex
{
    /// <summary>Components of an embedding.</summary>
    public int Dimension => _layout.Dimension;

    /// <summary>All faces, by person and then by photo, both ordinally.</summary>
    /// <remarks>24 bytes a face; names are shared with the index.</remarks>
    public IndexedFace[] Faces()
    {
        var faces = new List<IndexedFace>(FaceCount);
        for (int chunk = 0; chunk < _chunks.Length; chunk++)
        {
            ChunkView view = _chunks[chunk];
            for (int row = 0; row < view.Count; row++)
            {
                if (!view.IsRemoved(row))
                {
                    faces.Add(new IndexedFace(view.Chunk.People[row], view.Chunk.Photos[row], chunk, row));
                }
            }
        }

        return [.. faces.OrderBy(face => face.Person, StringComparer.Ordinal).ThenBy(face => face.Photo, StringComparer.Ordinal)];
    }

    /// <summary>Reads embeddings back, exactly as they were enrolled.</summary>
    /// <param name="faces">Faces of this index.</param>
    /// <param name="components">Receives them, one after another, <see cref="Dimension"/> components each.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no room for all of them.</exception>
    public void Read(ReadOnlySpan<IndexedFace> faces, Span<float> components)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(components.Length, (long)faces.Length * _layout.Dimension, nameof(components));
        int[] steps = new int[_layout.PaddedDimension];
        for (int number = 0; number < faces.Length; number++)
        {
            RowReader.Read(_layout, _chunks[faces[number].Chunk].Chunk, faces[number].Row, steps);
            Span<float> target = components.Slice(number * _layout.Dimension, _layout.Dimension);
            for (int i = 0; i < target.Length; i++)
            {
                // At most 2^22 steps of 2^-22: exact.
                target[i] = steps[i] * FaceEmbedding.Step;
            }
        }
    }
}
