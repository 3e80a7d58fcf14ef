using System.Reflection;
using FaceFunctions.Core.Calibration;
using FaceFunctions.Core.Gallery;
using FaceFunctions.Core.Recognition;
using FaceFunctions.Hosting;
using FaceFunctions.Http;
using FaceFunctions.Telemetry;
using Microsoft.Azure.Functions.Worker;

namespace FaceFunctions.Status;

/// <summary><c>GET /api/status</c>: bundle, thresholds, counts, version, readiness. Answers soon, also while loading or without storage.</summary>
public sealed class StatusFunction(Readiness readiness, IPhotoAnalyzer analyzer, IGallerySearch gallery, CalibrationKeeper calibrations, StatusDetails details, FaceMetrics metrics, TimeProvider time)
{
    private static readonly string Version = typeof(StatusFunction).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    private static readonly TimeSpan MaxGalleryWait = TimeSpan.FromSeconds(2);

    /// <summary>A request came.</summary>
    /// <param name="request">The request, of any method.</param>
    /// <param name="cancellationToken">Cancelled when the caller is gone.</param>
    /// <returns>The answer, which <see cref="Hosting.Faults"/> writes.</returns>
    [Function(FunctionNames.Status)]
    public Task<Answer> RunAsync([HttpTrigger(AuthorizationLevel.Function, Route = "status")] HttpRequest request, CancellationToken cancellationToken) =>
        request.Method == "GET" ? GetAsync(cancellationToken) : Task.FromResult(Answer.MethodNotAllowed("GET"));

    private async Task<Answer> GetAsync(CancellationToken cancellationToken)
    {
        if (!readiness.IsModelReady)
        {
            return Respond(Waiting(readiness.WaitingFor, null));
        }

        RecognitionModel model = await analyzer.GetModelAsync(cancellationToken);
        if (!readiness.IsReady)
        {
            return Respond(Waiting(readiness.WaitingFor, model.BundleId));
        }

        try
        {
            // The reads themselves go on when this request stops waiting for them, so that the next one finds more done.
            Task<ThresholdCalibration?> calibration = calibrations.GetAsync(model, CancellationToken.None).AsTask();
            Task<GalleryCounts> counts = gallery.CountAsync(model, CancellationToken.None);
            await Task.WhenAll(calibration, counts).WaitAsync(MaxGalleryWait, time, cancellationToken);
            metrics.GallerySize(counts.Result);
            var basis = DecisionBasis.OfSearch(null, model, calibration.Result, counts.Result);
            TableResponse table = await details.ReadTableAsync(cancellationToken).WaitAsync(MaxGalleryWait, time, cancellationToken);
            return Respond(StatusResponse.Of(Version, model.BundleId, basis, counts.Result, table, details.Enrollment));
        }
        catch (Exception fault) when (fault is StorageUnavailableException or TimeoutException)
        {
            return Respond(Waiting("storage", model.BundleId));
        }
    }

    private StatusResponse Waiting(string? reason, string? bundle) => StatusResponse.Waiting(reason, Version, bundle, details.Enrollment);

    private static Answer Respond(StatusResponse status) => Answer.Ok(status, ApiJson.Readable.StatusResponse);
}
