using System.Globalization;

namespace FaceFunctions.Core.Reconciliation;

/// <summary>Where a reconcile pass goes on, written <c>blobs|token</c> or <c>rows|partition|token</c>.</summary>
/// <param name="Partition">Partition of the rows being checked; null while blobs are.</param>
/// <param name="Continuation">Token of the next page; null for the first.</param>
internal sealed record ReconcileBookmark(int? Partition, string? Continuation)
{
    public static readonly ReconcileBookmark Start = new(null, null);

    /// <summary>Reads a bookmark; nothing, or what cannot be read, begins a new pass.</summary>
    public static ReconcileBookmark Parse(string? text, int partitions)
    {
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

    public override string ToString() => Partition is { } partition
        ? string.Create(CultureInfo.InvariantCulture, $"rows|{partition}|{Continuation}")
        : $"blobs|{Continuation}";
}
