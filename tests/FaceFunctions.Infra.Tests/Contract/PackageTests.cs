using System.IO.Compression;
using System.Text.Json;
using FaceFunctions.Infra.Tests.Support;

namespace FaceFunctions.Infra.Tests.Contract;

/// <summary>The zip that is published.</summary>
public class PackageTests(PublishedApp app)
{
    [Fact]
    public async Task Exactly_the_hosts_executable_is_executable()
    {
        string executable = (await app.ReadAsync("host.json")).GetProperty("customHandler").GetProperty("description").GetProperty("defaultExecutablePath").GetString()!;
        using ZipArchive zip = ZipFile.OpenRead(await app.PackageAsync());
        var modes = zip.Entries.ToDictionary(entry => entry.FullName, entry => (UnixFileMode)((entry.ExternalAttributes >> 16) & 0x1FF));
        const UnixFileMode Executable = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        Assert.Equal([executable], modes.Where(mode => (mode.Value & Executable) != 0).Select(mode => mode.Key));
        Assert.Equal(Executable, modes[executable] & Executable);
        Assert.All(modes.Values, mode => Assert.True(mode.HasFlag(UnixFileMode.OtherRead)));

        // A program of Linux that needs no .NET on the machine.
        using Stream content = zip.GetEntry(executable)!.Open();
        byte[] magic = new byte[4];
        await content.ReadExactlyAsync(magic, TestContext.Current.CancellationToken);
        Assert.Equal([0x7F, (byte)'E', (byte)'L', (byte)'F'], magic);
        Assert.Contains("libcoreclr.so", modes.Keys);
        Assert.Contains("bundle/bundle.json", modes.Keys);
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
}
