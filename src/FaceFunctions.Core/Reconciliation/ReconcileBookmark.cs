using System.Globalization;

namespace FaceFunctions.Core.Reconciliation;

/// <summary>Where a reconcile pass goes on, written <c>blobs|token</c> or <c>rows|partition|token</c>, after <c>faults|</c> when the pass had some.</summary>
/// <param name="Partition">Partition of the rows being checked; null while blobs are.</param>
/// <param name="Continuation">Token of the next page; null for the first.</param>
internal sealed record ReconcileBookmark(int? Partition, string? Continuation)
{
    private const string FaultsMark = "faults|";

    public static readonly ReconcileBookmark Start = new(null, null);

    /// <summary>Whether a photo failed in this pass, in whatever run.</summary>
    public bool HadFaults { get; init; }

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
            ["blobs", .. var rest] => new ReconcileBookmark(null, Token(string.Join('|', rest))),
            ["rows", var partition, var token] when int.TryParse(partition, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number < partitions =>
                new ReconcileBookmark(number, Token(token)),
            _ => Start,
        };

        static string? Token(string token) => token.Length == 0 ? null : token;
    }

    public override string ToString()
    {
        string place = Partition is { } partition ? string.Create(CultureInfo.InvariantCulture, $"rows|{partition}|{Continuation}") : $"blobs|{Continuation}";
        return HadFaults ? FaultsMark + place : place;
    }
}
