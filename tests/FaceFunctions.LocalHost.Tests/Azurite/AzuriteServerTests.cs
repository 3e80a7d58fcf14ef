using System.Diagnostics;
using System.Globalization;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using FaceFunctions.LocalHost.Azurite;
using FaceFunctions.LocalHost.Tests.Support;
using FaceFunctions.Testing;

namespace FaceFunctions.LocalHost.Tests.Azurite;

public sealed class AzuriteServerTests
{
    private const string FolderVariable = "AZURITE_TEST_FOLDER";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task StartAsync_gives_blobs_queues_and_tables_on_free_ports()
    {
        await using AzuriteServer first = await AzuriteServer.StartAsync(new(), Cancelled);
        await using AzuriteServer second = await AzuriteServer.StartAsync(new(), Cancelled);

        foreach (AzuriteServer server in new[] { first, second })
        {
            await new BlobContainerClient(server.ConnectionString, "gallery").CreateAsync(cancellationToken: Cancelled);
            await new QueueClient(server.ConnectionString, "letters").CreateAsync(cancellationToken: Cancelled);
            await new TableClient(server.ConnectionString, "photos").CreateAsync(Cancelled);
        }

        Assert.Equal(6, new HashSet<int> { first.BlobPort, first.QueuePort, first.TablePort, second.BlobPort, second.QueuePort, second.TablePort }.Count);
    }

    [Fact]
    public async Task StartAsync_keeps_the_data_of_a_folder_across_a_restart()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("azurite-");
        try
        {
            await using (AzuriteServer before = await AzuriteServer.StartAsync(new() { DataFolder = folder.FullName }, Cancelled))
            {
                var container = new BlobContainerClient(before.ConnectionString, "gallery");
                await container.CreateAsync(cancellationToken: Cancelled);
                await container.UploadBlobAsync("ruan/7.jpg", BinaryData.FromString("seven"), Cancelled);
            }

            await using AzuriteServer after = await AzuriteServer.StartAsync(new() { DataFolder = folder.FullName }, Cancelled);

            BlobClient blob = new(after.ConnectionString, "gallery", "ruan/7.jpg");
            Assert.Equal("seven", (await blob.DownloadContentAsync(Cancelled)).Value.Content.ToString());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_write_outlives_the_killing_of_the_process_that_started_Azurite()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("azurite-");
        try
        {
            string note = Path.Combine(folder.FullName, "note");
            ProcessStartInfo start = new(
                Path.Combine(AppContext.BaseDirectory, "FaceFunctions.LocalHost.Tests"),
                ["-explicit", "only", "-method", $"*.{nameof(Holds_an_Azurite_until_it_is_killed)}"]);
            start.Environment[FolderVariable] = folder.FullName;
            int azurite;
            using (Process holder = Process.Start(start)!)
            {
                try
                {
                    await Wait.UntilAsync(() => holder.HasExited || File.Exists(note));
                    string[] lines = await File.ReadAllLinesAsync(note, Cancelled);
                    azurite = int.Parse(lines[0], CultureInfo.InvariantCulture);
                    var container = new BlobContainerClient(lines[1], "gallery");
                    await container.CreateAsync(cancellationToken: Cancelled);
                    await container.UploadBlobAsync("ruan/7.jpg", BinaryData.FromString("seven"), Cancelled);
                }
                finally
                {
                    holder.Kill();
                    await holder.WaitForExitAsync(CancellationToken.None);
                }
            }

            await Wait.UntilAsync(() => !TestApp.IsAlive(azurite));

            await using AzuriteServer after = await AzuriteServer.StartAsync(new() { DataFolder = Path.Combine(folder.FullName, "data") }, Cancelled);

            BlobClient blob = new(after.ConnectionString, "gallery", "ruan/7.jpg");
            Assert.Equal("seven", (await blob.DownloadContentAsync(Cancelled)).Value.Content.ToString());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>The other process of the test above.</summary>
    [Fact(Explicit = true)]
    public async Task Holds_an_Azurite_until_it_is_killed()
    {
        string? folder = Environment.GetEnvironmentVariable(FolderVariable);
        Assert.SkipWhen(folder is null, "Only another test runs this one.");
        await using AzuriteServer server = await AzuriteServer.StartAsync(new() { DataFolder = Path.Combine(folder!, "data") }, Cancelled);
        string unfinished = Path.Combine(folder!, "unfinished");
        await File.WriteAllLinesAsync(unfinished, [server.ProcessId.ToString(CultureInfo.InvariantCulture), server.ConnectionString], Cancelled);
        File.Move(unfinished, Path.Combine(folder!, "note"));
        await Task.Delay(Timeout.InfiniteTimeSpan, Cancelled);
    }

    [Fact]
    public async Task DisposeAsync_ends_the_process_and_so_frees_its_ports()
    {
        AzuriteServer server = await AzuriteServer.StartAsync(new(), Cancelled);
        int process = server.ProcessId;
        Assert.True(TestApp.IsAlive(process));

        await server.DisposeAsync();

        // Not asked at the ports: they are free, so that another program may listen there by now.
        await Wait.UntilAsync(() => !TestApp.IsAlive(process));
    }

    [Fact]
    public async Task StartAsync_tells_what_Azurite_said_when_a_port_is_taken()
    {
        await using AzuriteServer first = await AzuriteServer.StartAsync(new(), Cancelled);

        LocalHostException error = await Assert.ThrowsAsync<LocalHostException>(() => AzuriteServer.StartAsync(new() { BlobPort = first.BlobPort }, Cancelled));

        Assert.Contains("EADDRINUSE", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StartAsync_names_a_folder_without_the_lock_file()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("tools-");
        try
        {
            LocalHostException error = await Assert.ThrowsAsync<LocalHostException>(() => AzuriteServer.StartAsync(new() { ToolsFolder = folder.FullName }, Cancelled));

            Assert.Contains("package-lock.json", error.Message, StringComparison.Ordinal);
            Assert.Contains(folder.FullName, error.Message, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
