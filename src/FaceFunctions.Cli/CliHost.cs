namespace FaceFunctions.Cli;

/// <summary>What the command line has of the world around it: its terminal, its environment and its clock.</summary>
internal sealed record CliHost
{
    /// <summary>Standard output: answers.</summary>
    public required TextWriter Output { get; init; }

    /// <summary>Standard error: progress and errors.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Standard input: answers to questions.</summary>
    public required TextReader Input { get; init; }

    /// <summary>Whether <see cref="Output"/> is a terminal; else no control sequence is written to it.</summary>
    public required bool OutputIsTerminal { get; init; }

    /// <summary>Whether <see cref="Error"/> is a terminal; else no progress bar is written to it.</summary>
    public required bool ErrorIsTerminal { get; init; }

    /// <summary>Whether somebody sits at <see cref="Input"/>; else nothing is asked.</summary>
    public required bool InputIsTerminal { get; init; }

    /// <summary>Reads an environment variable; null when it is not set.</summary>
    public required Func<string, string?> Variable { get; init; }

    /// <summary>Clock of every wait.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>The real one, of this process.</summary>
    public static CliHost OfProcess() => new()
    {
        Output = Console.Out,
        Error = Console.Error,
        Input = Console.In,
        OutputIsTerminal = !Console.IsOutputRedirected,
        ErrorIsTerminal = !Console.IsErrorRedirected,
        InputIsTerminal = !Console.IsInputRedirected,
        Variable = Environment.GetEnvironmentVariable,
        Time = TimeProvider.System,
    };
}
