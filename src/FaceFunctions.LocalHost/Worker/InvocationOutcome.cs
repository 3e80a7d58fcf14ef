namespace FaceFunctions.LocalHost.Worker;

/// <summary>How an invocation ended.</summary>
/// <param name="Succeeded">Whether the function returned.</param>
/// <param name="Error">The exception that it threw, as the worker tells it, or what happened to the worker; null after a success.</param>
public sealed record InvocationOutcome(bool Succeeded, string? Error)
{
    /// <summary>The function returned.</summary>
    internal static InvocationOutcome Success { get; } = new(true, null);

    /// <summary>The worker went away during the invocation.</summary>
    internal static InvocationOutcome Lost { get; } = new(false, "The worker went away during the invocation.");
}
