using System.Text.Json;
using FaceFunctions.Infra.Tests.Support;
using FaceFunctions.Storage;
using FaceFunctions.Storage.Queues;

namespace FaceFunctions.Infra.Tests.Contract;

/// <summary>What the app keeps where, and how the accounts are kept.</summary>
public class StorageTests(Templates templates)
{
    public static TheoryData<string> Footprints => Templates.Footprints;

    [Theory]
    [MemberData(nameof(Footprints))]
    public async Task Everything_that_the_app_uses_is_created_in_the_data_account(string variant)
    {
        var options = new StorageOptions();
        string account = await SettingsTests.DataAccountAsync(templates, variant);
        string[] containers = await ChildrenAsync(variant, account, "blobServices/containers");
        Assert.All(options.Containers, container => Assert.Contains(container, containers));
        Assert.Contains("calibration", containers);
        Assert.Equal([options.TableName], await ChildrenAsync(variant, account, "tableServices/tables"));
        Assert.Equal([PoisonBlobs.QueueName], await ChildrenAsync(variant, account, "queueServices/queues"));
    }

    [Theory]
    [MemberData(nameof(Footprints))]
    public async Task The_package_has_its_container_in_the_hosts_account(string variant)
    {
        JsonElement app = (await templates.ReadAsync(variant, "Microsoft.Web/sites")).Single().GetProperty("properties");
        string host = app.GetProperty("siteConfig").GetProperty("appSettings").EnumerateArray()
            .Single(setting => setting.GetProperty("name").GetString() == "AzureWebJobsStorage__accountName").GetProperty("value").GetString()!;
        Assert.NotEqual(await SettingsTests.DataAccountAsync(templates, variant), host);

        string container = Assert.Single(await ChildrenAsync(variant, host, "blobServices/containers"));
        JsonElement storage = app.GetProperty("functionAppConfig").GetProperty("deployment").GetProperty("storage");
        Assert.Equal($"https://{host}.blob.core.windows.net/{container}", Evaluated.Text(storage.GetProperty("value")));
    }

    [Theory]
    [MemberData(nameof(Footprints))]
    public async Task No_account_has_keys_or_anything_public(string variant)
    {
        IReadOnlyList<JsonElement> accounts = await templates.ReadAsync(variant, "Microsoft.Storage/storageAccounts");
        Assert.Equal(2, accounts.Count);
        bool closed = (await templates.ReadAsync(variant, "Microsoft.Network/virtualNetworks")).Count > 0;
        Assert.All(accounts, account =>
        {
            Assert.Equal("StorageV2", account.GetProperty("kind").GetString());
            JsonElement properties = account.GetProperty("properties");
            Assert.False(properties.GetProperty("allowSharedKeyAccess").GetBoolean());
            Assert.False(properties.GetProperty("allowBlobPublicAccess").GetBoolean());
            Assert.True(properties.GetProperty("supportsHttpsTrafficOnly").GetBoolean());
            Assert.Equal("TLS1_2", properties.GetProperty("minimumTlsVersion").GetString());
            Assert.Equal(closed ? "Deny" : "Allow", properties.GetProperty("networkAcls").GetProperty("defaultAction").GetString());
        });
        Assert.All(await templates.ReadAsync(variant, "Microsoft.Storage/storageAccounts/blobServices"), service =>
            Assert.True(service.GetProperty("properties").GetProperty("deleteRetentionPolicy").GetProperty("enabled").GetBoolean()));
        Assert.All(await templates.ReadAsync(variant, "Microsoft.Storage/storageAccounts/blobServices/containers"), container =>
            Assert.Equal("None", container.GetProperty("properties").GetProperty("publicAccess").GetString()));
    }

    [Theory]
    [InlineData("default", 30, false)]
    [InlineData("everything", 7, true)]
    public async Task Probes_and_answers_are_deleted_in_time_and_the_gallery_is_not(string variant, int days, bool versioning)
    {
        JsonElement policy = (await templates.ReadAsync(variant, "Microsoft.Storage/storageAccounts/managementPolicies")).Single();
        JsonElement[] rules = [.. policy.GetProperty("properties").GetProperty("policy").GetProperty("rules").EnumerateArray()];
        JsonElement transient = rules.Single(rule => rule.GetProperty("definition").GetProperty("actions").TryGetProperty("baseBlob", out _));
        Assert.Equal(["probes/", "results/", "dead-letters/"], transient.GetProperty("definition").GetProperty("filters").GetProperty("prefixMatch").EnumerateArray().Select(prefix => prefix.GetString()));
        Assert.Equal(days, transient.GetProperty("definition").GetProperty("actions").GetProperty("baseBlob").GetProperty("delete").GetProperty("daysAfterModificationGreaterThan").GetInt32());

        string account = await SettingsTests.DataAccountAsync(templates, variant);
        JsonElement service = (await templates.ReadAsync(variant, "Microsoft.Storage/storageAccounts/blobServices")).Single(one => one.GetProperty("name").GetString()!.StartsWith(account, StringComparison.Ordinal));
        Assert.Equal(versioning, service.GetProperty("properties").GetProperty("isVersioningEnabled").GetBoolean());
    }

    private async Task<string[]> ChildrenAsync(string variant, string account, string kind) => [.. (await templates.ReadAsync(variant, "Microsoft.Storage/storageAccounts/" + kind))
        .Select(child => child.GetProperty("name").GetString()!.Split('/'))
        .Where(parts => parts[0] == account)
        .Select(parts => parts[^1])];
}
