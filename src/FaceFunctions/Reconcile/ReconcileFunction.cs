using Azure;
using FaceFunctions.Core.Gallery;
using FaceFunctions.Core.Reconciliation;
using FaceFunctions.Hosting;
using FaceFunctions.Storage.Queues;
using FaceFunctions.Telemetry;
using Microsoft.Azure.Functions.Worker;

namespace FaceFunctions.Reconcile;

/// <summary>Timer trigger: heals what missed or poisoned triggers left behind, and looks how many the host gave up on.</summary>
public sealed class ReconcileFunction(Reconciler reconciler, GalleryMirror gallery, PoisonBlobs poison, FaceMetrics metrics, ILogger<ReconcileFunction> logger)
{
    /// <summary>The timer is due.</summary>
    /// <param name="timer">Nothing of it matters here.</param>
    /// <param name="cancellationToken">Cancelled by the host.</param>
    [Function(FunctionNames.Reconcile)]
    public async Task RunAsync([TimerTrigger("0 */5 * * * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        // First, so that it is seen also when the pass fails.
        await CountPoisonAsync(cancellationToken);
        ReconcileReport report = await reconciler.RunAsync(cancellationToken);
        gallery.Invalidate();
        metrics.Reconciled(report);
        Log.Reconciled(logger, report.BlobsChecked, report.RowsChecked, report.Enrolled, report.Removed, report.Failed, report.Completed);
        if (report.Damaged > 0)
        {
            Log.DamagedRows(logger, report.Damaged);
        }

        if (report.Fault is { } fault)
        {
            Log.ReconcileFaults(logger, report.Failed, fault.GetType().Name);
        }
    }

    private async Task CountPoisonAsync(CancellationToken cancellationToken)
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
