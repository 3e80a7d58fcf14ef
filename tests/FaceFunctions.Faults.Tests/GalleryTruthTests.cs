using Azure.Data.Tables;
using FaceFunctions.Faults.Campaign;
using FaceFunctions.Faults.Gallery;
using FaceFunctions.LocalHost.Azurite;

namespace FaceFunctions.Faults.Tests;

/// <summary>The campaigns prove nothing unless what they ask at the end notices what is wrong.</summary>
public class GalleryTruthTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_lost_kept_changed_or_left_over_is_noticed()
    {
        await using AzuriteServer azurite = await AzuriteServer.StartAsync(new AzuriteOptions(), Token);
        var world = new GalleryWorld(seed: 1, azurite.ConnectionString, new WorkQueue(seed: 1));
        using var instance = new GalleryInstance(azurite.ConnectionString, faults: null);
        (string ana, string ben) = (world.NewPerson(), world.NewPerson());
        await instance.RunAsync(new Job(JobKind.Enroll, "none.jpg"), Token);
        foreach ((string name, string person) in new[] { ("a.jpg", ana), ("b.jpg", ben), ("c.jpg", ben) })
        {
            await world.UploadAsync(name, person, PhotoKind.Enrolled, Token);
            await instance.RunAsync(new Job(JobKind.Enroll, name), Token);
        }

        Action end = world.History.BeginDeletion(null, ana);
        await instance.RunAsync(new Job(JobKind.DeletePerson, ana), Token);
        end();
        Assert.Empty(await FindFaultsAsync());

        string cleo = world.NewPerson();
        end = world.History.BeginRename(ben, cleo);
        Assert.Empty(await FindFaultsAsync()); // a renaming that was not done yet
        await instance.RunAsync(Job.Rename(ben, cleo), Token);
        end();
        Assert.Empty(await FindFaultsAsync());
        await world.Blobs.GetBlobClient("c.jpg").SetMetadataAsync(new Dictionary<string, string> { ["person"] = Uri.EscapeDataString(ana) }, cancellationToken: Token);
        Assert.Contains(await FindFaultsAsync(), fault => fault.Contains($"is {ana}'s", StringComparison.Ordinal));
        await world.Blobs.GetBlobClient("c.jpg").SetMetadataAsync(new Dictionary<string, string> { ["person"] = Uri.EscapeDataString(cleo) }, cancellationToken: Token);
        await instance.RunAsync(new Job(JobKind.Enroll, "c.jpg"), Token);
        Assert.Empty(await FindFaultsAsync());

        var table = new TableClient(azurite.ConnectionString, "photos");
        List<TableEntity> rows = await table.QueryAsync<TableEntity>(cancellationToken: Token).ToListAsync(Token);
        TableEntity face = rows.First(row => row.RowKey.StartsWith("face|", StringComparison.Ordinal) && row.ContainsKey("Person"));
        await NoticesAsync("is missing", () => table.DeleteEntityAsync(face, cancellationToken: Token));
        await NoticesAsync("must not be there", () => table.AddEntityAsync(new TableEntity("p03", "face|0123|000"), Token));
        await NoticesAsync("vector", () => ChangeAsync(row => row["Vector"] = Mirrored(row.GetBinary("Vector"))));
        await NoticesAsync("Person is", () => ChangeAsync(row => row["Person"] = "nobody"));
        await NoticesAsync("what was erased", () => ChangeAsync(row => row["Token"] = "1!" + Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(ana))));
        await NoticesAsync("last write", () => ChangeAsync(row => row["Write"] = "another"));
        TableEntity head = rows.First(row => row.RowKey == "head");
        await NoticesAsync("gaps", () => table.AddEntityAsync(new TableEntity(head.PartitionKey, "log|0000000000000000077") { ["Write"] = "77" }, Token));
        await world.Blobs.DeleteBlobAsync("b.jpg", cancellationToken: Token);
        Assert.Contains(await FindFaultsAsync(), fault => fault.Contains("is lost", StringComparison.Ordinal));

        // Another direction of the same length.
        static byte[] Mirrored(byte[] vector) => [.. vector[..3], (byte)(vector[3] ^ 0x80), .. vector[4..]];

        async Task NoticesAsync(string fault, Func<Task> damage)
        {
            await damage();
            Assert.Contains(await FindFaultsAsync(), found => found.Contains(fault, StringComparison.Ordinal));
            await table.DeleteEntityAsync("p03", "face|0123|000", cancellationToken: Token);
            await table.UpsertEntityAsync(face, TableUpdateMode.Replace, Token);
        }

        async Task ChangeAsync(Action<TableEntity> change)
        {
            var row = new TableEntity(face);
            change(row);
            await table.UpsertEntityAsync(row, TableUpdateMode.Replace, Token);
        }

        async Task<IReadOnlyList<string>> FindFaultsAsync() => await new GalleryTruth(azurite.ConnectionString, world).FindFaultsAsync(instance.Mirror, Token);
    }
}
