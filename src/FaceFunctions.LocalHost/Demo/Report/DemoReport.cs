namespace FaceFunctions.LocalHost.Demo.Report;

/// <summary>What the page tells.</summary>
/// <param name="Outcome">Questions, answers and photos.</param>
/// <param name="Photos">Whose photos these are, in a sentence.</param>
/// <param name="Notes">What must be known before the answers mean anything, each a sentence or two.</param>
/// <param name="Times">Where the time went.</param>
internal sealed record DemoReport(DemoOutcome Outcome, string Photos, IReadOnlyList<string> Notes, string Times);
