using Azure;
using Azure.Storage;
using Azure.Storage.Sas;
using FaceFunctions.Core.Gallery;
using FaceFunctions.LocalHost.Azurite;
using FaceFunctions.Storage.Tables;
using FaceFunctions.Storage.Tests.Support;
using FaceFunctions.Testing;

namespace FaceFunctions.Storage.Tests;

public class GalleryStorageTests(TestAzurite azurite)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EnsureCreated_may_be_called_by_many_at_once_and_again()
    {
        TestGallery gallery = TestGallery.Uncreated(azurite);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => gallery.Storage.EnsureCreatedAsync(Token)));
        await gallery.Storage.EnsureCreatedAsync(Token);

        foreach (string container in gallery.Options.Containers)
        {
            Assert.True(await gallery.Blobs.GetBlobContainerClient(container).ExistsAsync(Token));
        }
    }

    [Fact]
    public async Task EnsureCreated_is_content_when_all_is_there_that_it_may_not_create()
    {
        TestGallery gallery = await TestGallery.CreateAsync(azurite);

        GalleryStorage reader = gallery.Over(ReadOnly());
        await reader.EnsureCreatedAsync(Token);
        Assert.Equal(gallery.Options.TableName, (await reader.OpenAsync(Samples.Bundle, Token)).Name);
    }

    [Fact]
    public async Task EnsureCreated_says_when_it_may_not_create_what_is_missing()
    {
        RequestFailedException error = await Assert.ThrowsAsync<RequestFailedException>(() => TestGallery.Uncreated(azurite).Over(ReadOnly()).EnsureCreatedAsync(Token));

        Assert.Equal(403, error.Status);
        Assert.Equal(403, (await Assert.ThrowsAsync<RequestFailedException>(() => TestGallery.Uncreated(azurite).Over(ReadOnly()).OpenAsync(Samples.Bundle, Token))).Status);
    }

    [Fact]
    public async Task A_service_that_refuses_us_is_not_away()
    {
        TestGallery gallery = await TestGallery.CreateAsync(azurite);

        await Assert.ThrowsAsync<RequestFailedException>(() => gallery.Over(ReadOnly()).Gallery.WriteBookmarkAsync("job", "x", Token));
        await Assert.ThrowsAsync<RequestFailedException>(() => gallery.Over(ReadOnly()).Photos.DeleteAsync(new PhotoPath(gallery.Container, "a.jpg"), Token));
    }

    [Fact]
    public async Task Every_call_says_that_the_service_is_away()
    {
        // Port 9 of loopback (discard) answers nobody: connections are refused.
        GalleryStorage away = TestGallery.Uncreated(azurite).Over(AzuriteServer.FormatConnectionString(9, 9, 9), options => options.MaxRetries = 1);
        var path = new PhotoPath("gallery", "a.jpg");
        Func<Task>[] calls =
        [
            () => away.EnsureCreatedAsync(Token),
            () => away.Gallery.FindAsync("a.jpg", Token),
            () => away.Gallery.FindPhotosAsync(["a.jpg", "b.jpg"], Token),
            () => away.Gallery.ReplaceAsync(Samples.Photo("a.jpg", 0), [], Samples.Yes, Token),
            () => away.Gallery.RemoveAsync("a.jpg", Samples.Yes, Token),
            () => away.Gallery.ListAsync(0, null, 10, Token),
            () => away.Gallery.RemoveOfPersonAsync("a.jpg", "ruan", Samples.Yes, Token),
            () => away.Gallery.ListNamesOfPersonAsync("ruan", Token),
            () => away.OpenAsync(Samples.Bundle, Token),
            () => away.ListTablesAsync(Token),
            () => away.DeleteTableAsync(new GalleryTable("other", null), Token),
            () => away.Gallery.LoadAllAsync(0, Samples.Bundle, Token),
            () => away.Gallery.ReadChangesAsync(0, ChangePosition.Start, Samples.Bundle, Token),
            () => away.Gallery.ReadChangedIdsAsync(0, ChangePosition.Start, Token),
            () => away.Gallery.TrimChangesAsync(0, Token),
            () => away.Snapshots.OpenAsync(0, Samples.Bundle, Token),
            () => away.Snapshots.WriteAsync(0, Samples.Bundle, null, (stream, token) => stream.WriteAsync(new byte[1], token).AsTask(), Token),
            () => away.Snapshots.DeleteAsync(0, Samples.Bundle, Token),
            () => away.Snapshots.DeleteAsync(0, Token),
            () => away.Snapshots.DeleteOthersAsync(Samples.Bundle, DateTimeOffset.MaxValue, Token),
            () => away.Snapshots.TryLockAsync(Token),
            () => away.Gallery.ReadBookmarkAsync("job", Token),
            () => away.Gallery.WriteBookmarkAsync("job", "x", Token),
            () => away.Gallery.WriteBookmarkAsync("job", null, Token),
            () => away.Photos.FindAsync(path, Token),
            () => away.Photos.DownloadAsync(new PhotoBlob(path, "\"0x1\"", default, 1, null), Token),
            () => away.Photos.ListAsync("gallery", "", null, 10, Token),
            () => away.Photos.DeleteAsync(path, Token),
            () => away.Photos.WriteJsonAsync(path, "{}"u8.ToArray(), Token),
        ];

        await Task.WhenAll(calls.Select(call => Assert.ThrowsAsync<StorageUnavailableException>(call)));
    }

    [Fact]
    public async Task A_service_that_does_not_answer_in_time_is_away()
    {
        using var silent = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        silent.Start();
        int port = ((System.Net.IPEndPoint)silent.LocalEndpoint).Port;
        GalleryStorage storage = TestGallery.Uncreated(azurite).Over(AzuriteServer.FormatConnectionString(port, port, port), options =>
        {
            options.MaxRetries = 1;
            options.NetworkTimeout = TimeSpan.FromMilliseconds(100);
        });

        await Assert.ThrowsAsync<StorageUnavailableException>(() => storage.Gallery.FindAsync("a.jpg", Token));
        await Assert.ThrowsAsync<StorageUnavailableException>(() => storage.Photos.FindAsync(new PhotoPath("gallery", "a.jpg"), Token));
    }

    [Fact]
    public async Task A_cancelled_call_stays_a_cancellation()
    {
        TestGallery gallery = TestGallery.Uncreated(azurite);
        var cancelled = new CancellationToken(canceled: true);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gallery.Store.FindAsync("a.jpg", cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gallery.Store.LoadAllAsync(0, Samples.Bundle, cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gallery.Photos.FindAsync(new PhotoPath(gallery.Container, "a.jpg"), cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gallery.Photos.ListAsync(gallery.Container, "", null, 10, cancelled));
    }

    /// <summary>The test's Azurite by a signature that may read, and neither write nor create.</summary>
    private string ReadOnly()
    {
        DateTimeOffset expires = TimeProvider.System.GetUtcNow().AddHours(1);
        var builder = new AccountSasBuilder(AccountSasPermissions.Read | AccountSasPermissions.List, expires, AccountSasServices.All, AccountSasResourceTypes.All);
        string signature = builder.ToSasQueryParameters(new StorageSharedKeyCredential(AzuriteServer.AccountName, AzuriteServer.AccountKey)).ToString();
        string endpoints = azurite.ConnectionString[azurite.ConnectionString.IndexOf("BlobEndpoint", StringComparison.Ordinal)..];
        return $"{endpoints}SharedAccessSignature={signature}";
    }
}
