using FaceFunctions.Core.Gallery;

namespace FaceFunctions.Core.Reconciliation;

/// <summary>What filling a bundle's rows came to.</summary>
/// <param name="Photos">Photos that there are.</param>
/// <param name="Recorded">Photos that were analysed and recorded, whatever their status became; one that was replaced meanwhile counts each time.</param>
/// <param name="Removed">Rows removed, their blobs being gone.</param>
/// <param name="Passes">How often all photos were looked at.</param>
/// <param name="NotEnrolled">Rows of photos that no search finds, with their status and reason; also those that were recorded before.</param>
/// <param name="Faults">Photos that could not be worked on in the last pass, and why; they have no row of their version.</param>
public sealed record FillReport(int Photos, int Recorded, int Removed, int Passes, IReadOnlyList<PhotoRecord> NotEnrolled, IReadOnlyList<KeyValuePair<string, Exception>> Faults)
{
    /// <summary>Whether the rows tell of all photos now.</summary>
    public bool IsComplete => Faults.Count == 0;
}
