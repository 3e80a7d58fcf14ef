using Azure;

namespace FaceFunctions.LocalHost.Triggers;

/// <summary>Failures of a storage account, which pass.</summary>
internal static class StorageTrouble
{
    /// <summary>Whether it is one.</summary>
    public static bool Is(Exception error) => error is RequestFailedException or AggregateException;

    /// <summary>What to call it in a log.</summary>
    public static string CodeOf(Exception error) => (error as RequestFailedException)?.ErrorCode ?? "no answer";
}
