namespace FaceFunctions.LocalHost.Invocations;

/// <summary>What is kept, and told, about a timer's schedule. In UTC; <c>default</c> is never.</summary>
/// <param name="Last">When it was called the last time.</param>
/// <param name="Next">When it is due the next time.</param>
/// <param name="LastUpdated">When this was noted.</param>
internal sealed record TimerStatus(DateTime Last, DateTime Next, DateTime LastUpdated);
