using System.Reflection;
using System.Text.Json;
using FaceFunctions.AzureSearch;
using FaceFunctions.Hosting;
using FaceFunctions.Infra.Tests.Support;
using FaceFunctions.Storage;
using FaceFunctions.Telemetry;
using FaceFunctions.Vision;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace FaceFunctions.Infra.Tests.Contract;

/// <summary>The app settings of the template, read by the app's own code.</summary>
public class SettingsTests(Templates templates)
{
    public static TheoryData<string> Footprints => Templates.Footprints;

    [Theory]
    [MemberData(nameof(Footprints))]
    public async Task The_app_reads_its_storage_from_them(string variant)
    {
        Dictionary<string, string> settings = await SettingsAsync(variant);
        StorageOptions storage = Services(settings).GetRequiredService<IOptions<StorageOptions>>().Value;

        // Valid (else reading them would have thrown), and all three services of the account that holds the gallery.
        string account = await DataAccountAsync(variant);
        Assert.Equal($"https://{account}.blob.core.windows.net", storage.BlobServiceUri);
        Assert.Equal($"https://{account}.queue.core.windows.net", storage.QueueServiceUri);
        Assert.Equal($"https://{account}.table.core.windows.net", storage.TableServiceUri);
        Assert.Null(storage.ConnectionString);
        Assert.Equal("managedidentity", storage.Credential);
        Assert.Equal(await IsUserAssignedAsync(variant) ? Evaluated.Runtime : null, storage.ClientId);
    }

    [Theory]
    [MemberData(nameof(Footprints))]
    public async Task The_app_sends_its_telemetry_by_them_with_its_identity(string variant)
    {
        var targets = TelemetryTargets.Read(Configuration(await SettingsAsync(variant)));
        Assert.NotNull(targets.AzureMonitor);
        Assert.False(targets.Otlp);
        Assert.Equal(await IsUserAssignedAsync(variant) ? Evaluated.Runtime : "", targets.ClientId());
    }

    [Fact]
    public async Task The_app_takes_its_bundle_thresholds_and_intervals_from_them()
    {
        VisionOptions standard = Services(await SettingsAsync("default")).GetRequiredService<IOptions<VisionOptions>>().Value;
        Assert.Equal(("bundle", null, null), (standard.BundlePath, standard.MatchThreshold, standard.ReviewThreshold));

        VisionOptions own = Services(await SettingsAsync("everything")).GetRequiredService<IOptions<VisionOptions>>().Value;
        Assert.Equal(("bundles/own", 0.45f, 0.38f), (own.BundlePath, own.MatchThreshold, own.ReviewThreshold));
        Assert.Equal(10_485_760, own.MaxPhotoBytes);

        IConfiguration configuration = Configuration(await SettingsAsync("everything"));
        Assert.Equal(1440, configuration.GetSection("FaceFunctions").Get<AppOptions>()!.ReconcileIntervalMinutes);
    }

    [Theory]
    [MemberData(nameof(Footprints))]
    public async Task The_app_searches_by_the_service_where_there_is_one(string variant)
    {
        Dictionary<string, string> settings = await SettingsAsync(variant);
        IConfiguration configuration = Configuration(settings);
        SearchEngine engine = configuration.GetSection("FaceFunctions").Get<AppOptions>()!.Search;
        JsonElement? service = (await templates.ReadAsync(variant, "Microsoft.Search/searchServices")).Cast<JsonElement?>().SingleOrDefault();
        Assert.Equal(service is null && variant != "ownsearch" ? SearchEngine.Memory : SearchEngine.AzureSearch, engine);

        // The feed's timer is off where there is nothing to feed.
        Assert.Equal(engine == SearchEngine.Memory, settings.ContainsKey($"AzureWebJobs.{FunctionNames.SearchFeed}.Disabled"));
        if (service is { } search)
        {
            AzureSearchOptions options = new ServiceCollection().AddAzureGallerySearch(configuration).BuildServiceProvider().GetRequiredService<IOptions<AzureSearchOptions>>().Value;
            Assert.Equal($"https://{search.GetProperty("name").GetString()}.search.windows.net", options.Endpoint);
            Assert.Equal("managedidentity", options.Credential);
            Assert.Equal(await IsUserAssignedAsync(variant) ? Evaluated.Runtime : null, options.ClientId);
            Assert.True(search.GetProperty("properties").GetProperty("disableLocalAuth").GetBoolean());
        }
    }

