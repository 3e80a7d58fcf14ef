using FaceFunctions.Core.Gallery;
using FaceFunctions.Core.Recognition;
using FaceFunctions.Hosting;
using Microsoft.Azure.Functions.Worker;

namespace FaceFunctions.SearchFeed;

/// <summary>Timer trigger: brings what changed in the tables to the search engine. Does nothing where the app searches in memory; the deployment then turns it off.</summary>
/// <remarks>A timer runs once at a time in all instances together: the Functions host holds a lease.</remarks>
/// <param name="analyzer">Knows the bundle.</param>
/// <param name="feeds">The engine's feed; none without an engine.</param>
/// <param name="logger">Told what was done.</param>
public sealed class SearchFeedFunction(IPhotoAnalyzer analyzer, IEnumerable<IGalleryFeed> feeds, ILogger<SearchFeedFunction> logger)
{
    /// <summary>The timer is due.</summary>
    /// <param name="timer">Nothing of it matters here.</param>
    /// <param name="cancellationToken">Cancelled by the host.</param>
    [Function(FunctionNames.SearchFeed)]
    public async Task RunAsync([TimerTrigger("30 * * * * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        foreach (IGalleryFeed feed in feeds)
        {
            FeedReport report = await feed.FeedAsync(await analyzer.GetModelAsync(cancellationToken), cancellationToken);
            if (report is not { Written: 0, Removed: 0, Refused: 0, IsComplete: true })
            {
                Log.SearchFed(logger, report.Written, report.Removed, report.IsComplete);
            }

            if (report.Refused > 0)
            {
                Log.SearchRefused(logger, report.Refused);
            }
        }
    }
}
