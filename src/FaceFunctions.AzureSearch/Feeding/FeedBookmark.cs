using System.Globalization;
using FaceFunctions.Core.Gallery;

namespace FaceFunctions.AzureSearch.Feeding;

/// <summary>How far the feed of one partition is.</summary>
/// <param name="Stage">What is being done.</param>
/// <param name="Generation">Number of the load, above those of earlier ones.</param>
/// <param name="Since">Position from which changes are read once the load is done.</param>
/// <param name="Continuation">Where the load goes on, as <see cref="IGalleryStore.ListAsync"/> said; null at its beginning and after its end.</param>
internal sealed record FeedBookmark(FeedStage Stage, long Generation, ChangePosition Since, string? Continuation = null)
{
    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    /// <returns>Null for everything else: the partition is then loaded anew.</returns>
    public static FeedBookmark? Parse(string? text) =>
        text?.Split('|', 5) is [var stage, var generation, var since, var mark, var continuation]
        && Enum.TryParse(stage, out FeedStage parsed)
        && long.TryParse(generation, NumberStyles.None, CultureInfo.InvariantCulture, out long number)
        && long.TryParse(since, NumberStyles.None, CultureInfo.InvariantCulture, out long change)
            ? new FeedBookmark(parsed, number, new ChangePosition(change, NullIfEmpty(mark)), NullIfEmpty(continuation))
            : null;

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Stage}|{Generation}|{Since.Number}|{Since.Mark}|{Continuation}");

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}

/// <summary>What the feed of a partition is doing.</summary>
internal enum FeedStage
{
    /// <summary>Writing every photo of the partition.</summary>
    Load,

    /// <summary>Removing what the load did not write.</summary>
    Sweep,

    /// <summary>Following the change log.</summary>
    Follow,
}
