namespace FaceFunctions.AzureSearch.Tests.Support;

/// <summary>The system's clock, and how far this one is ahead of it.</summary>
internal sealed class AheadClock : TimeProvider
{
    public TimeSpan By { get; set; }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + By;

    public override long GetTimestamp() => base.GetTimestamp() + (long)(By.TotalSeconds * TimestampFrequency);
}
