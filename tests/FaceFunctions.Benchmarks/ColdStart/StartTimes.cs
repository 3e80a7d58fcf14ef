namespace FaceFunctions.Benchmarks.ColdStart;

/// <summary>One cold start.</summary>
/// <param name="FirstAnswer">From the beginning to the first 200 of <c>GET /api/status</c>.</param>
/// <param name="Ready">From the beginning to the first one that says <c>ready</c>: bundle loaded, storage there.</param>
/// <param name="ResidentBytes">The app's memory then.</param>
internal readonly record struct StartTimes(TimeSpan FirstAnswer, TimeSpan Ready, long ResidentBytes);
