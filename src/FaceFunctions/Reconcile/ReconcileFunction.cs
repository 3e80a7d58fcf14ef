using Azure;
using FaceFunctions.Core.Gallery;
using FaceFunctions.Core.Reconciliation;
using FaceFunctions.Hosting;
using FaceFunctions.Http;
using FaceFunctions.Storage.Queues;
using FaceFunctions.Telemetry;

namespace FaceFunctions.Reconcile;

/// <summary>Timer trigger: heals what missed or poisoned triggers left behind, and looks how many the host gave up on.</summary>
internal static class ReconcileFunction
{
    public static void MapReconcile(this IEndpointRouteBuilder routes) => routes.MapPost("/Reconcile", RunAsync);

    private static async Task<IResult> RunAsync(
        HttpContext context, Reconciler reconciler, GalleryMirror gallery, PoisonBlobs poison, FaceMetrics metrics, ILogger<Reconciler> logger)
    {
        // First, so that it is seen also when the pass fails.
        await CountPoisonAsync(poison, metrics, logger, context.RequestAborted);
        ReconcileReport report = await reconciler.RunAsync(context.RequestAborted);
        gallery.Invalidate();
        metrics.Reconciled(report);
        Log.Reconciled(logger, report.BlobsChecked, report.RowsChecked, report.Enrolled, report.Removed, report.Failed, report.Completed);
        if (report.Fault is { } fault)
        {
            Log.ReconcileFaults(logger, report.Failed, fault.GetType().Name);
        }

        return Answer.Done();
    }

    private static async Task CountPoisonAsync(PoisonBlobs poison, FaceMetrics metrics, ILogger logger, CancellationToken cancellationToken)
    {
        try
        {
            if (await poison.CountAsync(cancellationToken) is { } count)
            {
                metrics.PoisonMessages(count);
            }
        }
        catch (Exception fault) when (fault is StorageUnavailableException or RequestFailedException)
        {
            // Only a number to look at: no reason to leave the gallery unhealed.
            Log.PoisonNotCounted(logger, fault.GetType().Name);
        }
    }
}
