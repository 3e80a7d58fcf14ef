using System.Text.Json;

namespace FaceFunctions.Cli.Tests.Support;

/// <summary>Runs the command line in this process, with its streams and its environment in the test's hands.</summary>
internal sealed class CliRunner
{
    public Dictionary<string, string> Variables { get; } = [];

    public string Input { get; init; } = "";

    public bool InputIsTerminal { get; init; }

    /// <summary>Called with each line of standard error, while it is written.</summary>
    public Action<string>? SeesError { get; init; }

    public async Task<CliResult> RunAsync(CancellationToken cancellationToken, params string[] args)
    {
        // Synchronized: the progress of parallel work may write from several threads.
        var output = new StringWriter();
        var error = new SeenWriter(SeesError);
        var host = new CliHost
        {
            Output = TextWriter.Synchronized(output),
            Error = TextWriter.Synchronized(error),
            Input = new StringReader(Input),
            OutputIsTerminal = false,
            ErrorIsTerminal = false,
            InputIsTerminal = InputIsTerminal,
            Variable = name => Variables.GetValueOrDefault(name),
            Time = new FastTime(),
        };
        int exitCode = await CliApp.RunAsync(args, host, cancellationToken);
        return new CliResult(exitCode, output.ToString(), error.ToString());
    }

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
