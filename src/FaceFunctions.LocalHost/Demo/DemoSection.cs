namespace FaceFunctions.LocalHost.Demo;

/// <summary>Questions of one kind.</summary>
/// <param name="Title">What they are about, in a few words.</param>
/// <param name="About">What is asked, in a sentence.</param>
/// <param name="Rows">The questions and their answers.</param>
internal sealed record DemoSection(string Title, string About, IReadOnlyList<DemoRow> Rows);
