namespace FaceFunctions.Core.Snapshots;

/// <summary>When a snapshot is written.</summary>
public sealed record SnapshotRules
{
    /// <summary>Whether there are to be any; else those that are there are deleted.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>When there are to be none: the age from which those that are there are deleted. The default, zero, deletes all; more leaves those that an app beside this one keeps writing.</summary>
    public TimeSpan KeepUnwanted { get; init; }

    /// <summary>Faces from which a partition gets one. The default, 1,000, is what one page of the table holds: fewer are loaded from it by one request, as from a snapshot.</summary>
    public int MinFaces { get; init; } = 1000;

    /// <summary>
    /// Changed photos from which a snapshot is written anew. The default, 100, is half of what a reader of the change log takes (each costs it a query): so a snapshot of which as many
    /// changed is replaced in time.
    /// </summary>
    public int MinChanges { get; init; } = 100;

    /// <summary>The age from which a snapshot is written anew when anything changed. The default, 12 hours, is half of what the change log is kept: a snapshot from before its oldest entry is of no use.</summary>
    public TimeSpan MaxAge { get; init; } = TimeSpan.FromHours(12);

    /// <summary>The age from which snapshots of other bundles are deleted. The default is a day.</summary>
    public TimeSpan KeepOthers { get; init; } = TimeSpan.FromDays(1);
}
