using FaceFunctions.Faults.Campaign;
using FaceFunctions.LocalHost.Azurite;

namespace FaceFunctions.Faults.Tests;

/// <summary>The campaigns in small; in full by the commands of README.md. Each has a storage of its own.</summary>
public class CampaignTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    public async Task Killed_processes_leave_a_gallery_that_says_what_the_blobs_say(int seed) =>
        await AssertNoFaultsAsync(new CampaignOptions(seed, Processes: true, Deaths: 5, Jobs: 10, FaultRate: 0.02) { Instances = 2 });

    [Theory]
    [InlineData(2, 0.08)]
    [InlineData(3, 0.25)]
    public async Task Storage_that_throttles_times_out_and_loses_answers_leaves_a_gallery_that_says_what_the_blobs_say(int seed, double rate) =>
        await AssertNoFaultsAsync(new CampaignOptions(seed, Processes: false, Deaths: 5, Jobs: 50, rate) { LongestLife = 400 });

    [Fact]
    public async Task Instances_that_die_all_the_time_leave_a_gallery_that_says_what_the_blobs_say() =>
        await AssertNoFaultsAsync(new CampaignOptions(Seed: 4, Processes: false, Deaths: 25, Jobs: 30, FaultRate: 0.02));

    [Fact]
    public async Task A_death_at_any_request_of_any_operation_leaves_a_gallery_that_says_what_the_blobs_say()
    {
        await using AzuriteServer azurite = await AzuriteServer.StartAsync(new AzuriteOptions(), Token);
        using var output = new StringWriter();

        IReadOnlyList<string> faults = await new DeathSweep(azurite.ConnectionString, stride: 25, Token).RunAsync(output);

        Assert.True(faults.Count == 0, output.ToString());
    }

    private static async Task AssertNoFaultsAsync(CampaignOptions options)
    {
        await using AzuriteServer azurite = await AzuriteServer.StartAsync(new AzuriteOptions(), Token);
        using var output = new StringWriter();

        IReadOnlyList<string> faults = await new CampaignRun(options, azurite.ConnectionString, output).RunAsync(Token);

        Assert.True(faults.Count == 0, output.ToString());
    }
}
