using FaceFunctions.Core.Gallery;
using FaceFunctions.Core.Matching.Codes;
using FaceFunctions.Core.Matching.Scanning;

namespace FaceFunctions.Core.Matching;

/// <summary>Keeps the rows of the gallery's faces, partition by partition, and hands out <see cref="FaceIndex"/> states of them.</summary>
/// <remarks>
/// For one writer at a time. Chunks of rows are shared with the states already handed out: rows are only ever appended behind the last one that a state knows, and
/// removed rows are marked in a copy, so that a running search never sees a change and never waits. Removed rows are dropped, and their vectors and names with them,
/// by <see cref="Build"/>, once they are more than a quarter of their chunk and more than a few, and no state of before is in use.
/// At 512 components a face takes 1.4 KB and its names.
/// </remarks>
public sealed class FaceIndexBuilder
{
    private readonly RowLayout _layout;
    private readonly PartitionRows[] _partitions;
    private readonly SearchSettings _settings;
    private readonly PeopleTable _people = new();

    /// <summary>Creates a builder of an empty index.</summary>
    /// <param name="dimension">Components of an embedding, from 1 to 32,768.</param>
    /// <param name="partitions">Number of partitions, 1 or more.</param>
    public FaceIndexBuilder(int dimension, int partitions = 1)
        : this(dimension, SearchSettings.Default, partitions)
    {
    }

    internal FaceIndexBuilder(int dimension, SearchSettings settings, int partitions = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(partitions, 1);
        (_layout, _settings) = (new RowLayout(dimension), settings);
        _partitions = new PartitionRows[partitions];
        for (int partition = 0; partition < partitions; partition++)
        {
            _partitions[partition] = NewPartition();
        }
    }

    /// <summary>Number of rows in memory, removed ones included.</summary>
    public int RowCount => _partitions.Sum(rows => rows.RowCount);

    /// <summary>Whether the last <see cref="Build"/> moved as many rows together as it may at a time, and left room of removed ones to the next.</summary>
    public bool HasRoomToGiveBack { get; private set; }

    /// <summary>Replaces the faces of one photo, in partition 0; no faces removes it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A face has another dimension than the index.</exception>
    public void Replace(string photo, IReadOnlyList<NamedFace> faces)
    {
        ArgumentNullException.ThrowIfNull(photo);
        ArgumentNullException.ThrowIfNull(faces);
        _partitions[0].Replace(PhotoId.Of(photo), faces);
    }

    /// <summary>The present state. Later changes of the builder do not show in it.</summary>
    /// <remarks>Costs a list of all chunks, 24 bytes for 1,024 faces.</remarks>
    public FaceIndex Build()
    {
        HasRoomToGiveBack = false;
        var views = new List<ChunkView>();
        foreach (PartitionRows rows in _partitions)
        {
            HasRoomToGiveBack |= !rows.Compact();
            rows.Share(views);
        }

        return new FaceIndex(_layout, [.. views], _partitions.Sum(rows => rows.FaceCount), _people.Count, _settings);
    }

    /// <summary>Rows of a partition.</summary>
    internal PartitionRows Rows(int partition) => _partitions[partition];

    /// <summary>Empty rows, to be filled beside those of a partition and then <see cref="Exchange">exchanged</see> for them, or given up.</summary>
    internal PartitionRows NewPartition() => new(_layout, _people);

    /// <summary>Puts other rows in place of a partition's. States already handed out keep those of before.</summary>
    internal void Exchange(int partition, PartitionRows rows)
    {
        _partitions[partition].GiveUp();
        _partitions[partition] = rows;
    }
}
