using System.Reflection;
using FaceFunctions.Core.Gallery;
using FaceFunctions.Core.Recognition;
using FaceFunctions.Hosting;
using FaceFunctions.Http;
using FaceFunctions.Identify;
using FaceFunctions.Telemetry;
using Microsoft.Azure.Functions.Worker;

namespace FaceFunctions.Status;

/// <summary><c>GET /api/status</c>: bundle, counts, version, readiness. Answers soon, also while loading or without storage.</summary>
public sealed class StatusFunction(Readiness readiness, IPhotoAnalyzer analyzer, IGallerySearch gallery, StatusDetails details, FaceMetrics metrics, TimeProvider time)
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
            return Respond(State(readiness.WaitingFor, null, null, null));
        }

        RecognitionModel model = await analyzer.GetModelAsync(cancellationToken);
        var thresholds = new ThresholdsResponse(model.Thresholds.Match, model.Thresholds.Review);
        if (!readiness.IsReady)
        {
            return Respond(State(readiness.WaitingFor, model.BundleId, thresholds, null));
        }

        try
        {
            // The read itself goes on when this request stops waiting for it, so that the next one finds more done.
            GalleryCounts counts = await gallery.CountAsync(model, CancellationToken.None).WaitAsync(MaxGalleryWait, time, cancellationToken);
            metrics.GallerySize(counts);
            TableResponse table = await details.ReadTableAsync(cancellationToken).WaitAsync(MaxGalleryWait, time, cancellationToken);
            return Respond(State(null, model.BundleId, thresholds, GallerySize.From(counts)) with { Table = table });
        }
        catch (Exception fault) when (fault is StorageUnavailableException or TimeoutException)
        {
            return Respond(State("storage", model.BundleId, thresholds, null));
        }
    }

    private StatusResponse State(string? waitingFor, string? bundle, ThresholdsResponse? thresholds, GallerySize? size) =>
        new(waitingFor is null, waitingFor, Version, bundle, thresholds, size) { Enrollment = details.Enrollment };

    private static Answer Respond(StatusResponse status) => Answer.Ok(status, ApiJson.Readable.StatusResponse);
}
