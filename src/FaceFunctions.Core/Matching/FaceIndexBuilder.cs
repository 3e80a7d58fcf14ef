using FaceFunctions.Core.Gallery;
using FaceFunctions.Core.Matching.Codes;
using FaceFunctions.Core.Matching.Scanning;

namespace FaceFunctions.Core.Matching;

/// <summary>Keeps the rows of the gallery's faces and hands out <see cref="FaceIndex"/> states of them.</summary>
/// <remarks>
/// For one writer at a time. Chunks of rows are shared with the states already handed out: rows are only ever appended behind the last one that a state knows, and
/// removed rows are marked in a copy, so that a running search never sees a change and never waits. Removed rows are dropped, and their vectors and names with them,
/// by <see cref="Build"/>, once they are more than a quarter of their chunk and more than a few, and no state of before is in use.
/// At 512 components a face takes 1.4 KB and its names.
/// </remarks>
public sealed class FaceIndexBuilder
{
    private readonly RowLayout _layout;
    private readonly RowStore _rows;
    private readonly SearchSettings _settings;
    private readonly PhotoRows _rowsOfPhoto = new();
    private readonly Dictionary<string, Person> _people = new(StringComparer.Ordinal);
    private int _faceCount;

    /// <summary>Creates a builder of an empty index.</summary>
    /// <param name="dimension">Components of an embedding, from 1 to 32,768.</param>
    public FaceIndexBuilder(int dimension)
        : this(dimension, SearchSettings.Default)
    {
    }

    internal FaceIndexBuilder(int dimension, SearchSettings settings)
    {
        (_layout, _settings) = (new RowLayout(dimension), settings);
        _rows = new RowStore(_layout);
    }

    /// <summary>Number of rows in memory, removed ones included.</summary>
    public int RowCount => _rows.RowCount;

    /// <summary>Replaces the faces of one photo; no faces removes it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A face has another dimension than the index.</exception>
    public void Replace(string photo, IReadOnlyList<NamedFace> faces)
    {
        ArgumentNullException.ThrowIfNull(photo);
        ArgumentNullException.ThrowIfNull(faces);
        foreach (NamedFace face in faces)
        {
            ArgumentOutOfRangeException.ThrowIfNotEqual(face.Embedding.Dimension, _layout.Dimension, nameof(faces));
        }

        Remove(photo);
        _rowsOfPhoto.Add(photo, [.. faces.Select(face => _rows.Append(face.Embedding, Count(face.Person), photo))]);
    }

    /// <summary>Whether the last <see cref="Build"/> moved as many rows together as it may at a time, and left room of removed ones to the next.</summary>
    public bool HasRoomToGiveBack { get; private set; }

    /// <summary>The present state. Later changes of the builder do not show in it.</summary>
    public FaceIndex Build()
    {
        HasRoomToGiveBack = !_rows.Compact(_rowsOfPhoto.Move);
        return new FaceIndex(_layout, _rows.Share(), _faceCount, _people.Count, _settings);
    }

    /// <summary>Counts a face more of a person.</summary>
    /// <returns>The name, in the one instance that all rows share.</returns>
    private string Count(string name)
    {
        if (!_people.TryGetValue(name, out Person? person))
        {
            _people.Add(name, person = new Person(name));
        }

        person.Faces++;
        _faceCount++;
        return person.Name;
    }

    private void Remove(string photo)
    {
        foreach (int row in _rowsOfPhoto.Remove(photo))
        {
            string name = _rows.PersonOf(row);
            _rows.Remove(row);
            _faceCount--;
            if (--_people[name].Faces == 0)
            {
                _people.Remove(name);
            }
        }
    }

    private sealed class Person(string name)
    {
        public string Name { get; } = name;

        public int Faces { get; set; }
    }
}
