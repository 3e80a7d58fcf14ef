namespace FaceFunctions.Benchmarks.Load;

/// <summary>What the load command does.</summary>
/// <param name="Photos">How many photos are uploaded and enrolled, from 1 to 100.</param>
/// <param name="Parallel">How many triggers are under way at once.</param>
internal sealed record LoadOptions(int Photos, int Parallel);
