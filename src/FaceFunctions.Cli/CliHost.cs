using Azure.Core;
using Azure.Identity;
using FaceFunctions.Cli.Output;

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

    /// <summary>Signs in with Microsoft Entra ID.</summary>
    public required Func<TokenCredential> SignIn { get; init; }

    /// <summary>Clock of every wait.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>Asks whoever sits at <see cref="Input"/> a question of yes or no.</summary>
    /// <param name="question">The question; names in it may hold any letters.</param>
    /// <param name="what">What needs the answer, as the beginning of a sentence.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="CliException">Nobody can be asked.</exception>
    public async Task<bool> ConfirmAsync(string question, string what, CancellationToken cancellationToken)
    {
        if (!InputIsTerminal)
        {
            throw CliException.Usage($"{what} needs --yes where nobody can be asked.");
        }

        await Error.WriteAsync($"{Report.Visible(question)} [y/N] ");

        // Reading a terminal cannot be cancelled; the wait for it can.
        string? answer = await Task.Run(Input.ReadLine, cancellationToken).WaitAsync(cancellationToken);
        return answer?.Trim().ToUpperInvariant() is "Y" or "YES";
    }

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
        SignIn = () => new DefaultAzureCredential(),
        Time = TimeProvider.System,
    };
}
