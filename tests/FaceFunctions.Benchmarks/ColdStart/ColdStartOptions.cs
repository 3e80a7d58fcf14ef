namespace FaceFunctions.Benchmarks.ColdStart;

/// <summary>What <c>cold-start</c> measures.</summary>
/// <param name="Apps">Folders of published apps, in the order of the table.</param>
/// <param name="Beside">Commands that start something else and print its times, each timed in every round too: see <see cref="CommandStart"/>.</param>
/// <param name="Runs">Rounds that count, from 1; one more goes before them.</param>
/// <param name="Faces">Faces in the storage, for whom each start is asked about; 0 for none, and no such question.</param>
internal sealed record ColdStartOptions(IReadOnlyList<string> Apps, IReadOnlyList<string> Beside, int Runs, int Faces = 0);
