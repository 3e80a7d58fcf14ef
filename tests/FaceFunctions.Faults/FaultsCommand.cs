using System.CommandLine;
using FaceFunctions.Faults.Campaign;
using FaceFunctions.Faults.Pictures;
using FaceFunctions.Faults.Questions;
using FaceFunctions.LocalHost.Azurite;

namespace FaceFunctions.Faults;

/// <summary>The command line.</summary>
internal static class FaultsCommand
{
    /// <summary>Most processor time of one answer to a mutated picture.</summary>
    private const int MostMilliseconds = 2000;

    /// <summary>Folder with everything that this checkout has.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The model bundle that ships with the product.</summary>
    public static string Bundle { get; } = Path.Combine(Root, "models", "starter");

    /// <summary>Where files of failing cases go.</summary>
    public static string Artifacts { get; } = Path.Combine(Root, "artifacts", "faults");

    /// <summary>Builds it.</summary>
    public static RootCommand Create() => new("Fault campaigns over a real Azurite: exit code 0 when nothing was lost, doubled, kept or wrong.") { Kills(), Storage(), Sweep(), Questions(), Pictures() };

    private static Command Kills()
    {
        Option<int> kills = new("--kills") { Description = "Processes that are killed.", DefaultValueFactory = _ => 1000 };
        Option<int> seed = Seed();
        var command = new Command("kills", "Kills processes of the real workflows at random requests and moments, with some faults of storage beside.") { kills, seed };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            new CampaignOptions(parsed.GetValue(seed), Processes: true, Deaths: parsed.GetValue(kills), Jobs: 0, FaultRate: 0.02), cancellationToken));
        return command;
    }

    private static Command Storage()
    {
        Option<int> jobs = new("--jobs") { Description = "Enrolments, deletions and reconcile runs that are done.", DefaultValueFactory = _ => 20_000 };
        Option<double> rate = new("--rate") { Description = "Share of requests that meet a fault.", DefaultValueFactory = _ => 0.08 };
        Option<int> seed = Seed();
        var command = new Command("storage", "Lets storage throttle, time out and lose answers after the write, and instances die at any request; many more of both than with processes.") { jobs, rate, seed };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            new CampaignOptions(parsed.GetValue(seed), Processes: false, Deaths: parsed.GetValue(jobs) / 20, parsed.GetValue(jobs), parsed.GetValue(rate)), cancellationToken));
        return command;
    }

    private static Command Sweep()
    {
        var command = new Command("sweep", "Lets an instance die at every single request of every operation.");
        command.SetAction((_, cancellationToken) => OverAzuriteAsync(async connection => await new DeathSweep(connection, stride: 1, cancellationToken).RunAsync(Console.Out), cancellationToken));
        return command;
    }

    private static Command Questions()
    {
        Option<int> calls = new("--calls") { Description = "Calls at once.", DefaultValueFactory = _ => 100 };
        Option<int> rounds = new("--rounds") { Description = "How often.", DefaultValueFactory = _ => 20 };
        Option<int> seed = Seed();
        var command = new Command("questions", "Asks the real app, as a process, many questions at once while its gallery changes.") { calls, rounds, seed };
        command.SetAction((parsed, cancellationToken) => OverAzuriteAsync(
            connection => new QuestionsRun(parsed.GetValue(seed), parsed.GetValue(calls), parsed.GetValue(rounds)).RunAsync(connection, Bundle, Console.Out, cancellationToken), cancellationToken));
        return command;
    }

    private static Command Pictures()
    {
        Option<int> cases = new("--cases") { Description = "Mutated pictures.", DefaultValueFactory = _ => 10_000 };
        Option<int> seed = Seed();
        var command = new Command("pictures", "Sends mutated pictures through the real decoders and the starter model; fails, too, when an answer takes over two seconds of processor time.") { cases, seed };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var run = new PicturesRun(parsed.GetValue(seed), parsed.GetValue(cases), Bundle, Artifacts);
            await run.RunAsync(MostMilliseconds, Console.Out, cancellationToken);
            return run.Faults.Count == 0 && run.SlowestMs <= MostMilliseconds ? 0 : 1;
        });
        return command;
    }

    private static Option<int> Seed() => new("--seed") { Description = "Another number, another campaign.", DefaultValueFactory = _ => 7 };

    private static Task<int> RunAsync(CampaignOptions options, CancellationToken cancellationToken) =>
        OverAzuriteAsync(async connection => await new CampaignRun(options, connection, Console.Out).RunAsync(cancellationToken), cancellationToken);

    private static async Task<int> OverAzuriteAsync(Func<string, Task<IReadOnlyCollection<string>>> run, CancellationToken cancellationToken)
    {
        await using AzuriteServer azurite = await AzuriteServer.StartAsync(new AzuriteOptions(), cancellationToken);
        return (await run(azurite.ConnectionString)).Count == 0 ? 0 : 1;
    }

    private static string FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "FaceFunctions.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"FaceFunctions.sln is in no folder above {AppContext.BaseDirectory}.");
    }
}
