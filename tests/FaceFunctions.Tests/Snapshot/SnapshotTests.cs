using Azure.Storage.Blobs;
using FaceFunctions.Tests.Support;

namespace FaceFunctions.Tests.Snapshot;

/// <summary>The timer's snapshots, through the app: a second instance starts from them, and an erased person is not in them.</summary>
public class SnapshotTests(SnapshotTests.OfAnySize gallery) : IClassFixture<SnapshotTests.OfAnySize>
{
    private GalleryApp App => gallery.App;

    [Fact]
    public async Task A_second_instance_starts_from_them_and_an_erasure_takes_them_along()
    {
        await App.EnrollAsync("Anna Zwölf/1.jpg", Pictures.File("img3.jpg"));
        await App.EnrollAsync("Berta Elf/1.jpg", Pictures.File("img24.jpg"));
        await SnapshotAsync();
        Assert.NotEmpty(await SnapshotsWithAsync("Anna Zwölf"));

        await using (GalleryApp second = await GalleryApp.StartAsync(gallery.ConnectionString, OfAnySize.Own))
        {
            Assert.Equal((2, 2), await second.CountAsync());
            Assert.DoesNotContain("could not be used", second.Host.AppOutput, StringComparison.Ordinal);
        }

        (await App.DeletePersonAsync("Anna Zwölf")).Ok();

        Assert.Empty(await SnapshotsWithAsync("Anna Zwölf"));
        await SnapshotAsync();
        Assert.Empty(await SnapshotsWithAsync("Anna Zwölf"));
        Assert.NotEmpty(await SnapshotsWithAsync("Berta Elf"));

        // Damaged by somebody: said in the log, and the rows are read.
        BlobContainerClient container = Container();
        string name = (await SnapshotsWithAsync("Berta Elf"))[0];
        await container.GetBlobClient(name).UploadAsync(BinaryData.FromString("no snapshot"), overwrite: true);
        await using GalleryApp third = await GalleryApp.StartAsync(gallery.ConnectionString, OfAnySize.Own);
        Assert.Equal((1, 1), await third.CountAsync());
        Assert.Contains("A snapshot of the gallery could not be used (WrongLength)", third.Host.AppOutput, StringComparison.Ordinal);
    }

    private async Task SnapshotAsync() => (await App.Host.InvokeTimerAsync("Snapshot", CancellationToken.None)).Done();

    private BlobContainerClient Container() => new(gallery.ConnectionString, "snapshots");

    private async Task<string[]> SnapshotsWithAsync(string text)
    {
        byte[] bytes = System.Text.Encoding.UTF8.GetBytes(text);
        List<string> names = [];
        await foreach (var blob in Container().GetBlobsAsync())
        {
            byte[] content = (await Container().GetBlobClient(blob.Name).DownloadContentAsync()).Value.Content.ToArray();
            if (content.AsSpan().IndexOf(bytes) >= 0)
            {
                names.Add(blob.Name);
            }
        }

        return [.. names];
    }

    public sealed class OfAnySize : OwnGallery
    {
        public static IReadOnlyDictionary<string, string> Own { get; } = new Dictionary<string, string> { ["FaceFunctions__SnapshotMinFaces"] = "1" };

        protected override IReadOnlyDictionary<string, string> Settings => Own;
    }
}
