namespace FaceFunctions.Core.Snapshots;

/// <summary>What a run of <see cref="SnapshotKeeper"/> did.</summary>
/// <param name="Written">Snapshots that were written.</param>
/// <param name="Kept">Snapshots that are good as they are.</param>
/// <param name="Deleted">Snapshots that were deleted: those with something in them that was removed from the gallery, and those of other bundles.</param>
/// <param name="Unusable">Snapshots that could not be used.</param>
/// <param name="Completed">Whether every partition was looked at: no if somebody else was writing.</param>
public sealed record SnapshotReport(int Written = 0, int Kept = 0, int Deleted = 0, int Unusable = 0, bool Completed = false);
