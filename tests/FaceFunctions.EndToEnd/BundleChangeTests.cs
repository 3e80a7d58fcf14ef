using System.Text.Json;
using Azure.Data.Tables;
using FaceFunctions.Client;
using FaceFunctions.LocalHost.Azurite;
using FaceFunctions.LocalHost.Hosting;

namespace FaceFunctions.EndToEnd;

/// <summary>A change of bundles: two apps on one storage, the command line between them. Its own product, with the starter and the same models under another name: another bundle.</summary>
public sealed class BundleChangeTests
{
    [Fact]
    public async Task A_new_bundle_is_filled_beside_the_old_one_takes_over_and_the_old_vectors_go()
    {
        GivenHost.Skip("another bundle is started on its storage.");
        DirectoryInfo folder = CopyStarter();
        try
        {
            await using AzuriteServer azurite = await AzuriteServer.StartAsync(new AzuriteOptions(), CancellationToken.None);
            await using FunctionsHost oldHost = await StartAsync(azurite.ConnectionString, Album.Starter);
            await using Gallery old = await OpenAsync(azurite, oldHost);
            Album album = Album.For(await old.WaitUntilReadyAsync()).Small;
            await old.EnrollAsync(album);
            Assert.Equal("photos", await TableAsync(old));

            // Deployed without preparation, the new one knows nobody, and says so; the old one goes on.
            await using FunctionsHost newHost = await StartAsync(azurite.ConnectionString, folder.FullName, playTriggers: false);
            await using Gallery young = await OpenAsync(azurite, newHost);
            Assert.Equal((0, false), await SizeAsync(young));
            Assert.Equal(album.Photos.Count, (await SizeAsync(old)).Faces);

            CommandLine ff = new(azurite.ConnectionString, OwnProduct.Key, oldHost.BaseAddress);
            JsonElement filled = await ff.RunAsync(0, "reembed", "--bundle", folder.FullName);
            Assert.Equal((album.Photos.Count, true), (filled.GetProperty("analyzed").GetInt32(), filled.GetProperty("complete").GetBoolean()));
            await Gallery.SettleAsync();
            Assert.Equal((album.Photos.Count, true), await SizeAsync(young));
            Assert.Equal(filled.GetProperty("table").GetString(), await TableAsync(young));
            await AssertKnowsAsync(old, album, old.Prefix);
            await AssertKnowsAsync(young, album, old.Prefix);

            // Side by side neither writes what the other does not: two passes of each change no row.
            Dictionary<string, string> before = await RowsAsync(azurite.ConnectionString);
            foreach (FunctionsHost host in new[] { oldHost, newHost, oldHost, newHost })
            {
                Assert.Null((await host.InvokeTimerAsync("Reconcile", CancellationToken.None)).Error);
            }

            Assert.Equal(before, await RowsAsync(azurite.ConnectionString));

            // Who is erased by one is in nobody's table.
            string erased = old.Person(album.Photos[0].Person);
            await young.Api.DeletePersonAsync(erased, TestContext.Current.CancellationToken);
            await Gallery.SettleAsync();
            Assert.DoesNotContain(await RowsAsync(azurite.ConnectionString), row => row.Value.Contains(erased, StringComparison.Ordinal));
            Assert.Equal(album.Photos.Count - 2, (await SizeAsync(old)).Faces);
            Assert.Equal(album.Photos.Count - 2, (await SizeAsync(young)).Faces);

            // Only the service that answers with the new bundle lets the old one's table go.
            await ff.RunAsync(1, "reembed", "finish", "--yes", "--bundle", folder.FullName);
            ff = new(azurite.ConnectionString, OwnProduct.Key, newHost.BaseAddress);
            JsonElement finished = await ff.RunAsync(0, "reembed", "finish", "--yes", "--bundle", folder.FullName);
            Assert.Equal("photos", Assert.Single(finished.GetProperty("deleted").EnumerateArray()).GetProperty("table").GetString());
            await AssertKnowsAsync(young, new Album([.. album.Photos.Skip(2)]), old.Prefix);
            Assert.All((await RowsAsync(azurite.ConnectionString)).Keys, row => Assert.DoesNotMatch("^photos ", row));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task AssertKnowsAsync(Gallery gallery, Album album, string prefix)
    {
        AlbumPhoto photo = album.Photos[^1];
        IdentifiedFace face = await gallery.IdentifyAsync($"gallery/{prefix}{photo.Person}/{photo.File}");
        Assert.Equal((Decision.Match, prefix + photo.Person), (face.Decision, face.Person));
    }

    private static async Task<(int Faces, bool Complete)> SizeAsync(Gallery gallery)
    {
        StatusAnswer status = await gallery.WaitUntilReadyAsync();
        return (status.Gallery!.Faces, status.Table!.Complete);
    }

    private static async Task<string?> TableAsync(Gallery gallery) => (await gallery.WaitUntilReadyAsync()).Table!.Name;

    /// <summary>Every row of every table but the notes of the jobs, as <c>table key</c>, with its version and content.</summary>
    private static async Task<Dictionary<string, string>> RowsAsync(string storage)
    {
        var rows = new Dictionary<string, string>();
        var service = new TableServiceClient(storage);
        await foreach (string table in service.QueryAsync(cancellationToken: TestContext.Current.CancellationToken).Select(table => table.Name).Where(name => name.StartsWith("photos", StringComparison.Ordinal)))
        {
            await foreach (TableEntity row in service.GetTableClient(table).QueryAsync<TableEntity>("PartitionKey ne 'jobs'", cancellationToken: TestContext.Current.CancellationToken))
            {
                rows.Add($"{table} {row.PartitionKey} {row.RowKey}", string.Join(' ', row.Select(cell => cell.Value)));
            }
        }

        Assert.NotEmpty(rows);
        return rows;
    }

    private static async Task<Gallery> OpenAsync(AzuriteServer azurite, FunctionsHost host)
    {
        var gallery = new Gallery(azurite.ConnectionString, host.BaseAddress, OwnProduct.Key);
        await gallery.WaitUntilReadyAsync();
        return gallery;
    }

    private static Task<FunctionsHost> StartAsync(string storage, string bundle, bool playTriggers = true) => OwnProduct.StartHostAsync(storage, bundle, playTriggers);

    private static DirectoryInfo CopyStarter()
    {
        DirectoryInfo copy = Directory.CreateTempSubdirectory("facefunctions-bundle-");
        foreach (string file in Directory.GetFiles(Album.Starter))
        {
            File.Copy(file, Path.Combine(copy.FullName, Path.GetFileName(file)));
        }

        string manifest = Path.Combine(copy.FullName, "bundle.json");
        File.WriteAllText(manifest, File.ReadAllText(manifest).Replace("\"name\": \"starter\"", "\"name\": \"renamed\"", StringComparison.Ordinal));
        return copy;
    }
}
