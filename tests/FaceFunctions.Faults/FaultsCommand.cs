using System.CommandLine;
using FaceFunctions.Faults.Campaign;
using FaceFunctions.LocalHost.Azurite;

namespace FaceFunctions.Faults;

/// <summary>The command line.</summary>
internal static class FaultsCommand
{
    /// <summary>Builds it.</summary>
    public static RootCommand Create() => new("Fault campaigns over a real Azurite: exit code 0 when nothing was lost, doubled, kept or wrong.") { Kills(), Storage() };

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

    private static Option<int> Seed() => new("--seed") { Description = "Another number, another campaign.", DefaultValueFactory = _ => 7 };

    private static async Task<int> RunAsync(CampaignOptions options, CancellationToken cancellationToken)
    {
        await using AzuriteServer azurite = await AzuriteServer.StartAsync(new AzuriteOptions(), cancellationToken);
        return (await new CampaignRun(options, azurite.ConnectionString, Console.Out).RunAsync(cancellationToken)).Count == 0 ? 0 : 1;
    }
}
