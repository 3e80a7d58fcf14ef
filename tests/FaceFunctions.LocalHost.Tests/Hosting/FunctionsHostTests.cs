using FaceFunctions.LocalHost.Hosting;
using FaceFunctions.LocalHost.Tests.Support;
using Microsoft.Extensions.Logging;

namespace FaceFunctions.LocalHost.Tests.Hosting;

public sealed class FunctionsHostTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task DisposeAsync_leaves_no_process()
    {
        using HandlerApp app = new HandlerApp(azurite).WithBlobTrigger();
        await using (FunctionsHost host = await app.StartAsync())
        {
            Assert.True(HandlerApp.IsAlive(Assert.Single(app.ProcessIds)));
        }

        await HandlerApp.WaitUntilAsync(() => !HandlerApp.IsAlive(app.ProcessIds[0]));
    }

    [Fact]
    public async Task A_killed_app_is_started_again_at_once_and_always()
    {
        using HandlerApp app = new HandlerApp(azurite).WithBlobTrigger();
        await using FunctionsHost host = await app.StartAsync();

        for (int i = 0; i < 4; i++)
        {
            await host.KillAppAsync(Cancelled);
            await host.GetAppAddressAsync(Cancelled);
        }

        Assert.Equal(5, app.ProcessIds.Count);
        await HandlerApp.WaitUntilAsync(() => app.ProcessIds.Count(HandlerApp.IsAlive) == 1);
        Assert.False(host.Completion.IsCompleted);
    }

    [Fact]
    public async Task An_app_that_dies_three_times_before_it_answers_stops_the_host()
    {
        using HandlerApp app = new HandlerApp(azurite).WithBlobTrigger();

        LocalHostException error = await Assert.ThrowsAsync<LocalHostException>(
            () => app.StartAsync(options => options with { Settings = new Dictionary<string, string> { ["HANDLER_EXIT_AT_START"] = "7" } }));

        Assert.Contains("3 times", error.Message, StringComparison.Ordinal);
        Assert.Contains("exit code 7", error.Message, StringComparison.Ordinal);
        Assert.Contains("The handler dies as it was told.", error.Message, StringComparison.Ordinal);
        Assert.Equal(3, app.Log.All.Count(line => line.Level == LogLevel.Error && line.Text == "The handler dies as it was told."));
    }

    [Fact]
    public async Task An_app_that_answers_and_then_dies_three_times_of_a_wrong_setting_ends_the_host()
    {
        using HandlerApp app = new HandlerApp(azurite).WithBlobTrigger();
        await using FunctionsHost host = await app.StartAsync(options => options with { Settings = new Dictionary<string, string>(options.Settings) { ["HANDLER_EXIT_AFTER_START"] = "7" } });

        LocalHostException error = await Assert.ThrowsAsync<LocalHostException>(() => host.Completion.WaitAsync(Cancelled));

        Assert.Contains("exit code 7", error.Message, StringComparison.Ordinal);
        Assert.Equal(3, app.ProcessIds.Count);
    }

    [Fact]
    public async Task An_app_that_cannot_start_again_ends_the_host()
    {
        using HandlerApp app = new HandlerApp(azurite).WithBlobTrigger();
        string executable = Path.Combine(app.Folder, "app");
        File.CreateSymbolicLink(executable, Path.Combine(AppContext.BaseDirectory, "FaceFunctions.LocalHost.Tests.Handler"));
        await using FunctionsHost host = await app.WriteHostJson(executable: executable).StartAsync();

        File.Delete(executable);
        await host.KillAppAsync(Cancelled);

        await Assert.ThrowsAsync<LocalHostException>(() => host.Completion.WaitAsync(Cancelled));
    }

    [Fact]
    public async Task The_app_gets_its_settings()
    {
        using HandlerApp app = new HandlerApp(azurite).WithBlobTrigger().WriteHostJson(executable: "/usr/bin/env");

        await Assert.ThrowsAsync<LocalHostException>(() => app.StartAsync(options => options with { BundleFolder = "some/bundle" }));

        string[] lines = [.. app.Log.All.Select(line => line.Text)];
        Assert.Contains($"AzureWebJobsStorage={azurite.ConnectionString}", lines);
        Assert.Contains($"GalleryConnection={azurite.ConnectionString}", lines);
        Assert.Contains($"FaceFunctions__BundlePath={Path.GetFullPath("some/bundle")}", lines);
        Assert.Contains($"HANDLER_RECORDS={app.Records}", lines);
        Assert.Contains(lines, line => line.StartsWith("FUNCTIONS_CUSTOMHANDLER_PORT=", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("{", "is not JSON")]
    [InlineData("[]", "is not a JSON object")]
    [InlineData("{}", "defaultExecutablePath")]
    [InlineData("""{"customHandler":{"description":{"defaultExecutablePath":"nowhere"}}}""", "dotnet build src/FaceFunctions")]
    [InlineData("""{"customHandler":{"description":{"defaultExecutablePath":"/usr/bin/env"}},"extensions":{"blobs":{"poisonBlobThreshold":0}}}""", "poisonBlobThreshold")]
    [InlineData("""{"customHandler":{"description":{"defaultExecutablePath":"/usr/bin/env"}},"functionTimeout":"soon"}""", "functionTimeout")]
    [InlineData("""{"customHandler":{"description":{"defaultExecutablePath":"host.json"}}}""", "executable bit")]
    public async Task A_wrong_host_json_is_told(string json, string message)
    {
        using HandlerApp app = new HandlerApp(azurite).WithBlobTrigger();
        await File.WriteAllTextAsync(Path.Combine(app.Folder, "host.json"), json, Cancelled);

        LocalHostException error = await Assert.ThrowsAsync<LocalHostException>(() => app.StartAsync());

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"type":"queueTrigger","name":"item"}""", "plays no other trigger")]
    [InlineData("""{"type":"blobTrigger","name":"photo","path":"gallery"}""", "container/{name}")]
    [InlineData("""{"type":"timerTrigger","name":"timer","schedule":"often"}""", "NCRONTAB")]
    public async Task A_wrong_function_json_is_told(string binding, string message)
    {
        using HandlerApp app = new HandlerApp(azurite).With("Odd", binding);

        LocalHostException error = await Assert.ThrowsAsync<LocalHostException>(() => app.StartAsync());

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_is_no_app_is_told()
    {
        using HandlerApp app = new(azurite);

        LocalHostException error = await Assert.ThrowsAsync<LocalHostException>(() => app.StartAsync());

        Assert.Contains("function.json", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("")]
    public async Task A_wrong_connection_string_is_told(string connection)
    {
        using HandlerApp app = new HandlerApp(azurite).WithBlobTrigger();

        LocalHostException error = await Assert.ThrowsAsync<LocalHostException>(() => app.StartAsync(options => options with { StorageConnection = connection }));

        Assert.Contains("connection string", error.Message, StringComparison.Ordinal);
    }
}
