namespace FaceFunctions.LocalHost.Demo;

/// <summary>What was asked for on the command line.</summary>
internal sealed record DemoOptions(string? Bundle, string? Photos, bool Keep, string? App, bool Verbose);
