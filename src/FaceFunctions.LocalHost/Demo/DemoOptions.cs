namespace FaceFunctions.LocalHost.Demo;

/// <summary>What was asked for on the command line.</summary>
/// <param name="Bundle">Folder of the model bundle; null takes the app's own.</param>
/// <param name="Photos">Folder of labelled photos; null draws some.</param>
/// <param name="Seed">Which people are drawn.</param>
/// <param name="Report">Where the page is written; null writes none.</param>
/// <param name="Keep">Whether everything goes on running at the end.</param>
/// <param name="App">Folder of a published app; null takes the one that this checkout built.</param>
/// <param name="Verbose">Whether everything is shown that the app writes.</param>
internal sealed record DemoOptions(string? Bundle, string? Photos, ulong Seed, string? Report, bool Keep, string? App, bool Verbose);
