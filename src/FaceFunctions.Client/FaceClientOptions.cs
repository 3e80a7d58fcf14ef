namespace FaceFunctions.Client;

/// <summary>How a client waits and repeats. A client reads the options when it is made.</summary>
public sealed record FaceClientOptions
{
    /// <summary>How long one try may take, its body and its answer included, but not a picture that is read as a stream. More than zero; the default is 240 seconds: the front end of Azure Functions cuts an answer off after 230. A try that took so long is not repeated.</summary>
    public TimeSpan TryTimeout { get; init; } = TimeSpan.FromSeconds(240);

    /// <summary>How often a question is asked that meets 429, 502, 503, 504 or a connection that breaks: from 1, which repeats nothing, to 10. The default is 3.</summary>
    public int MaxTries { get; init; } = 3;

    /// <summary>The pause before the second try; each after it is three times as long. A quarter more or less is left to chance, so that many callers do not come back together. The default is half a second.</summary>
    public TimeSpan FirstDelay { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>The longest pause, also where <c>Retry-After</c> asks for one: when it asks for more, the call ends at once and the exception says when to come back. The default is 30 seconds.</summary>
    public TimeSpan MaxDelay { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Clock of pauses and timeouts. The default is the system's.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(TryTimeout, TimeSpan.Zero, nameof(TryTimeout));
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxTries, 1, nameof(MaxTries));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(MaxTries, 10, nameof(MaxTries));
        ArgumentOutOfRangeException.ThrowIfLessThan(FirstDelay, TimeSpan.Zero, nameof(FirstDelay));
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxDelay, TimeSpan.Zero, nameof(MaxDelay));
        ArgumentNullException.ThrowIfNull(Time, nameof(Time));
    }
}
