using Microsoft.Extensions.Logging;

namespace FaceFunctions.AzureSearch;

/// <summary>Everything that this project logs. Never a vector, or a person's or a file's name.</summary>
internal static partial class Log
{
    [LoggerMessage(65, LogLevel.Information, "The search index of bundle {bundle} was created; it is filled from the tables.")]
    public static partial void IndexCreated(ILogger logger, string bundle);

    [LoggerMessage(66, LogLevel.Information, "The search index of a bundle that nobody feeds any more was deleted.")]
    public static partial void IndexRemoved(ILogger logger);

    [LoggerMessage(67, LogLevel.Warning, "An erased photo could not be deleted from the search index at once ({fault}); the feed deletes it.")]
    public static partial void NotForgotten(ILogger logger, string fault);
}
