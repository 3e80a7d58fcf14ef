using Azure.Storage.Queues;
using FaceFunctions.LocalHost.Azurite;
using FaceFunctions.Storage.Queues;

namespace FaceFunctions.Storage.Tests.Queues;

public class PoisonBlobsTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Count_tells_the_messages_of_the_hosts_queue()
    {
        // Of its own, as the queue's name is the host's and not to be chosen.
        await using AzuriteServer own = await AzuriteServer.StartAsync(new AzuriteOptions(), Cancellation);
        PoisonBlobs poison = Open(own.ConnectionString);
        Assert.Equal(0, await poison.CountAsync(Cancellation));

        var queue = new QueueClient(own.ConnectionString, "webjobs-blobtrigger-poison");
        await queue.CreateAsync(cancellationToken: Cancellation);
        await queue.SendMessageAsync("one", Cancellation);
        await queue.SendMessageAsync("two", Cancellation);

        Assert.Equal(2, await poison.CountAsync(Cancellation));
    }

    [Fact]
    public async Task Count_is_unknown_where_the_connection_names_no_queue_service()
    {
        const string WithoutQueues = "BlobEndpoint=https://faces.blob.core.windows.net;TableEndpoint=https://faces.table.core.windows.net;SharedAccessSignature=sv=2024-11-04&sig=c2VjcmV0";
        Assert.Null(await Open(WithoutQueues).CountAsync(Cancellation));

        var identity = new StorageOptions { BlobServiceUri = "https://faces.blob.core.windows.net", TableServiceUri = "https://faces.table.core.windows.net" };
        Assert.Null(await new GalleryStorage(identity).Poison.CountAsync(Cancellation));
    }

    private static PoisonBlobs Open(string connectionString) => new GalleryStorage(new StorageOptions { ConnectionString = connectionString }).Poison;
}
