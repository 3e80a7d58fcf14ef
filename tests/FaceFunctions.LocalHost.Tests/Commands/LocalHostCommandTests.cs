using System.Diagnostics;
using System.Globalization;
using FaceFunctions.LocalHost.Tests.Support;
using FaceFunctions.Testing;

namespace FaceFunctions.LocalHost.Tests.Commands;

/// <summary>The program itself, as a process of its own.</summary>
public sealed class LocalHostCommandTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task A_signal_stops_everything_with_exit_code_0(string signal)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Signals are sent with kill.");
        using TestApp app = new TestApp(azurite).WithBlobTrigger().WithBundle();
        using Process host = await StartAsync(app);
        int process = Assert.Single(app.ProcessIds);
        Assert.True(TestApp.IsAlive(process));

        await SignalAsync(host, signal);
        await host.WaitForExitAsync(Cancelled);

        Assert.Equal(0, host.ExitCode);
        await Wait.UntilAsync(() => !TestApp.IsAlive(process));
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task A_demo_that_is_stopped_ends_with_130_and_leaves_no_page(string signal)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Signals are sent with kill.");
        using TestApp app = new TestApp(azurite).WithBlobTrigger().WithBundle();
        string page = Path.Combine(app.Folder, "page.html");
        await File.WriteAllTextAsync(page, "All 23 answers are right.", Cancelled);
        using Process demo = Process.Start(Program("demo", "--app", app.Folder, "--report", page))!;
        await ReadUntilAsync(demo, "which takes a while) ...");

        await SignalAsync(demo, signal);
        string errors = await demo.StandardError.ReadToEndAsync(Cancelled);
        await demo.WaitForExitAsync(Cancelled);

        Assert.Equal(130, demo.ExitCode);
        Assert.Contains("Stopped before the last answer.", errors, StringComparison.Ordinal);
        Assert.Empty(await File.ReadAllTextAsync(page, Cancelled));
    }

    [Fact]
    public async Task A_page_that_cannot_be_written_is_said_before_the_demo()
    {
        using TestApp app = new TestApp(azurite).WithBlobTrigger().WithBundle();

        (int exitCode, string output, string errors) = await RunAsync("demo", "--app", app.Folder, "--report", app.Folder);

        Assert.Equal(1, exitCode);
        Assert.Contains("The page cannot be written to", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("Starting", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_app_does_not_outlive_a_host_that_is_killed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Signals are sent with kill.");
        using TestApp app = new TestApp(azurite).WithBlobTrigger().WithBundle();
        using Process host = await StartAsync(app);
        int process = Assert.Single(app.ProcessIds);

        await SignalAsync(host, "KILL");

        await Wait.UntilAsync(() => !TestApp.IsAlive(process));
    }

    [Fact]
    public async Task An_app_that_cannot_start_gives_exit_code_1_and_says_why()
    {
        using TestApp app = new TestApp(azurite).WithBlobTrigger().WithBundle().WriteWorkerConfig("/bin/false");

        (int exitCode, _, string errors) = await RunAsync("--app", app.Folder, "--storage", azurite.ConnectionString, "--port", "0");

        Assert.Equal(1, exitCode);
        Assert.Contains("The app ended 3 times without answering", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--app", "no/such/folder")]
    [InlineData("--bundle", "no/such/folder")]
    [InlineData("--bundle", ".")]
    [InlineData("demo", "--app", "no/such/folder")]
    [InlineData("demo", "--bundle", "no/such/folder")]
    public async Task What_is_missing_gives_exit_code_2_and_says_how_to_get_it(params string[] arguments)
    {
        (int exitCode, string output, string errors) = await RunAsync(arguments);

        Assert.Equal(2, exitCode);
        Assert.Contains("bundle fetch yunet-sface", errors, StringComparison.Ordinal);
        Assert.Equal("", output);
    }

    [Fact]
    public async Task A_bundle_that_the_environment_names_is_looked_for_from_the_app()
    {
        using TestApp app = new TestApp(azurite).WithBundle();
        ProcessStartInfo start = Program("--app", app.Folder);
        start.Environment["FaceFunctions__BundlePath"] = "other";

        (int exitCode, _, string errors) = await RunAsync(start);

        Assert.Equal(2, exitCode);
        Assert.Contains(Path.Combine(app.Folder, "other"), errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "name": "starter" }""", true)]
    [InlineData("""{ "name": "yunet-sface" }""", false)]
    public async Task The_starter_is_said_to_be_for_drawn_portraits_only(string manifest, bool isStarter)
    {
        using TestApp app = new TestApp(azurite).WithBlobTrigger().WithBundle(manifest).WriteWorkerConfig("/bin/false");

        (_, string output, _) = await RunAsync("--app", app.Folder, "--storage", azurite.ConnectionString, "--port", "0");

        string[] notes = [.. output.Split('\n').Where(line => line.Contains("starter", StringComparison.Ordinal))];
        Assert.Equal(isStarter ? 1 : 0, notes.Length);
        Assert.All(notes, note => Assert.Matches("drawn portraits.*bundle fetch yunet-sface.*--bundle", note));
    }

    [Fact]
    public async Task A_refused_bundle_ends_the_host_with_the_reason_alone_and_without_announcing_anything()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The app is a shell script.");
        using TestApp app = new TestApp(azurite).With("Status").WithBundle().WriteWorkerConfig("{WorkerRoot}app").WriteScript(
            "app",
            """
            echo 'crit: FaceFunctions.Hosting.Startup[2] The model bundle cannot be used, so the app stops: it is a test.' >&2
            TEST_EXIT_WHEN_TOLD=1 exec dotnet "$@"
            """);
        app.Tell("die");

        (int exitCode, string output, string errors) = await RunAsync(ProgramFor(app));

        Assert.Equal(1, exitCode);
        Assert.Equal("The model bundle cannot be used, so the app stops: it is a test.", errors.TrimEnd());
        Assert.DoesNotContain("Listening", output, StringComparison.Ordinal);
        Assert.Single(app.ProcessIds);
    }

    [Fact]
    public async Task An_app_that_dies_before_it_was_ready_ends_the_host_however_often_it_answered()
    {
        using TestApp app = new TestApp(azurite).With("Status");
        ProcessStartInfo start = ProgramFor(app);
        start.Environment["TEST_EXIT_WHEN_TOLD"] = "7";
        Task<(int ExitCode, string Output, string Errors)> run = RunAsync(start);
        await app.WaitForCallsAsync(2);

        app.Tell("die");
        (int exitCode, string output, string errors) = await run;

        Assert.Equal(1, exitCode);
        Assert.Contains("exit code 7", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("Listening", output, StringComparison.Ordinal);
        Assert.Equal(3, app.ProcessIds.Count);
    }

    [Theory]
    [InlineData("--keys=right", null, "right", "as given with --keys")]
    [InlineData("--keys", "fromvariable", "fromvariable", "as in FACEFUNCTIONS_KEY")]
    [InlineData("--keys", null, null, "function key ")]
    public async Task Keys_are_asked_for_when_that_is_wanted(string option, string? variable, string? key, string said)
    {
        using TestApp app = new TestApp(azurite).With("Photos");
        ProcessStartInfo start = ProgramFor(app, option);
        start.Environment["FACEFUNCTIONS_KEY"] = variable;
        using Process host = Process.Start(start)!;
        string[] listening = (await ReadUntilAsync(host, "Ctrl-C stops everything.")).First(line => line.StartsWith("Listening", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        using var client = new HttpClient { BaseAddress = new Uri(listening[1]) };

        using HttpResponseMessage without = await client.GetAsync("api/photos/7.jpg", Cancelled);
        using HttpResponseMessage with = await client.GetAsync($"api/photos/7.jpg?code={key ?? listening[^1].TrimEnd(')')}", Cancelled);
        await SignalAsync(host, "TERM");
        await host.WaitForExitAsync(Cancelled);

        Assert.Equal((401, 200), ((int)without.StatusCode, (int)with.StatusCode));
        Assert.Contains(said, string.Join(' ', listening), StringComparison.Ordinal);
        Assert.Equal(key is null, listening[^1].Length > 80);
    }

    [Fact]
    public async Task Core_Tools_can_be_the_host()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "func is a shell script here.");
        using TestApp app = new(azurite);
        WriteFunc(app, """exec node -e "require('http').createServer((q, r) => r.end('{\"ready\":true}')).listen(process.argv[1], '127.0.0.1')" "$4" """);
        using Process host = Process.Start(ProgramWithFunc(app))!;

        string[] lines = await ReadUntilAsync(host, "Ctrl-C stops everything.");
        await SignalAsync(host, "TERM");
        await host.WaitForExitAsync(Cancelled);

        Assert.Equal(0, host.ExitCode);
        string[] noted = await File.ReadAllLinesAsync(Path.Combine(app.Records, "func"), Cancelled);
        string port = new Uri(lines.First(line => line.StartsWith("Listening", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]).Port.ToString(CultureInfo.InvariantCulture);
        Assert.Equal([$"start --no-build --port {port}", TestApp.BuiltFolder], noted[..2]);
        Assert.Contains($"AzureWebJobsStorage={azurite.ConnectionString}", noted);
        Assert.Contains("FUNCTIONS_WORKER_RUNTIME=dotnet-isolated", noted);
        Assert.Contains(lines, line => line.StartsWith("  EnrollPhoto", StringComparison.Ordinal) && line.EndsWith($"blob {app.Container}/{{name}}", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("  Photos", StringComparison.Ordinal) && line.EndsWith("GET, POST, DELETE /api/photos/{*path}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Core_Tools_that_end_give_exit_code_1_and_their_last_words()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "func is a shell script here.");
        using TestApp app = new(azurite);
        WriteFunc(app, "echo 'Port is unavailable.'; exit 4");

        (int exitCode, _, string errors) = await RunAsync(ProgramWithFunc(app));

        Assert.Equal(1, exitCode);
        Assert.Contains("exit code 4", errors, StringComparison.Ordinal);
        Assert.Contains("Port is unavailable.", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Core_Tools_that_are_not_there_give_exit_code_1_before_anything_is_started()
    {
        using TestApp app = new(azurite);
        ProcessStartInfo start = ProgramFor(app, "--func");
        start.Environment["PATH"] = app.Folder;

        (int exitCode, string output, string errors) = await RunAsync(start);

        Assert.Equal((1, ""), (exitCode, output));
        Assert.Contains("Core Tools", errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--keys", "--func")]
    [InlineData("--port", "99999")]
    [InlineData("--port", "-1")]
    [InlineData("--port", "http")]
    [InlineData("--port", "99999999999")]
    [InlineData("--port")]
    [InlineData("--nonsense")]
    [InlineData("demo", "--nonsense")]
    [InlineData("demo", "--seed", "-1")]
    [InlineData("demo", "--seed", "9002")]
    [InlineData("demo", "--seed", "5", "--photos", "folder")]
    [InlineData("demo", "--report", "page.html", "--no-report")]
    public async Task A_wrong_command_line_gives_exit_code_2_before_anything_is_started(params string[] arguments)
    {
        (int exitCode, string output, string errors) = await RunAsync(arguments);

        Assert.Equal(2, exitCode);
        Assert.Contains(arguments.First(argument => argument.StartsWith("--", StringComparison.Ordinal)), errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("Starting storage", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_of_the_demo_lists_its_options_and_names_the_starter()
    {
        (int exitCode, string output, _) = await RunAsync("demo", "--help");

        Assert.Equal(0, exitCode);
        Assert.Contains("starter bundle, which knows drawn portraits only", string.Join(' ', output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        foreach (string option in new[] { "--bundle", "--photos", "--seed", "--report", "--no-report", "--keep", "--app", "--verbose" })
        {
            Assert.Contains(option, output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Help_says_that_it_is_a_stand_in()
    {
        (int exitCode, string output, _) = await RunAsync("--help");

        Assert.Equal(0, exitCode);
        Assert.Contains("stand-in for the Azure Functions host", output, StringComparison.Ordinal);
        foreach (string option in new[] { "--port", "--bundle", "--storage", "--data", "--app", "--verbose", "--keys", "FACEFUNCTIONS_KEY", "--func", "demo" })
        {
            Assert.Contains(option, output, StringComparison.Ordinal);
        }
    }

    private static ProcessStartInfo Program(params string[] arguments) => new(Path.Combine(AppContext.BaseDirectory, "FaceFunctions.LocalHost"), arguments)
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        RedirectStandardInput = true,
    };

    private ProcessStartInfo ProgramFor(TestApp app, params string[] more)
    {
        ProcessStartInfo start = Program(["--app", app.Folder, "--storage", azurite.ConnectionString, "--port", "0", .. more]);
        foreach ((string name, string value) in app.Settings)
        {
            start.Environment[name] = value;
        }

        return start;
    }

    private ProcessStartInfo ProgramWithFunc(TestApp app)
    {
        ProcessStartInfo start = ProgramFor(app, "--func");
        start.ArgumentList[1] = TestApp.BuiltFolder;
        start.Environment["PATH"] = $"{app.Folder}:{Environment.GetEnvironmentVariable("PATH")}";
        return start;
    }

    private static void WriteFunc(TestApp app, string commands) => app.WriteScript("func", $"{{ echo \"$@\"; pwd; env; }} > '{app.Records}/func'\n{commands}");

    private static Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] arguments) => RunAsync(Program(arguments));

    private static async Task<(int ExitCode, string Output, string Errors)> RunAsync(ProcessStartInfo start)
    {
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(Cancelled);
        string errors = await process.StandardError.ReadToEndAsync(Cancelled);
        await process.WaitForExitAsync(Cancelled);
        return (process.ExitCode, await output, errors);
    }

    private static async Task SignalAsync(Process process, string signal)
    {
        using Process kill = Process.Start("kill", ["-s", signal, process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(Cancelled);
    }

    private async Task<Process> StartAsync(TestApp app)
    {
        Process host = Process.Start(ProgramFor(app))!;
        await ReadUntilAsync(host, "Ctrl-C stops everything.");
        return host;
    }

    private static async Task<string[]> ReadUntilAsync(Process process, string ending)
    {
        var lines = new List<string>();
        do
        {
            lines.Add(await process.StandardOutput.ReadLineAsync(Cancelled) ?? throw new InvalidOperationException($"The program ended: {await process.StandardError.ReadToEndAsync(Cancelled)}"));
        }
        while (!lines[^1].EndsWith(ending, StringComparison.Ordinal));
        return [.. lines];
    }
}
