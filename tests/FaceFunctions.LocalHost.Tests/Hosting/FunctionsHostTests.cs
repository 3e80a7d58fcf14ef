using FaceFunctions.LocalHost.Hosting;
using FaceFunctions.LocalHost.Tests.Support;
using FaceFunctions.LocalHost.Worker;
using FaceFunctions.Testing;
using Microsoft.Extensions.Logging;

namespace FaceFunctions.LocalHost.Tests.Hosting;

public sealed class FunctionsHostTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Functions_are_those_that_the_app_itself_tells()
    {
        using TestApp app = new TestApp(azurite).WithBlobTrigger().WithTimer("0 */5 * * * *").With("Photos", "Any");
        await using FunctionsHost host = await app.StartAsync();

        Assert.Equal(
            [
                new HostedFunction("Any", "any /api/any"),
                new HostedFunction("EnrollPhoto", $"blob {app.Container}/{{name}}"),
                new HostedFunction("Photos", "GET, POST, DELETE /api/photos/{*path}"),
                new HostedFunction("Reconcile", "timer 0 */5 * * * *"),
            ],
            host.Functions);
        Assert.Equal(host.AppProcessId, Assert.Single(app.ProcessIds));
    }

    [Fact]
    public async Task The_built_folder_of_an_app_runs_as_it_is()
    {
        using TestApp app = new TestApp(azurite).With("Photos");
        await using FunctionsHost host = await app.StartAsync(options => options with { AppFolder = TestApp.BuiltFolder });
        using var client = new HttpClient { BaseAddress = host.BaseAddress };

        using HttpResponseMessage response = await client.GetAsync("api/photos/7.jpg", Cancelled);

        Assert.Equal(200, (int)response.StatusCode);
    }

    [Fact]
    public async Task DisposeAsync_asks_the_app_to_end_and_leaves_no_process()
    {
        using TestApp app = new TestApp(azurite).WithBlobTrigger();
        await using (FunctionsHost host = await app.StartAsync())
        {
            Assert.True(TestApp.IsAlive(Assert.Single(app.ProcessIds)));
        }

        Assert.Contains(app.Log.All, line => line.Text.Contains("Application is shutting down", StringComparison.Ordinal));
        await Wait.UntilAsync(() => !TestApp.IsAlive(app.ProcessIds[0]));
    }

    [Fact]
    public async Task DisposeAsync_lets_a_request_that_runs_finish()
    {
        using TestApp app = new TestApp(azurite).With("Wait");
        Task<string> answer;
        using var client = new HttpClient();
        await using (FunctionsHost host = await app.StartAsync())
        {
            answer = client.GetStringAsync(new Uri(host.BaseAddress, "api/wait"), Cancelled);
            await app.WaitForCallsAsync(1);
            ValueTask disposed = host.DisposeAsync();
            app.Tell();
            await disposed;
        }

        Assert.Contains("done", await answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_killed_app_is_started_again_at_once_and_always()
    {
        using TestApp app = new TestApp(azurite).WithTimer("0 0 0 1 1 *");
        await using FunctionsHost host = await app.StartAsync();

        for (int i = 0; i < 4; i++)
        {
            await host.KillAppAsync(Cancelled);
            Assert.True((await host.InvokeTimerAsync("Reconcile", Cancelled)).Succeeded);
        }

        Assert.Equal(5, app.ProcessIds.Count);
        await Wait.UntilAsync(() => app.ProcessIds.Count(TestApp.IsAlive) == 1);
        Assert.True(TestApp.IsAlive(host.AppProcessId));
        Assert.False(host.Completion.IsCompleted);
    }

    [Fact]
    public async Task An_app_that_dies_three_times_before_its_functions_are_loaded_stops_the_host()
    {
        using TestApp app = new TestApp(azurite).WithBlobTrigger();

        LocalHostException error = await Assert.ThrowsAsync<LocalHostException>(() => app.StartAsync("TEST_EXIT_AT_START", "7"));

        Assert.Contains("3 times", error.Message, StringComparison.Ordinal);
        Assert.Contains("exit code 7", error.Message, StringComparison.Ordinal);
        Assert.Contains("The app dies as it was told.", error.Message, StringComparison.Ordinal);
        Assert.Equal(3, app.Log.All.Count(line => line.Level == LogLevel.Error && line.Text == "The app dies as it was told."));
    }

    [Fact]
    public async Task An_app_that_starts_and_then_dies_three_times_of_a_wrong_setting_ends_the_host()
    {
        using TestApp app = new TestApp(azurite).WithBlobTrigger();
        await using FunctionsHost host = await app.StartAsync("TEST_EXIT_WHEN_TOLD", "7");

        app.Tell("die");
        LocalHostException error = await Assert.ThrowsAsync<LocalHostException>(() => host.Completion.WaitAsync(Cancelled));

        Assert.Contains("exit code 7", error.Message, StringComparison.Ordinal);
        Assert.Equal(3, app.ProcessIds.Count);
    }

    [Fact]
    public async Task An_app_that_cannot_start_again_ends_the_host()
    {
        using TestApp app = new TestApp(azurite).WithBlobTrigger();
        string worker = Path.Combine(app.Folder, "worker.dll");
        File.CreateSymbolicLink(worker, TestApp.BuiltFile);
        await using FunctionsHost host = await app.WriteWorkerConfig(worker: "worker.dll").StartAsync();

        File.Delete(worker);
        await host.KillAppAsync(Cancelled);

        await Assert.ThrowsAsync<LocalHostException>(() => host.Completion.WaitAsync(Cancelled));
    }

    [Fact]
    public async Task A_bundle_that_the_app_refuses_ends_the_host_at_once_with_the_reason()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The app is a shell script.");
        using TestApp app = new TestApp(azurite).WithBlobTrigger().WriteWorkerConfig("{WorkerRoot}app").WriteScript("app", "echo 'crit: Startup[2] The model bundle cannot be used: it is a test.' >&2; echo >> starts; exit 1");

        LocalHostException error = await Assert.ThrowsAsync<LocalHostException>(() => app.StartAsync());

        Assert.Equal("The model bundle cannot be used: it is a test.", error.Message);
        Assert.Single(await File.ReadAllLinesAsync(Path.Combine(app.Folder, "starts"), Cancelled));
    }

    [Fact]
    public async Task The_app_gets_its_settings_and_the_arguments_of_a_worker()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The app is a shell script.");
        using TestApp app = new TestApp(azurite).WithBlobTrigger().WriteWorkerConfig("{WorkerRoot}app").WriteScript("app", "tr '\\0' '\\n' < /proc/$$/environ; echo \"$@\"; exit 1");

        await Assert.ThrowsAsync<LocalHostException>(() => app.StartAsync(options => options with { BundleFolder = "some/bundle" }));

        string[] lines = [.. app.Log.All.Select(line => line.Text)];
        Assert.Contains($"AzureWebJobsStorage={azurite.ConnectionString}", lines);
        Assert.Contains($"GalleryConnection={azurite.ConnectionString}", lines);
        Assert.Contains("FUNCTIONS_WORKER_RUNTIME=dotnet-isolated", lines);
        Assert.Contains($"FUNCTIONS_APPLICATION_DIRECTORY={app.Folder}", lines);
        Assert.Contains($"FaceFunctions__BundlePath={Path.GetFullPath("some/bundle")}", lines);
        Assert.Contains($"TEST_RECORDS={app.Records}", lines);
        Assert.Contains("AzureWebJobs.CountPhoto.Disabled=true", lines);
        const string Id = "[0-9a-f-]{36}";
        Assert.Contains(lines, line => System.Text.RegularExpressions.Regex.IsMatch(
            line,
            $@"^{TestApp.BuiltFile} --host 127\.0\.0\.1 --port (\d+) --workerId ({Id}) --requestId ({Id}) --grpcMaxMessageLength 2147483647 "
            + @"--functions-uri http://127\.0\.0\.1:\1/ --functions-worker-id \2 --functions-request-id \3 --functions-grpc-max-message-length 2147483647$"));
    }

    [Fact]
    public async Task What_the_app_writes_and_logs_can_be_read()
    {
        using TestApp app = new TestApp(azurite).WithBlobTrigger();
        await using FunctionsHost host = await app.StartAsync(options => options with { PlayTriggers = false });
        await app.UploadAsync("7.jpg", answers: "log");

        await host.InvokeBlobAsync("EnrollPhoto", app.Container, "7.jpg", Cancelled);

        Assert.Contains("The function logs as it was told.", host.AppOutput, StringComparison.Ordinal);
        Assert.Contains((LogLevel.Warning, "The function logs as it was told."), app.Log.All);
    }

    [Fact]
    public async Task InvokeBlobAsync_calls_once_and_tells_the_exception()
    {
        using TestApp app = new TestApp(azurite).WithBlobTrigger();
        await using FunctionsHost host = await app.StartAsync(options => options with { PlayTriggers = false });
        await app.UploadAsync("7.jpg", answers: "fail.ok");

        InvocationOutcome first = await host.InvokeBlobAsync("EnrollPhoto", app.Container, "7.jpg", Cancelled);
        InvocationOutcome second = await host.InvokeBlobAsync("EnrollPhoto", app.Container, "7.jpg", Cancelled);

        Assert.False(first.Succeeded);
        Assert.Contains("The function fails as it was told.", first.Error, StringComparison.Ordinal);
        Assert.Equal(new InvocationOutcome(true, null), second);
        Assert.Equal(2, app.CallsFor("7.jpg"));
        await Assert.ThrowsAsync<ArgumentException>(() => host.InvokeBlobAsync("Nobody", app.Container, "7.jpg", Cancelled));
        await Assert.ThrowsAsync<ArgumentException>(() => host.InvokeBlobAsync("EnrollPhoto", "elsewhere", "7.jpg", Cancelled));
    }

    [Theory]
    [InlineData("{", "is not JSON")]
    [InlineData("[]", "is not a JSON object")]
    [InlineData("""{"extensions":{"blobs":{"poisonBlobThreshold":0}}}""", "poisonBlobThreshold")]
    [InlineData("""{"functionTimeout":"soon"}""", "functionTimeout")]
    public async Task A_wrong_host_json_is_told(string json, string message)
    {
        using TestApp app = new TestApp(azurite).WithBlobTrigger();
        await File.WriteAllTextAsync(Path.Combine(app.Folder, "host.json"), json, Cancelled);

        LocalHostException error = await Assert.ThrowsAsync<LocalHostException>(() => app.StartAsync());

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_setting_that_a_binding_names_and_nobody_set_is_told()
    {
        using TestApp app = new TestApp(azurite).WithBlobTrigger();

        LocalHostException error = await Assert.ThrowsAsync<LocalHostException>(
            () => app.StartAsync(options => options with { Settings = options.Settings.Where(setting => setting.Key != "TEST_CONTAINER").ToDictionary() }));

        Assert.Contains("%TEST_CONTAINER%", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_is_no_app_is_told()
    {
        using TestApp app = new(azurite);
        File.Delete(Path.Combine(app.Folder, "worker.config.json"));

        LocalHostException error = await Assert.ThrowsAsync<LocalHostException>(() => app.StartAsync());

        Assert.Contains("worker.config.json", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("")]
    public async Task A_wrong_connection_string_is_told(string connection)
    {
        using TestApp app = new TestApp(azurite).WithBlobTrigger();

        LocalHostException error = await Assert.ThrowsAsync<LocalHostException>(() => app.StartAsync(options => options with { StorageConnection = connection }));

        Assert.Contains("connection string", error.Message, StringComparison.Ordinal);
    }
}
