using FaceFunctions.Core.Gallery;
using FaceFunctions.Core.Matching.Codes;

namespace FaceFunctions.Core.Matching;

/// <summary>The rows of one partition of the gallery, which can be filled, replaced and written to a snapshot without the others. For one writer at a time.</summary>
/// <param name="layout">Layout of its rows.</param>
/// <param name="people">Everybody, which partitions share: a name is one instance in all of them.</param>
internal sealed class PartitionRows(RowLayout layout, PeopleTable people)
{
    private readonly RowStore _rows = new(layout);
    private readonly PhotoTable _photos = new();

    /// <summary>Layout of the rows.</summary>
    public RowLayout Layout => layout;

    /// <summary>Number of rows in memory, removed ones included.</summary>
    public int RowCount => _rows.RowCount;

    /// <summary>Number of faces.</summary>
    public int FaceCount { get; private set; }

    /// <summary>Replaces the faces of a photo; no faces removes it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A face has another dimension; nothing was changed.</exception>
    public void Replace(PhotoId photo, IReadOnlyList<NamedFace> faces)
    {
        ThrowIfUnfit(faces);
        Remove(photo);
        Append(photo, faces);
    }

    /// <summary>Adds faces to those that a photo has already: a scan can be cut between two of them.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A face has another dimension; nothing was changed.</exception>
    public void Add(PhotoId photo, IReadOnlyList<NamedFace> faces)
    {
        ThrowIfUnfit(faces);
        Append(photo, faces);
    }

    /// <summary>Whether a photo has a row.</summary>
    public bool Holds(PhotoId photo) => FindPlace(photo) >= 0;

    /// <summary>Takes rows over that were read back: a chunk whose people and photos are set.</summary>
    /// <param name="chunk">The chunk; nobody else changes it from here on.</param>
    /// <param name="photos">The photo of each of its rows.</param>
    public void Adopt(RowChunk chunk, ReadOnlySpan<PhotoId> photos)
    {
        int first = _rows.Adopt(chunk, photos.Length);
        for (int i = 0; i < photos.Length; i++)
        {
            _photos.Add(photos[i], first + i);
        }

        FaceCount += photos.Length;
    }

    /// <summary>Makes room for as many photos, and takes in who they are.</summary>
    /// <param name="rows">Rows that <see cref="Adopt"/> will bring.</param>
    public void Reserve(int rows) => _photos.Reserve(rows);

    /// <summary>The one instance of a name, counted as so many rows of this partition.</summary>
    public string CountPerson(string name, int rows) => people.Add(name, rows);

    /// <summary>As <see cref="RowStore.Compact"/>.</summary>
    public bool Compact() => _rows.Compact((photo, before, now) => _photos.Move(PhotoId.Of(photo), before, now));

    /// <summary>Adds what there is now to a state's chunks. Later changes do not show in it.</summary>
    public void Share(List<ChunkView> views) => _rows.Share(views);

    /// <summary>Says that these rows are given up: their people are counted no longer.</summary>
    public void GiveUp()
    {
        var views = new List<ChunkView>();
        Share(views);
        foreach (ChunkView view in views)
        {
            for (int row = 0; row < view.Count; row++)
            {
                if (!view.IsRemoved(row))
                {
                    people.Remove(view.Chunk.People[row]);
                }
            }
        }
    }

    private void ThrowIfUnfit(IReadOnlyList<NamedFace> faces)
    {
        foreach (NamedFace face in faces)
        {
            ArgumentOutOfRangeException.ThrowIfNotEqual(face.Embedding.Dimension, layout.Dimension, nameof(faces));
        }
    }

    private void Append(PhotoId photo, IReadOnlyList<NamedFace> faces)
    {
        if (faces.Count == 0)
        {
            return;
        }

        // One instance a photo: searches compare references.
        int place = FindPlace(photo);
        string name = place < 0 ? faces[0].Photo : _rows.PhotoOf(_photos.RowAt(place));
        foreach (NamedFace face in faces)
        {
            _photos.Add(photo, _rows.Append(face.Embedding, people.Add(face.Person), name));
            FaceCount++;
        }
    }

    private void Remove(PhotoId photo)
    {
        for (int place = FindPlace(photo); place >= 0; place = FindPlace(photo))
        {
            int row = _photos.RowAt(place);
            _photos.RemoveAt(place);
            people.Remove(_rows.PersonOf(row));
            _rows.Remove(row);
            FaceCount--;
        }
    }

    private int FindPlace(PhotoId photo)
    {
        int place = _photos.First(photo);
        while (place >= 0 && PhotoId.Of(_rows.PhotoOf(_photos.RowAt(place))) != photo)
        {
            place = _photos.After(place, photo);
        }

        return place;
    }
}
