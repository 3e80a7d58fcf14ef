using FaceFunctions.Core.Gallery;

namespace FaceFunctions.Core.Snapshots;

/// <summary>What reading a snapshot came to. The hierarchy is closed.</summary>
public abstract record SnapshotOutcome
{
    private SnapshotOutcome()
    {
    }

    /// <summary>The rows were read.</summary>
    /// <param name="Position">Where reading changes goes on.</param>
    /// <param name="Misfits">Photos with faces that were left out, and how many.</param>
    public sealed record Loaded(ChangePosition Position, IReadOnlyDictionary<PhotoId, int> Misfits) : SnapshotOutcome;

    /// <summary>There is none.</summary>
    public sealed record Missing : SnapshotOutcome;

    /// <summary>There is one, but it cannot be used; the rows of the table are to be read.</summary>
    /// <param name="Fault">Why.</param>
    public sealed record Unusable(SnapshotFault Fault) : SnapshotOutcome;
}

/// <summary>Why a snapshot cannot be used.</summary>
public enum SnapshotFault
{
    /// <summary>It does not begin as a snapshot does.</summary>
    Foreign,

    /// <summary>Another version of this product wrote it, in another format.</summary>
    OtherVersion,

    /// <summary>It ends early, or goes on behind its end.</summary>
    WrongLength,

    /// <summary>A checksum does not fit, or what it says contradicts itself.</summary>
    Damaged,

    /// <summary>It is of another bundle.</summary>
    OtherBundle,

    /// <summary>Its vectors have another number of components.</summary>
    OtherDimension,

    /// <summary>Its rows are encoded in another way.</summary>
    OtherLayout,

    /// <summary>It is of another partition, or of a gallery with another number of them.</summary>
    OtherPartition,

    /// <summary>Storage did not give it, or no longer has this version of it.</summary>
    Unreachable,

    /// <summary>The change log does not reach back to it, or is another one.</summary>
    TooOld,
}
