using FaceFunctions.Core.Enrollment;
using FaceFunctions.Core.Gallery;
using FaceFunctions.Core.Reconciliation;
using FaceFunctions.Hosting;
using FaceFunctions.Storage;
using FaceFunctions.Vision;

namespace FaceFunctions.Status;

/// <summary>What the status says beside readiness and the gallery's size.</summary>
public sealed class StatusDetails
{
    private readonly GalleryStorage _storage;

    internal StatusDetails(GalleryStorage storage, VisionOptions vision, AppOptions app, EnrollmentRules rules)
    {
        _storage = storage;
        Enrollment = EnrollmentSettingsResponse.From(vision, rules, app.EnrollmentWarnings);
    }

    /// <summary>How photos are judged.</summary>
    internal EnrollmentSettingsResponse Enrollment { get; }

    /// <summary>How far the bundle's table is.</summary>
    /// <exception cref="StorageUnavailableException">It could not be read.</exception>
    internal async Task<TableResponse> ReadTableAsync(CancellationToken cancellationToken)
    {
        FillState state = await FillState.ReadAsync(_storage.Gallery, cancellationToken);
        return new TableResponse(_storage.TableName!, state.IsComplete, state.CompletedAt, state.Checked, state.Known);
    }
}
