using System.Text.Encodings.Web;
using System.Text.Json;
using Spectre.Console;

namespace FaceFunctions.Cli.Output;

/// <summary>Where a command's answer goes: one JSON document, or text and tables for people. Progress and errors go to standard error.</summary>
internal sealed class Report
{
    // Longer cells are wrapped: a script that wants whole names asks for JSON.
    private const int RedirectedWidth = 120;

    private static readonly JsonSerializerOptions JsonOptions = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,

        // The document goes to a terminal or a file, never into a web page: names stay readable.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly JsonSerializerOptions LineOptions = new(JsonOptions) { WriteIndented = false };

    private readonly CliHost _host;
    private readonly IAnsiConsole _console;

    /// <summary>Creates the report.</summary>
    /// <param name="host">Has the streams.</param>
    /// <param name="json">Whether JSON was asked for.</param>
    public Report(CliHost host, bool json)
    {
        _host = host;
        IsJson = json;
        _console = CreateConsole(host.Output, host.OutputIsTerminal);
    }

    /// <summary>Whether JSON was asked for; then text and tables are left out.</summary>
    public bool IsJson { get; }

    /// <summary>Writes the answer, in the one form or the other.</summary>
    /// <param name="document">For <c>--json</c>: becomes the document.</param>
    /// <param name="writeText">For people.</param>
    public void Answer(object document, Action writeText)
    {
        if (IsJson)
        {
            _host.Output.WriteLine(JsonSerializer.Serialize(document, JsonOptions));
        }
        else
        {
            writeText();
        }
    }

    /// <summary>Writes a line of text.</summary>
    public void Line(string text) => _host.Output.WriteLine(Visible(text));

    /// <summary>Writes a table. Cells are plain text.</summary>
    public void Table(IReadOnlyList<string> headers, IEnumerable<IReadOnlyList<string>> rows) => _console.Write(CreateTable(headers, rows));

    /// <summary>Whether what is shown can be drawn anew in its place: people look at it on a terminal.</summary>
    public bool Redraws => !IsJson && _host.OutputIsTerminal;

    /// <summary>Shows tables, each in place of the one before.</summary>
    /// <param name="workAsync">The work; it is given what shows a table.</param>
    public Task<T> RedrawAsync<T>(Func<Action<LiveTable>, Task<T>> workAsync) =>
        _console.Live(new Text("")).StartAsync(context => workAsync(table => context.UpdateTarget(CreateTable(table.Headers, table.Rows))));

    /// <summary>Writes a note to standard error.</summary>
    public void Note(string text) => _host.Error.WriteLine(Visible(text));

    /// <summary>Writes what went wrong: a line on standard error and, with <c>--json</c>, the document on standard output.</summary>
    /// <returns>The exit code.</returns>
    public int Fail(CliException failure)
    {
        Note($"error: {failure.Message}");
        if (IsJson)
        {
            Answer(ErrorOf(failure), () => { });
        }

        return failure.ExitCode;
    }

    /// <summary>Runs work under a progress bar on standard error; without a terminal there is no bar, but for long work a line now and then.</summary>
    /// <param name="total">Number of steps.</param>
    /// <param name="unit">What a step is: <c>photos</c>, <c>bytes</c>.</param>
    /// <param name="workAsync">The work; may report from any thread.</param>
    /// <param name="isLong">Whether the work takes minutes.</param>
    public async Task<T> WithProgressAsync<T>(double total, ProgressUnit unit, Func<IStepProgress, Task<T>> workAsync, bool isLong = false)
    {
        if (!_host.ErrorIsTerminal)
        {
            return await workAsync(isLong ? new NotedProgress(this, total) : new NoProgress());
        }

        ProgressColumn amount = unit == ProgressUnit.Bytes ? new DownloadedColumn() : new PercentageColumn();
        return await CreateConsole(_host.Error, isTerminal: true)
            .Progress()
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), amount, new RemainingTimeColumn())
            .StartAsync(context => workAsync(new BarProgress(context.AddTask("Starting", maxValue: total))));
    }

    /// <summary>What went wrong, as the document that <c>--json</c> writes.</summary>
    public static object ErrorOf(CliException failure) => new { error = new { failure.Kind, failure.Message } };

    /// <summary>A document on one line.</summary>
    public static string ToLine(object document) => JsonSerializer.Serialize(document, LineOptions);

    /// <summary>Text whose control characters can neither break a line nor steer a terminal: file names may hold any.</summary>
    public static string Visible(string text) => text.Any(Steers)
        ? string.Concat(text.Select(letter => Steers(letter) ? $"\\u{(int)letter:x4}" : letter.ToString()))
        : text;

    // Control characters, the marks that turn the direction of writing around, and what stands for bytes that are no text.
    private static bool Steers(char letter) => char.IsControl(letter) || letter is '\ufffd' or (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069');

    private static Table CreateTable(IReadOnlyList<string> headers, IEnumerable<IReadOnlyList<string>> rows)
    {
        var table = new Table { Border = TableBorder.Simple };
        foreach (string header in headers)
        {
            table.AddColumn(new TableColumn(new Text(header)));
        }

        foreach (IReadOnlyList<string> row in rows)
        {
            table.AddRow(row.Select(cell => new Text(Visible(cell))));
        }

        return table;
    }

    private static IAnsiConsole CreateConsole(TextWriter writer, bool isTerminal)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = isTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = isTerminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = isTerminal ? InteractionSupport.Detect : InteractionSupport.No,
            Out = new AnsiConsoleOutput(writer),
        });
        if (!isTerminal)
        {
            console.Profile.Width = RedirectedWidth;
        }

        return console;
    }
}

/// <summary>A table that is shown in place of the one before.</summary>
internal sealed record LiveTable(IReadOnlyList<string> Headers, IEnumerable<IReadOnlyList<string>> Rows);
