using System.Diagnostics;
using System.Net;
using System.Text.Json;
using FaceFunctions.LocalHost;
using FaceFunctions.Testing;
using FaceFunctions.Tests.Support;

namespace FaceFunctions.Tests.Hosting;

/// <summary>How the app starts, as the Functions host sees it.</summary>
public class StartupTests(TestAzurite azurite)
{
    [Fact]
    public async Task It_answers_before_the_model_is_loaded_and_requests_wait_for_it()
    {
        (string manifest, byte[] content, string bundle) = await BundleThatWaitsAsync();
        await using GalleryApp app = await GalleryApp.StartAsync(azurite.ConnectionString, bundle);
        JsonElement status = (await app.GetAsync("/api/status")).Ok();
        JsonShape.Matches("status-loading", status);
        Assert.False(status.GetProperty("ready").GetBoolean());
        Assert.Equal("model", status.GetProperty("reason").GetString());
        Assert.Equal((HttpStatusCode.OK, "text/html"), await PageAsync(app));

        Task<Reply> waiting = app.GetAsync("/api/people");
        await LetArriveAsync(app);
        Assert.False(waiting.IsCompleted);

        await WriteAsync(manifest, content);
        (await waiting).Ok();
    }

    [Fact]
    public async Task Requests_that_wait_for_a_bundle_that_is_refused_are_answered_before_it_ends()
    {
        (string manifest, _, string bundle) = await BundleThatWaitsAsync();
        await using GalleryApp app = await GalleryApp.StartAsync(azurite.ConnectionString, bundle);
        Task<Reply> waiting = app.GetAsync("/api/people");
        await LetArriveAsync(app);
        await WriteAsync(manifest, "{}"u8.ToArray());

        (await waiting).Problem(HttpStatusCode.InternalServerError, "internal");
        LocalHostException end = await Assert.ThrowsAsync<LocalHostException>(() => app.Host.Completion.WaitAsync(Wait.Patience));
        Assert.Contains("The model bundle cannot be used", end.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_listens_on_loopback_and_one_port_only()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Reads /proc.");
        await using GalleryApp app = await GalleryApp.StartAsync(azurite.ConnectionString, new Dictionary<string, string>
        {
            ["ASPNETCORE_URLS"] = "http://0.0.0.0:0",
            ["ASPNETCORE_HTTP_PORTS"] = "0",
            ["DOTNET_URLS"] = "http://*:0",
            ["URLS"] = "http://*:0",
            ["HTTP_PORTS"] = "0",
            ["Kestrel__Endpoints__Wide__Url"] = "http://0.0.0.0:0",
        });
        (await app.GetAsync("/api/status")).Ok();

        string[][] listening = [.. Listening(app.Host.AppProcessId).Select(address => address.Split(':'))];
        const string Loopback = "0100007F";
        const string Loopback6 = "00000000000000000000000001000000";
        Assert.NotEmpty(listening);
        Assert.All(listening, address => Assert.Contains(address[0], new[] { Loopback, Loopback6 }));
        Assert.Single(listening.Select(address => address[1]).Distinct());
    }

    [Theory]
    [InlineData("missing")]
    [InlineData("no manifest")]
    [InlineData("changed model")]
    public async Task A_bundle_that_cannot_be_used_ends_it_with_the_reason_said_once(string fault)
    {
        string bundle = CopyBundle();
        switch (fault)
        {
            case "missing":
                Directory.Delete(bundle, recursive: true);
                break;
            case "no manifest":
                File.Delete(Path.Combine(bundle, "bundle.json"));
                break;
            default:
                using (FileStream model = File.Open(Directory.GetFiles(bundle, "*.onnx")[0], FileMode.Append))
                {
                    model.WriteByte(0);
                }

                break;
        }

        await using AppProcess app = AppProcess.Start(azurite.ConnectionString, bundle);
        Assert.NotEqual(0, await app.WaitForExitAsync(Wait.Patience));
        Assert.Equal(2, app.Errors.Split("The model bundle cannot be used").Length);
        Assert.DoesNotContain("   at ", app.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("FaceFunctions__MinSubjectAreaRatio", "0.5", "MinSubjectAreaRatio")]
    [InlineData("FaceFunctions__Quality__MinSharpness", "7", "MinSharpness")]
    [InlineData("FaceFunctions__Search", "Elastic", "FaceFunctions:Search")]
    [InlineData("FaceFunctions__Search", "AzureSearch", "SearchConnection__endpoint is missing")]
    [InlineData("FaceFunctions__MaxPhotoBytes", "-1", "MaxPhotoBytes")]
    [InlineData("FaceFunctions__MaxPhotoPixels", "abc", "MaxPhotoPixels")]
    [InlineData("GalleryConnection", "", "GalleryConnection")]
    [InlineData("GalleryConnection", "not a connection", "GalleryConnection")]
    public async Task A_wrong_setting_ends_it_and_is_named(string setting, string value, string named)
    {
        await using AppProcess app = AppProcess.Start(azurite.ConnectionString, SharedBundle.Folder(), new Dictionary<string, string> { [setting] = value });
        Assert.NotEqual(0, await app.WaitForExitAsync(Wait.Patience));
        Assert.Contains(named, app.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", app.Output, StringComparison.Ordinal);
    }

    /// <summary>Gives a request that was sent time to reach the app, measured by others that go the same way: a slow machine is slow for both.</summary>
    private static async Task LetArriveAsync(GalleryApp app)
    {
        for (int i = 0; i < 20; i++)
        {
            (await app.GetAsync("/api/status")).Ok();
        }
    }

    private static async Task<(HttpStatusCode Status, string? MediaType)> PageAsync(GalleryApp app)
    {
        Reply page = await app.GetAsync("/api/app");
        return (page.Status, page.MediaType);
    }

    private static string CopyBundle()
    {
        string copy = TemporaryFolder.Create();
        foreach (string file in Directory.GetFiles(SharedBundle.Folder()))
        {
            File.WriteAllBytes(Path.Combine(copy, Path.GetFileName(file)), File.ReadAllBytes(file));
        }

        return copy;
    }

    /// <summary>A bundle whose manifest is a named pipe: whoever opens it waits for the one who writes it.</summary>
    private static async Task<(string Manifest, byte[] Content, string Bundle)> BundleThatWaitsAsync()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Needs named pipes in the file system.");
        string bundle = CopyBundle();
        string manifest = Path.Combine(bundle, "bundle.json");
        byte[] content = await File.ReadAllBytesAsync(manifest);
        File.Delete(manifest);
        using Process mkfifo = Process.Start("mkfifo", [manifest]);
        await mkfifo.WaitForExitAsync();
        Assert.Equal(0, mkfifo.ExitCode);
        return (manifest, content, bundle);
    }

    /// <summary>Gives the manifest to the one who waits for it, and to those who read it afterwards.</summary>
    private static async Task WriteAsync(string manifest, byte[] content)
    {
        // Opening the pipe waits until somebody reads; from then on its name may be a file's.
        await using FileStream pipe = await Task.Run(() => new FileStream(manifest, FileMode.Open, FileAccess.Write));
        await File.WriteAllBytesAsync(manifest + ".new", content);
        File.Move(manifest + ".new", manifest, overwrite: true);
        await pipe.WriteAsync(content);
    }

    /// <summary>Local addresses (in the kernel's own hexadecimal) on which a process listens, by its sockets in /proc.</summary>
    private static string[] Listening(int processId)
    {
        HashSet<string> sockets =
        [
            .. Directory.GetFiles($"/proc/{processId}/fd")
                .Select(descriptor => new FileInfo(descriptor).LinkTarget)
                .OfType<string>()
                .Where(target => target.StartsWith("socket:[", StringComparison.Ordinal))
                .Select(target => target["socket:[".Length..^1]),
        ];
        return
        [
            .. new[] { "tcp", "tcp6" }
                .SelectMany(table => File.ReadLines($"/proc/{processId}/net/{table}").Skip(1))
                .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .Where(cells => cells[3] == "0A" && sockets.Contains(cells[9]))
                .Select(cells => cells[1]),
        ];
    }
}
