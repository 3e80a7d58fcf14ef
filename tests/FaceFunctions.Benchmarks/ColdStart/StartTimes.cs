namespace FaceFunctions.Benchmarks.ColdStart;

/// <summary>One cold start.</summary>
/// <param name="FirstAnswer">From the beginning to the first 200 of <c>GET /api/status</c>.</param>
/// <param name="Ready">From the beginning to the first one that says <c>ready</c>: bundle loaded, storage there.</param>
/// <param name="Processor">What the app's process had worked by then, on all cores: hardly other on a machine that is busy with something else.</param>
/// <param name="ResidentBytes">The app's memory then.</param>
internal readonly record struct StartTimes(TimeSpan FirstAnswer, TimeSpan Ready, TimeSpan Processor, long ResidentBytes)
{
    /// <summary>From the start of the app's process to its first answer to <c>POST /api/identify</c>; null where nobody was asked about.</summary>
    public TimeSpan? Identified { get; init; }
}
