using System.CommandLine;
using System.CommandLine.Invocation;
using FaceFunctions.Cli.Bundles;
using FaceFunctions.Cli.Cache;
using FaceFunctions.Cli.Calibrate;
using FaceFunctions.Cli.Completion;
using FaceFunctions.Cli.Enroll;
using FaceFunctions.Cli.Evaluate;
using FaceFunctions.Cli.Find;
using FaceFunctions.Cli.Health;
using FaceFunctions.Cli.Identify;
using FaceFunctions.Cli.Output;
using FaceFunctions.Cli.People;
using FaceFunctions.Cli.Photos;
using FaceFunctions.Cli.Portraits;
using FaceFunctions.Cli.Reembed;
using FaceFunctions.Cli.Status;
using FaceFunctions.Cli.Training;
using FaceFunctions.Cli.Verify;

namespace FaceFunctions.Cli;

/// <summary>The command tree, and how a run of it ends.</summary>
internal sealed class CliApp
{
    // After Ctrl-C: time to delete what `verify` uploaded.
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(20);

    private readonly CliHost _host;
    private readonly GlobalOptions _options;

    private CliApp(CliHost host)
    {
        _host = host;
        _options = new GlobalOptions(host);
    }

    /// <summary>Runs one command line.</summary>
    /// <param name="args">The words after the program's name.</param>
    /// <param name="host">The world around.</param>
    /// <param name="cancellationToken">Stops the run, as Ctrl-C does.</param>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> args, CliHost host, CancellationToken cancellationToken)
    {
        var app = new CliApp(host);

        // Names may begin with @, which would else be read as a file of more arguments.
        ParseResult parse = app.CreateRoot().Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parse.Action is ParseErrorAction)
        {
            var report = new Report(host, parse.GetValue(app._options.Json));
            string message = string.Join(" ", parse.Errors.Select(error => error.Message));
            return report.Fail(CliException.Usage($"{message} See --help."));
        }

        return await parse.InvokeAsync(
            new InvocationConfiguration { Output = host.Output, Error = host.Error, ProcessTerminationTimeout = StopTimeout },
            cancellationToken);
    }

    /// <summary>All commands with their options, for who looks through them.</summary>
    public static RootCommand Describe(CliHost host) => new CliApp(host).CreateRoot();

    /// <summary>A command whose expected failures become one line and an exit code.</summary>
    /// <param name="name">Word on the command line.</param>
    /// <param name="description">What it does, for <c>--help</c>.</param>
    /// <param name="runAsync">The work; returns one of <see cref="ExitCode"/>.</param>
    public Command CreateCommand(string name, string description, Func<CommandRun, CancellationToken, Task<int>> runAsync)
    {
        var command = new Command(name, description);
        command.SetAction(async (parse, cancellationToken) =>
        {
            using var run = new CommandRun(_host, _options, parse);
            try
            {
                return await runAsync(run, cancellationToken);
            }
            catch (Exception) when (cancellationToken.IsCancellationRequested)
            {
                return run.Report.Fail(new CliException(ExitCode.Cancelled, "cancelled", "Stopped."));
            }
            catch (Exception error) when (Failure.From(error) is { } failure)
            {
                return run.Report.Fail(failure);
            }
        });
        return command;
    }

    private RootCommand CreateRoot()
    {
        var root = new RootCommand($"Enrolls photos in FaceFunctions and asks who is in others.\n\n{ExitCode.Help}")
        {
            EnrollCommand.Create(this),
            IdentifyCommand.Create(this),
            VerifyCommand.Create(this),
            PhotosCommand.Create(this),
            PeopleCommand.Create(this),
            GalleryCommand.Create(this),
            StatusCommand.Create(this),
            FindCommand.Create(this),
            EvaluateCommand.Create(this),
            CalibrateCommand.Create(this),
            CacheCommand.Create(this),
            ReembedCommand.Create(this),
            BundleCommand.Create(this),
            PortraitsCommand.Create(this),
            TrainCommand.Create(this),
            MarginsCommand.Create(this),
            CompletionCommand.Create(this),
        };
        _options.AddTo(root);
        return root;
    }
}
