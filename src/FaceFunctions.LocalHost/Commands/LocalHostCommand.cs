using System.CommandLine;
using System.CommandLine.Invocation;
using System.Globalization;
using System.Net;
using FaceFunctions.LocalHost.Demo;
using FaceFunctions.LocalHost.Hosting;
using FaceFunctions.Portraits;

namespace FaceFunctions.LocalHost.Commands;

/// <summary>The command line.</summary>
internal static class LocalHostCommand
{
    /// <summary>Exit code of a demo that was stopped before its last answer, as shells count Ctrl-C.</summary>
    private const int Interrupted = 130;

    private const string StandIn = "A stand-in for the Azure Functions host, for development and tests only.";

    /// <summary>Reads the command line and does what it asks for.</summary>
    /// <returns>The exit code: 0, 1 after a failure, <see cref="RunCommand.BadUsage"/>, or <see cref="Interrupted"/>.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        ParseResult parsed = Create().Parse(args);

        // Ctrl-C is ours: what was started must be stopped, however long that takes.
        int exitCode = await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });
        return parsed.Action is ParseErrorAction ? RunCommand.BadUsage : exitCode;
    }

    private static RootCommand Create()
    {
        var port = new Option<int>("--port") { Description = "Port on loopback; 0 takes any free one.", DefaultValueFactory = _ => FunctionsHostOptions.DefaultPort };
        port.Validators.Add(result =>
        {
            // What is no number at all is told by the parser itself.
            if (result.Tokens.Count > 0 && int.TryParse(result.Tokens[0].Value, CultureInfo.InvariantCulture, out int number) && number is < IPEndPoint.MinPort or > IPEndPoint.MaxPort)
            {
                result.AddError($"--port takes a number from {IPEndPoint.MinPort} to {IPEndPoint.MaxPort}.");
            }
        });
        var bundle = new Option<string?>("--bundle") { Description = "Folder of the model bundle. Without it, the app takes its own: the starter, for drawn portraits, unless the app was published with another." };
        var storage = new Option<string?>("--storage") { Description = "Connection string of a storage account. Without it, Azurite on ports 10000 to 10002 is used, and started when none listens." };
        var data = new Option<string?>("--data") { Description = "Folder for the data of an Azurite that this host starts. Default: .azurite/data in the checkout." };
        var app = new Option<string?>("--app") { Description = "Folder of a built or published isolated-worker app. Default: FaceFunctions as this checkout built it." };
        var verbose = new Option<bool>("--verbose") { Description = "Show everything the app writes and each invocation." };
        var keys = new Option<string?>("--keys")
        {
            Description = $"Ask for a function key, as Azure does (x-functions-key or ?code=): the one given as --keys=<key>, else that of {FunctionKeyOption.Variable}, else a new one, which is shown. Without --keys none is asked for.",
            Arity = ArgumentArity.ZeroOrOne,
            HelpName = "key",
        };
        var func = new Option<bool>("--func") { Description = "Let Azure Functions Core Tools (`func`, on the PATH) host the app in place of this program, with the same storage." };
        Command demo = CreateDemo(bundle, app, verbose);
        var root = new RootCommand($"Runs FaceFunctions, or any other .NET isolated-worker app, on this machine: storage, app and triggers. {StandIn}") { port, bundle, storage, data, app, verbose, keys, func, demo };
        root.Validators.Add(result =>
        {
            if (result.GetResult(keys) is { Implicit: false } && result.GetResult(func) is { Implicit: false })
            {
                result.AddError("--keys and --func exclude each other: Core Tools ask for no keys.");
            }
        });
        root.SetAction((parsed, _) => StoppableAsync(
            stop => RunCommand.RunAsync(
                new RunOptions(
                    parsed.GetValue(port),
                    parsed.GetValue(bundle),
                    parsed.GetValue(storage),
                    parsed.GetValue(data),
                    parsed.GetValue(app),
                    parsed.GetValue(verbose),
                    parsed.GetResult(keys) is { Implicit: false } ? FunctionKeyOption.Choose(parsed.GetValue(keys)) : null,
                    parsed.GetValue(func)),
                stop),
            onStop: () => 0));
        return root;
    }

    private static Command CreateDemo(Option<string?> bundle, Option<string?> app, Option<bool> verbose)
    {
        var photos = new Option<string?>("--photos") { Description = "Folder of labelled photos: one folder per person, or a flat folder with pairs.csv (photo_a,photo_b,same). Without it, portraits are drawn." };
        var seed = new Option<ulong>("--seed") { Description = "Which people are drawn. The starter knows nearly everybody, not all: with some seeds an answer is wrong, and the demo says so.", DefaultValueFactory = _ => DrawnPhotos.DefaultSeed };
        seed.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && ulong.TryParse(result.Tokens[0].Value, CultureInfo.InvariantCulture, out ulong number) && StarterSets.All.Contains(number))
            {
                result.AddError($"--seed takes any number but {string.Join(", ", StarterSets.All)}: the starter bundle was made with these people, so that to know them would prove nothing.");
            }
        });
        var report = new Option<string>("--report")
        {
            Description = "File for the page that shows questions, photos and answers side by side.",
            DefaultValueFactory = _ => Path.Combine(RepositoryFolder.Find() ?? ".", "artifacts", "demo", "demo.html"),
        };
        var noReport = new Option<bool>("--no-report") { Description = "Write no page." };
        var keep = new Option<bool>("--keep") { Description = "Leave everything running after the last answer, until Ctrl-C." };
        var demo = new Command(
            "demo",
            "Enroll a small gallery, ask who is in photos of known people, of strangers and of a group, change the gallery and ask again, show the answers, and end: 0 when all are right, 1 when one is wrong. "
            + "Without --bundle and --photos it draws its people and takes the starter bundle, which knows drawn portraits only.")
        {
            bundle, photos, seed, report, noReport, keep, app, verbose,
        };
        demo.Validators.Add(result =>
        {
            Exclude(photos, seed);
            Exclude(noReport, report);

            void Exclude(Option one, Option other)
            {
                if (IsGiven(one) && IsGiven(other))
                {
                    result.AddError($"{one.Name} and {other.Name} exclude each other.");
                }
            }

            bool IsGiven(Option option) => result.GetResult(option) is { Implicit: false };
        });
        demo.SetAction((parsed, _) => StoppableAsync(
            stop => DemoCommand.RunAsync(
                new DemoOptions(
                    parsed.GetValue(bundle),
                    parsed.GetValue(photos),
                    parsed.GetValue(seed),
                    parsed.GetValue(noReport) ? null : parsed.GetValue(report),
                    parsed.GetValue(keep),
                    parsed.GetValue(app),
                    parsed.GetValue(verbose)),
                stop),
            onStop: () =>
            {
                Console.Error.WriteLine("Stopped before the last answer.");
                return Interrupted;
            }));
        return demo;
    }

    private static async Task<int> StoppableAsync(Func<CancellationToken, Task<int>> action, Func<int> onStop)
    {
        using var signals = new StopSignals();
        try
        {
            return await action(signals.Token);
        }
        catch (LocalHostException error)
        {
            await Console.Error.WriteLineAsync(error.Message);
            return 1;
        }
        catch (OperationCanceledException) when (signals.Token.IsCancellationRequested)
        {
            return onStop();
        }
    }
}
