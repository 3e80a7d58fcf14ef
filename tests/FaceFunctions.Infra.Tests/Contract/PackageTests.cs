using System.IO.Compression;
using System.Reflection.PortableExecutable;
using System.Text.Json;
using FaceFunctions.Infra.Tests.Support;

namespace FaceFunctions.Infra.Tests.Contract;

/// <summary>The zip that is published.</summary>
public class PackageTests(PublishedApp app, Templates templates)
{
    [Fact]
    public async Task The_hosts_own_dotnet_starts_the_app()
    {
        JsonElement worker = (await app.ReadAsync("worker.config.json")).GetProperty("description");
        Assert.Equal(("dotnet-isolated", "dotnet", "FaceFunctions.dll"), (Text(worker, "language"), Text(worker, "defaultExecutablePath"), Text(worker, "defaultWorkerPath")));

        // The .NET of the package is the one that the template asks for.
        JsonElement site = (await templates.ReadAsync("default", "Microsoft.Web/sites")).Single().GetProperty("properties");
        JsonElement options = (await app.ReadAsync("FaceFunctions.runtimeconfig.json")).GetProperty("runtimeOptions");
        Assert.Equal("net" + Text(site.GetProperty("functionAppConfig").GetProperty("runtime"), "version"), Text(options, "tfm"));
        Assert.Equal(["Microsoft.AspNetCore.App", "Microsoft.NETCore.App"], options.GetProperty("frameworks").EnumerateArray().Select(framework => Text(framework, "name")).Order(StringComparer.Ordinal));
        Assert.DoesNotContain("libcoreclr.so", await app.FilesAsync());
    }

    [Fact]
    public async Task It_holds_what_the_host_and_the_app_read_and_nothing_else_of_the_kind()
    {
        IReadOnlyList<string> files = await app.FilesAsync();
        Assert.All(["host.json", "worker.config.json", "functions.metadata", "extensions.json", "FaceFunctions.dll", "bundle/bundle.json"], file => Assert.Contains(file, files));

        // What belongs to another machine, to a custom handler or to a developer.
        Assert.All(files, file =>
        {
            Assert.False(Path.GetFileName(file) is "function.json" or "local.settings.json", file);
            Assert.False(file.EndsWith(".dylib", StringComparison.Ordinal) || file.StartsWith("runtimes/win", StringComparison.Ordinal), file);
        });
        Assert.Contains("libonnxruntime.so", files);
        Assert.Contains("libSkiaSharp.so", files);

        JsonElement host = await app.ReadAsync("host.json");
        Assert.False(host.TryGetProperty("customHandler", out _));
        Assert.False(host.TryGetProperty("extensionBundle", out _));
    }

    [Fact]
    public async Task The_hosts_half_of_the_blob_trigger_goes_along()
    {
        JsonElement[] extensions = [.. (await app.ReadAsync("extensions.json")).GetProperty("extensions").EnumerateArray()];
        IReadOnlyList<string> files = await app.FilesAsync();
        Assert.All(extensions, extension => Assert.Contains(Path.GetRelativePath(".", Text(extension, "hintPath")), files));
        Assert.All(extensions, extension => Assert.StartsWith("./.azurefunctions/", Text(extension, "hintPath"), StringComparison.Ordinal));

        // Its version is that of the decision about roles: docs/decisions/0012-narrow-roles.md.
        Assert.Single(extensions, extension => Text(extension, "typeName").Contains("Microsoft.Azure.WebJobs.Extensions.Storage.Blobs, Version=5.3.10.0,", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_apps_half_is_compiled_ahead()
    {
        using ZipArchive zip = ZipFile.OpenRead(await app.PackageAsync());
        string[] started = ["FaceFunctions.dll", "FaceFunctions.Core.dll", "FaceFunctions.Storage.dll", "FaceFunctions.Vision.dll", "Azure.Core.dll", "Azure.Data.Tables.dll", "Microsoft.Azure.Functions.Worker.Core.dll", "Google.Protobuf.dll"];
        Assert.All(started, file =>
        {
            using Stream entry = (zip.GetEntry(file) ?? throw new FileNotFoundException(file)).Open();
            using var content = new MemoryStream();
            entry.CopyTo(content);
            content.Position = 0;
            using var assembly = new PEReader(content);
            Assert.True(assembly.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size > 0, file);
        });
    }

    [Fact]
    public async Task Everybody_may_read_its_files()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows writes no file modes into a zip.");
        using ZipArchive zip = ZipFile.OpenRead(await app.PackageAsync());
        Assert.All(zip.Entries, entry => Assert.True(((UnixFileMode)((entry.ExternalAttributes >> 16) & 0x1FF)).HasFlag(UnixFileMode.OtherRead), entry.FullName));
    }

    [Fact]
    public async Task The_hosts_own_telemetry_quotes_no_names()
    {
        // Its results hold the reason of a trigger, which is the blob's name; its requests the address; its dependencies the blobs that it reads.
        JsonElement logging = (await app.ReadAsync("host.json")).GetProperty("logging");
        var levels = logging.GetProperty("logLevel").EnumerateObject().ToDictionary(level => level.Name, level => level.Value.GetString());
        Assert.Equal(("Warning", "None", "Error"), (levels["default"], levels["Host.Results"], levels["Function"]));
        JsonElement insights = logging.GetProperty("applicationInsights");
        Assert.False(insights.GetProperty("enableDependencyTracking").GetBoolean());
        Assert.False(insights.GetProperty("enableLiveMetrics").GetBoolean());
        Assert.False(insights.GetProperty("httpAutoCollectionOptions").GetProperty("enableHttpTriggerExtendedInfoCollection").GetBoolean());
    }

    private static string Text(JsonElement parent, string property) => parent.GetProperty(property).GetString()!;
}
