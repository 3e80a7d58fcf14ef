using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using FaceFunctions.Testing;
using FaceFunctions.Tests.Support;

namespace FaceFunctions.Tests.Hosting;

/// <summary>How the app starts, as the Functions host sees it.</summary>
public class StartupTests(TestAzurite azurite)
{
    private static readonly TimeSpan ExitTimeout = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task It_answers_before_the_model_is_loaded_and_requests_wait_for_it()
    {
        (string manifest, byte[] content, string bundle) = await BundleThatWaitsAsync();
        await using AppProcess app = await AppProcess.StartAsync(azurite.ConnectionString, bundle);
        using (HttpResponseMessage root = await app.Client.GetAsync(new Uri("/", UriKind.Relative)))
        {
            Assert.Equal(HttpStatusCode.OK, root.StatusCode);
        }

        using (HttpResponseMessage status = await app.Client.GetAsync(new Uri("/api/status", UriKind.Relative)))
        {
            JsonElement body = (await Reply.ReadAsync(status)).Ok();
            JsonShape.Matches("status-loading", body);
            Assert.False(body.GetProperty("ready").GetBoolean());
            Assert.Equal("model", body.GetProperty("reason").GetString());
        }

        Task<HttpResponseMessage> waiting = app.Client.GetAsync(new Uri("/api/people", UriKind.Relative));
        await Task.Delay(TimeSpan.FromMilliseconds(300), TestContext.Current.CancellationToken);
        Assert.False(waiting.IsCompleted);

        await File.WriteAllBytesAsync(manifest, content, TestContext.Current.CancellationToken);
        using HttpResponseMessage answer = await waiting;
        (await Reply.ReadAsync(answer)).Ok();
    }

    [Fact]
    public async Task Requests_that_wait_for_a_bundle_that_is_refused_are_answered_before_it_ends()
    {
        (string manifest, _, string bundle) = await BundleThatWaitsAsync();
        await using AppProcess app = await AppProcess.StartAsync(azurite.ConnectionString, bundle);
        Task<HttpResponseMessage> waiting = app.Client.GetAsync(new Uri("/api/people", UriKind.Relative));
        await Task.Delay(TimeSpan.FromMilliseconds(300), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(manifest, "{}", TestContext.Current.CancellationToken);

        using HttpResponseMessage answer = await waiting;
        (await Reply.ReadAsync(answer)).Problem(HttpStatusCode.InternalServerError, "internal");
        Assert.NotEqual(0, await app.WaitForExitAsync(ExitTimeout));
        Assert.Contains("The model bundle cannot be used", app.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_listens_on_loopback_and_the_hosts_port_only()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Reads /proc.");
        (int other, int third, int fourth) = (FreePort(), FreePort(), FreePort());
        await using AppProcess app = await AppProcess.StartAsync(azurite.ConnectionString, SharedBundle.Folder(), new Dictionary<string, string>
        {
            ["ASPNETCORE_URLS"] = $"http://0.0.0.0:{other}",
            ["ASPNETCORE_HTTP_PORTS"] = other.ToString(CultureInfo.InvariantCulture),
            ["DOTNET_URLS"] = $"http://*:{third}",
            ["URLS"] = $"http://*:{third}",
            ["HTTP_PORTS"] = third.ToString(CultureInfo.InvariantCulture),
            ["Kestrel__Endpoints__Wide__Url"] = $"http://0.0.0.0:{fourth}",
        });

        Assert.Equal([$"0100007F:{app.Address.Port:X4}"], Listening(app.ProcessId));
    }

    [Theory]
    [InlineData("missing")]
    [InlineData("no manifest")]
    [InlineData("changed model")]
    public async Task A_bundle_that_cannot_be_used_ends_it_with_the_reason(string fault)
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

        await using AppProcess app = await AppProcess.StartAsync(azurite.ConnectionString, bundle, waitForAnswer: false);
        Assert.NotEqual(0, await app.WaitForExitAsync(ExitTimeout));
        Assert.Contains("The model bundle cannot be used", app.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("FaceFunctions__MinSubjectAreaRatio", "0.5", "MinSubjectAreaRatio")]
    [InlineData("FaceFunctions__Quality__MinSharpness", "7", "MinSharpness")]
    [InlineData("FaceFunctions__MaxPhotoBytes", "-1", "MaxPhotoBytes")]
    [InlineData("FaceFunctions__MaxPhotoPixels", "abc", "MaxPhotoPixels")]
    [InlineData("GalleryConnection", "", "GalleryConnection")]
    [InlineData("GalleryConnection", "not a connection", "GalleryConnection")]
    public async Task A_wrong_setting_ends_it_and_is_named(string setting, string value, string named)
    {
        await using AppProcess app = await AppProcess.StartAsync(azurite.ConnectionString, SharedBundle.Folder(), new Dictionary<string, string> { [setting] = value }, waitForAnswer: false);
        Assert.NotEqual(0, await app.WaitForExitAsync(ExitTimeout));
        Assert.Contains(named, app.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", app.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_taken_port_ends_it_with_the_reason()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        string port = ((IPEndPoint)taken.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
        await using AppProcess app = await AppProcess.StartAsync(
            azurite.ConnectionString, SharedBundle.Folder(), new Dictionary<string, string> { ["FUNCTIONS_CUSTOMHANDLER_PORT"] = port }, waitForAnswer: false);
        Assert.NotEqual(0, await app.WaitForExitAsync(ExitTimeout));
        Assert.Contains(port, app.Errors, StringComparison.Ordinal);
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

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
