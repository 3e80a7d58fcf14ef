namespace FaceFunctions.LocalHost.Commands;

/// <summary>What was asked for on the command line.</summary>
internal sealed record RunOptions(int Port, string? Bundle, string? Storage, string? Data, string? App, bool Verbose);
