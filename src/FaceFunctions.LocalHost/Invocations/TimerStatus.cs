namespace FaceFunctions.LocalHost.Invocations;

/// <summary>What an invocation says about a timer's schedule.</summary>
/// <param name="Last">When it was due the last time.</param>
/// <param name="Next">When it is due the next time.</param>
/// <param name="LastUpdated">When this was noted.</param>
internal sealed record TimerStatus(DateTimeOffset Last, DateTimeOffset Next, DateTimeOffset LastUpdated);
