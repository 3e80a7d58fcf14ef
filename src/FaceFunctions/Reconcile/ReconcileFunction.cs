using FaceFunctions.Core.Gallery;
using FaceFunctions.Core.Reconciliation;
using FaceFunctions.Hosting;
using FaceFunctions.Http;

namespace FaceFunctions.Reconcile;

/// <summary>Timer trigger: heals what missed or poisoned triggers left behind.</summary>
internal static class ReconcileFunction
{
    public static void MapReconcile(this IEndpointRouteBuilder routes) => routes.MapPost("/Reconcile", RunAsync);

    private static async Task<IResult> RunAsync(HttpContext context, Reconciler reconciler, GalleryMirror gallery, ILogger<Reconciler> logger)
    {
        ReconcileReport report = await reconciler.RunAsync(context.RequestAborted);
        gallery.Invalidate();
        Log.Reconciled(logger, report.BlobsChecked, report.RowsChecked, report.Enrolled, report.Removed, report.Failed, report.Completed);
        if (report.Fault is { } fault)
        {
            Log.ReconcileFaults(logger, report.Failed, fault.GetType().Name);
        }

        return Answer.Done();
    }
}
