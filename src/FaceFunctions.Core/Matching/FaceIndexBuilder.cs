using FaceFunctions.Core.Gallery;

namespace FaceFunctions.Core.Matching;

/// <summary>Keeps the rows of the gallery's faces and hands out <see cref="FaceIndex"/> states of them.</summary>
/// <remarks>
/// For one writer at a time. The vector block is shared with the states already handed out: rows are only ever appended behind the last one that a state
/// knows, and a removed row is marked in a copy of the row table (4 bytes a face), so that a running search never sees a change.
/// Removed rows are dropped, and their vectors with them, once they are more than a quarter of the block and more than a few.
/// </remarks>
public sealed class FaceIndexBuilder
{
    private const int SmallestCapacity = 64;

    private readonly int _dimension;
    private readonly Dictionary<string, List<int>> _rowsOfPhoto = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _idOfPerson = new(StringComparer.Ordinal);
    private float[] _vectors = [];
    private string[] _photoOfRow = [];
    private int[] _personOfRow = [];
    private bool _personOfRowIsShared;
    private List<string> _people = [];
    private int _rows;
    private int _removedRows;

    /// <summary>Creates a builder of an empty index.</summary>
    /// <param name="dimension">Components of an embedding, 1 or more.</param>
    public FaceIndexBuilder(int dimension)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1);
        _dimension = dimension;
    }

    /// <summary>Number of rows in the block, removed ones included.</summary>
    public int RowCount => _rows;

    /// <summary>Replaces the faces of one photo; no faces removes it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A face has another dimension than the index.</exception>
    public void Replace(string photo, IReadOnlyList<NamedFace> faces)
    {
        ArgumentNullException.ThrowIfNull(photo);
        ArgumentNullException.ThrowIfNull(faces);
        foreach (NamedFace face in faces)
        {
            ArgumentOutOfRangeException.ThrowIfNotEqual(face.Embedding.Dimension, _dimension, nameof(faces));
        }

        Remove(photo);
        foreach (NamedFace face in faces)
        {
            Append(photo, face.Person, face.Embedding.Values);
        }
    }

    /// <summary>The present state. Later changes of the builder do not show in it.</summary>
    public FaceIndex Build()
    {
        if (_removedRows > SmallestCapacity && _removedRows > _rows / 4)
        {
            Compact();
        }

        int[] facesOfPerson = new int[_people.Count];
        for (int row = 0; row < _rows; row++)
        {
            if (_personOfRow[row] != FaceIndex.Removed)
            {
                facesOfPerson[_personOfRow[row]]++;
            }
        }

        _personOfRowIsShared = true;
        return new FaceIndex(_vectors, _dimension, _rows, _personOfRow, _photoOfRow, [.. _people], facesOfPerson);
    }

    private void Remove(string photo)
    {
        if (!_rowsOfPhoto.Remove(photo, out List<int>? rows))
        {
            return;
        }

        if (_personOfRowIsShared)
        {
            _personOfRow = [.. _personOfRow];
            _personOfRowIsShared = false;
        }

        foreach (int row in rows)
        {
            _personOfRow[row] = FaceIndex.Removed;
        }

        _removedRows += rows.Count;
    }

    private void Append(string photo, string name, ReadOnlySpan<float> vector)
    {
        if (_rows == _photoOfRow.Length)
        {
            Grow(Math.Max(SmallestCapacity, checked(_rows * 2)));
        }

        if (!_idOfPerson.TryGetValue(name, out int person))
        {
            person = _people.Count;
            _people.Add(name);
            _idOfPerson.Add(name, person);
        }

        vector.CopyTo(_vectors.AsSpan(_rows * _dimension));
        _photoOfRow[_rows] = photo;
        _personOfRow[_rows] = person;
        if (!_rowsOfPhoto.TryGetValue(photo, out List<int>? rows))
        {
            _rowsOfPhoto.Add(photo, rows = new List<int>(1));
        }

        rows.Add(_rows++);
    }

    private void Grow(int capacity)
    {
        Array.Resize(ref _vectors, checked(capacity * _dimension));
        Array.Resize(ref _photoOfRow, capacity);
        Array.Resize(ref _personOfRow, capacity);
        _personOfRowIsShared = false;
    }

    private void Compact()
    {
        (float[] vectors, string[] photos, int[] persons, List<string> people) = (_vectors, _photoOfRow, _personOfRow, _people);
        int rows = _rows;
        (_vectors, _photoOfRow, _personOfRow, _people, _rows, _removedRows, _personOfRowIsShared) = ([], [], [], [], 0, 0, false);
        _rowsOfPhoto.Clear();
        _idOfPerson.Clear();
        for (int row = 0; row < rows; row++)
        {
            if (persons[row] != FaceIndex.Removed)
            {
                Append(photos[row], people[persons[row]], vectors.AsSpan(row * _dimension, _dimension));
            }
        }
    }
}