    [Theory]
    [MemberData(nameof(Footprints))]
    public async Task None_of_them_is_read_by_nobody(string variant)
    {
        // Of the Functions host: https://learn.microsoft.com/azure/azure-functions/functions-app-settings
        HashSet<string> known =
        [
            "AzureWebJobsStorage__accountName", "AzureWebJobsStorage__credential", "AzureWebJobsStorage__clientId",
            $"AzureWebJobs.{FunctionNames.SearchFeed}.Disabled",
            .. new[] { "endpoint", "credential", "clientId" }.Select(part => $"{AzureSearchOptions.Setting}__{part}"),
            TelemetryTargets.AzureMonitorSetting, TelemetryTargets.AuthenticationSetting,
            .. new[] { "blobServiceUri", "queueServiceUri", "tableServiceUri", "credential", "clientId" }.Select(part => $"{StorageOptions.Setting}__{part}"),
            .. Names(typeof(VisionOptions), "FaceFunctions"), .. Names(typeof(AppOptions), "FaceFunctions"),
        ];
        Dictionary<string, string> settings = await SettingsAsync(variant);
        Assert.All(settings.Keys, name => Assert.Contains(name, known));

        // What Flex Consumption refuses, and what would be a secret.
        Assert.DoesNotContain("FUNCTIONS_WORKER_RUNTIME", settings.Keys);
        Assert.DoesNotContain("AzureWebJobsStorage", settings.Keys);
        Assert.DoesNotContain(StorageOptions.Setting, settings.Keys);
        Assert.Contains("AzureWebJobsStorage__accountName", settings.Keys);
    }

    internal static async Task<string> DataAccountAsync(Templates templates, string variant) => (await templates.ReadAsync(variant, "Microsoft.Storage/storageAccounts/blobServices/containers"))
        .Select(container => container.GetProperty("name").GetString()!.Split('/'))
        .Single(parts => parts[^1] == "gallery")[0];

    private Task<string> DataAccountAsync(string variant) => DataAccountAsync(templates, variant);

    private async Task<bool> IsUserAssignedAsync(string variant) => (await AppAsync(variant)).GetProperty("identity").GetProperty("type").GetString() == "UserAssigned";

    private async Task<JsonElement> AppAsync(string variant) => (await templates.ReadAsync(variant, "Microsoft.Web/sites")).Single();

    private async Task<Dictionary<string, string>> SettingsAsync(string variant) => (await AppAsync(variant)).GetProperty("properties").GetProperty("siteConfig").GetProperty("appSettings").EnumerateArray()
        .ToDictionary(setting => setting.GetProperty("name").GetString()!, setting => Evaluated.Text(setting.GetProperty("value")));

    /// <summary>As .NET reads environment variables.</summary>
    private static IConfiguration Configuration(Dictionary<string, string> settings) => new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key.Replace("__", ":", StringComparison.Ordinal), (string?)setting.Value)))
        .Build();

    private static ServiceProvider Services(Dictionary<string, string> settings)
    {
        IConfiguration configuration = Configuration(settings);
        return new ServiceCollection().AddSingleton(configuration).AddVision().AddGalleryStorage(configuration).BuildServiceProvider();
    }

    private static IEnumerable<string> Names(Type options, string prefix) => options.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanWrite)
        .SelectMany(property => property.PropertyType.Namespace == options.Namespace && !property.PropertyType.IsEnum ? Names(property.PropertyType, $"{prefix}__{property.Name}") : [$"{prefix}__{property.Name}"]);
}
