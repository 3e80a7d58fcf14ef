namespace FaceFunctions.Benchmarks.ColdStart;

/// <summary>What <c>cold-start</c> measures.</summary>
/// <param name="Apps">Folders of published apps, in the order of the table.</param>
/// <param name="Beside">Commands that start something else and print its times, each timed in every round too: see <see cref="CommandStart"/>.</param>
/// <param name="Runs">Rounds that count, from 1; one more goes before them.</param>
internal sealed record ColdStartOptions(IReadOnlyList<string> Apps, IReadOnlyList<string> Beside, int Runs);
