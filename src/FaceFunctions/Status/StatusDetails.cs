using FaceFunctions.Core.Enrollment;
using FaceFunctions.Core.Gallery;
using FaceFunctions.Core.Reconciliation;
using FaceFunctions.Storage;
using FaceFunctions.Vision;
using Microsoft.Extensions.Options;

namespace FaceFunctions.Status;

/// <summary>What the status says beside readiness and the gallery's size.</summary>
public sealed class StatusDetails(GalleryStorage storage, IOptions<VisionOptions> vision, EnrollmentRules rules)
{
    /// <summary>How photos are judged.</summary>
    internal EnrollmentSettingsResponse Enrollment { get; } = EnrollmentSettingsResponse.From(vision.Value, rules);

    /// <summary>How far the bundle's table is.</summary>
    /// <exception cref="StorageUnavailableException">It could not be read.</exception>
    internal async Task<TableResponse> ReadTableAsync(CancellationToken cancellationToken)
    {
        FillState state = await FillState.ReadAsync(storage.Gallery, cancellationToken);
        return new TableResponse(storage.TableName!, state.IsComplete, state.CompletedAt, state.Checked, state.Known);
    }
}
