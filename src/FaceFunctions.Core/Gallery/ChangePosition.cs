namespace FaceFunctions.Core.Gallery;

/// <summary>A place in the change log of one partition: which entry was read last.</summary>
/// <remarks>
/// The number alone does not say which log it is of: a table that was emptied, or restored from a copy, counts from 1 again. So the mark of the entry's write, which
/// no two entries share, goes with it: a reader from another log is noticed, and loads.
/// </remarks>
/// <param name="Number">The entry's number, from 1; 0 before the first.</param>
/// <param name="Mark">The mark of its write; null before the first entry, and where the entry has none.</param>
public readonly record struct ChangePosition(long Number, string? Mark)
{
    /// <summary>Before the first entry.</summary>
    public static ChangePosition Start => default;
}
