using FaceFunctions.Core.Recognition;
using FaceFunctions.Core.Snapshots;
using FaceFunctions.Hosting;
using Microsoft.Azure.Functions.Worker;

namespace FaceFunctions.Snapshot;

/// <summary>Timer trigger: keeps the copies of the gallery that new instances start from.</summary>
public sealed class SnapshotFunction(SnapshotKeeper keeper, IPhotoAnalyzer analyzer, ILogger<SnapshotFunction> logger)
{
    /// <summary>The timer is due.</summary>
    /// <param name="timer">Nothing of it matters here.</param>
    /// <param name="cancellationToken">Cancelled by the host.</param>
    [Function(FunctionNames.Snapshot)]
    public async Task RunAsync([TimerTrigger("0 2-59/5 * * * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        SnapshotReport report = await keeper.RunAsync(await analyzer.GetModelAsync(cancellationToken), cancellationToken);
        Log.Snapshots(logger, report.Written, report.Kept, report.Deleted, report.Unusable, report.Completed);
    }
}
