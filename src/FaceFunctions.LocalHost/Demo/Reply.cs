using FaceFunctions.Client;

namespace FaceFunctions.LocalHost.Demo;

/// <summary>What the app answered; exactly one of the two is there.</summary>
/// <param name="Value">The answer.</param>
/// <param name="Error">Why there is none.</param>
internal sealed record Reply<T>(T? Value, FaceFunctionsException? Error)
    where T : Answer
{
    /// <summary>The error in a few words.</summary>
    public string Describe() => $"{(int)Error!.Status!} {Error.Type ?? "without a problem"}{(Error.Detail is { } detail ? $": {detail}" : "")}";
}

/// <summary>Makes replies: to the demo a refusal is an answer, right or wrong.</summary>
internal static class Reply
{
    /// <summary>Waits for an answer or a refusal.</summary>
    /// <exception cref="FaceFunctionsException">Nothing answers.</exception>
    public static async Task<Reply<T>> OrRefusalAsync<T>(this Task<T> asked)
        where T : Answer
    {
        try
        {
            return new Reply<T>(await asked, null);
        }
        catch (FaceFunctionsException error) when (error.Status is not null)
        {
            return new Reply<T>(null, error);
        }
    }
}
