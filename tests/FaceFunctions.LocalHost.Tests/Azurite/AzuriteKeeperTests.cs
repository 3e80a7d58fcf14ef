using System.Diagnostics;
using System.Globalization;
using Azure.Storage.Blobs;
using FaceFunctions.LocalHost.Azurite;
using FaceFunctions.LocalHost.Tests.Support;
using FaceFunctions.Testing;
using Microsoft.Extensions.Logging;

namespace FaceFunctions.LocalHost.Tests.Azurite;

public sealed class AzuriteKeeperTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_Azurite_that_ends_is_started_again_once_with_its_ports_and_data()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Signals are sent with kill.");
        DirectoryInfo folder = Directory.CreateTempSubdirectory("azurite-");
        using var log = new LogLines();
        try
        {
            await using AzuriteKeeper keeper = await AzuriteKeeper.StartAsync(new() { DataFolder = folder.FullName }, log, new StandingClock(), Cancelled);
            AzuriteServer first = keeper.Server;
            string connection = first.ConnectionString;
            var container = new BlobContainerClient(connection, "gallery");
            await container.CreateAsync(cancellationToken: Cancelled);
            await container.UploadBlobAsync("ruan/7.jpg", BinaryData.FromString("seven"), Cancelled);

            await EndAsync(first);
            await Wait.UntilAsync(() => keeper.Server != first || keeper.Completion.IsCompleted);

            Assert.Equal(connection, keeper.Server.ConnectionString);
            Assert.Equal("seven", (await container.GetBlobClient("ruan/7.jpg").DownloadContentAsync(Cancelled)).Value.Content.ToString());
            Assert.Single(log.All, line => line.Level == LogLevel.Warning);

            await EndAsync(keeper.Server);
            LocalHostException error = await Assert.ThrowsAsync<LocalHostException>(() => keeper.Completion.WaitAsync(Cancelled));
            Assert.Contains("ended again", error.Message, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task An_Azurite_that_ends_because_of_a_stop_stays_down()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Signals are sent with kill.");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        using var log = new LogLines();
        await using AzuriteKeeper keeper = await AzuriteKeeper.StartAsync(new(), log, TimeProvider.System, stop.Token);

        await stop.CancelAsync();
        await EndAsync(keeper.Server);
        await keeper.Completion.WaitAsync(Cancelled);

        Assert.Empty(log.All);
    }

    private static async Task EndAsync(AzuriteServer server)
    {
        using Process kill = Process.Start("kill", ["-s", "TERM", server.ProcessId.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(Cancelled);
    }

    private sealed class StandingClock : TimeProvider
    {
        public override long GetTimestamp() => 0;
    }
}
