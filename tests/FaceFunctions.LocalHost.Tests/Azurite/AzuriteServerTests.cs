using System.Net.Sockets;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using FaceFunctions.LocalHost.Azurite;

namespace FaceFunctions.LocalHost.Tests.Azurite;

public sealed class AzuriteServerTests
{
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
    public async Task DisposeAsync_frees_the_ports()
    {
        AzuriteServer server = await AzuriteServer.StartAsync(new(), Cancelled);
        await server.DisposeAsync();

        foreach (int port in new[] { server.BlobPort, server.QueuePort, server.TablePort })
        {
            using var client = new TcpClient();
            await Assert.ThrowsAsync<SocketException>(() => client.ConnectAsync("127.0.0.1", port, Cancelled).AsTask());
        }
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
