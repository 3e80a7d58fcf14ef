using System.Text.Json;
using Azure.Core;

namespace FaceFunctions.Cli.Tests.Support;

/// <summary>Runs the command line in this process, with its streams and its environment in the test's hands.</summary>
internal sealed class CliRunner
{
    public Dictionary<string, string> Variables { get; } = [];

    public string Input { get; init; } = "";

    public bool InputIsTerminal { get; init; }

    public bool OutputIsTerminal { get; init; }

    /// <summary>Signs in with Microsoft Entra ID; null fails.</summary>
    public TokenCredential? SignIn { get; init; }

    /// <summary>Called with each line of standard output, while it is written.</summary>
    public Action<string>? SeesOutput { get; init; }

    /// <summary>Called with each line of standard error, while it is written.</summary>
    public Action<string>? SeesError { get; init; }

    public async Task<CliResult> RunAsync(CancellationToken cancellationToken, params string[] args)
    {
        // Synchronized: the progress of parallel work may write from several threads.
        var output = new SeenWriter(SeesOutput);
        var error = new SeenWriter(SeesError);
        CliHost host = Host(TextWriter.Synchronized(output), TextWriter.Synchronized(error));
        int exitCode = await CliApp.RunAsync(args, host, cancellationToken);
        return new CliResult(exitCode, output.ToString(), error.ToString());
    }

    /// <summary>The world around a run.</summary>
    public CliHost Host(TextWriter output, TextWriter error) => new()
    {
        Output = output,
        Error = error,
        Input = new StringReader(Input),
        OutputIsTerminal = OutputIsTerminal,
        ErrorIsTerminal = false,
        InputIsTerminal = InputIsTerminal,
        Variable = name => Variables.GetValueOrDefault(name),
        SignIn = () => SignIn ?? throw new InvalidOperationException("This test signs nobody in."),
        Time = new FastTime(),
    };

    private sealed class SeenWriter(Action<string>? sees) : StringWriter
    {
        public override void WriteLine(string? value)
        {
            base.WriteLine(value);
            sees?.Invoke(value ?? "");
        }
    }

    public Task<CliResult> RunAsync(params string[] args) => RunAsync(TestContext.Current.CancellationToken, args);
}

/// <summary>What one run left behind.</summary>
internal sealed record CliResult(int ExitCode, string Output, string Error)
{
    /// <summary>Standard output as the one JSON document that it must be.</summary>
    public JsonElement Json => JsonElement.Parse(Output);
}
