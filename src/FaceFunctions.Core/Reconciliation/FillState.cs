using System.Globalization;
using FaceFunctions.Core.Gallery;

namespace FaceFunctions.Core.Reconciliation;

/// <summary>How far a bundle's rows tell of all photos. A new bundle begins with none, and is filled by the reconcile pass or by <see cref="GalleryFiller"/>.</summary>
/// <remarks>Kept as a bookmark of the store, which is the bundle's own. It names no photo.</remarks>
/// <param name="Checked">Photos that were looked at, and enrolled where they were not, in the pass that is under way or was the last; others come by their triggers.</param>
/// <param name="Known">Photos that there were when they were counted.</param>
/// <param name="CompletedAt">When the rows last told of all photos, by a pass over all of them that had no fault; null when they never did.</param>
public sealed record FillState(int Checked, int Known, DateTimeOffset? CompletedAt)
{
    private const string Job = "fill";

    /// <summary>Whether the rows told of all photos at some time; from then on triggers and the reconcile pass keep them so, while an app of this bundle runs.</summary>
    public bool IsComplete => CompletedAt is not null;

    /// <summary>Reads it; nothing, or what cannot be read, is a gallery that was never looked at.</summary>
    /// <exception cref="StorageUnavailableException">The service stays unreachable or throttled after retries.</exception>
    public static async Task<FillState> ReadAsync(IGalleryStore store, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(store);
        return (await store.ReadBookmarkAsync(Job, cancellationToken))?.Split('|') is [var done, var known, var completed]
            && int.TryParse(done, NumberStyles.None, CultureInfo.InvariantCulture, out int doneCount)
            && int.TryParse(known, NumberStyles.None, CultureInfo.InvariantCulture, out int knownCount)
            ? new FillState(doneCount, knownCount, DateTimeOffset.TryParseExact(completed, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTimeOffset at) ? at : null)
            : new FillState(Checked: 0, Known: 0, CompletedAt: null);
    }

    /// <summary>Writes it.</summary>
    /// <exception cref="StorageUnavailableException">The service stays unreachable or throttled after retries.</exception>
    public Task WriteAsync(IGalleryStore store, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(store);
        return store.WriteBookmarkAsync(Job, string.Create(CultureInfo.InvariantCulture, $"{Checked}|{Known}|{CompletedAt:O}"), cancellationToken);
    }
}
