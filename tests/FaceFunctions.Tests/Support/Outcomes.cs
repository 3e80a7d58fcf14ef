using FaceFunctions.LocalHost.Worker;

namespace FaceFunctions.Tests.Support;

/// <summary>How invocations of triggers ended.</summary>
public static class Outcomes
{
    /// <summary>It completed: the host will not call again.</summary>
    public static void Done(this InvocationOutcome outcome) => Assert.True(outcome.Succeeded, outcome.Error);

    /// <summary>It failed, as storage is away: the host calls again.</summary>
    public static void Unavailable(this InvocationOutcome outcome)
    {
        Assert.False(outcome.Succeeded);
        Assert.Contains("Storage is not available", outcome.Error, StringComparison.Ordinal);
    }
}
