using System.Globalization;
using FaceFunctions.Core.Gallery;

namespace FaceFunctions.Core.Reconciliation;

/// <summary>Where a reconcile pass goes on, written <c>blobs|id</c> or <c>rows|partition|token</c>, after <c>faults|</c> when the pass had some. It names no photo.</summary>
internal sealed record ReconcileBookmark
{
    private const string FaultsMark = "faults|";

    private ReconcileBookmark()
    {
    }

    /// <summary>The beginning of a pass.</summary>
    public static ReconcileBookmark Start { get; } = AfterBlob(null);

    /// <summary>The last blob that was worked on; null for none, or while rows are checked.</summary>
    public PhotoId? Blob { get; private init; }

    /// <summary>Partition of the rows being checked; null while blobs are.</summary>
    public int? Partition { get; private init; }

    /// <summary>Token of the next page of rows; null for the first.</summary>
    public string? Continuation { get; private init; }

    /// <summary>Whether a photo failed in this pass, in whatever run.</summary>
    public bool HadFaults { get; init; }

    /// <summary>A place among the blobs.</summary>
    public static ReconcileBookmark AfterBlob(PhotoId? blob) => new() { Blob = blob };

    /// <summary>A place among the rows of a partition.</summary>
    public static ReconcileBookmark AtRows(int partition, string? continuation) => new() { Partition = partition, Continuation = continuation };

    /// <summary>Reads a bookmark; nothing, or what cannot be read, begins a new pass.</summary>
    public static ReconcileBookmark Parse(string? text, int partitions)
    {
        if (text?.StartsWith(FaultsMark, StringComparison.Ordinal) == true)
        {
            return Parse(text[FaultsMark.Length..], partitions) with { HadFaults = true };
        }

        string[] parts = text?.Split('|', 3) ?? [];
        return parts switch
        {
            ["blobs", var id] when PhotoId.TryParse(id, out PhotoId blob) => AfterBlob(blob),
            ["rows", var partition, var token] when int.TryParse(partition, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number < partitions =>
                AtRows(number, token.Length == 0 ? null : token),
            _ => Start,
        };
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        string place = Partition is { } partition ? string.Create(CultureInfo.InvariantCulture, $"rows|{partition}|{Continuation}") : $"blobs|{Blob}";
        return HadFaults ? FaultsMark + place : place;
    }
}
