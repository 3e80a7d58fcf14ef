using FaceFunctions.Infra.Tests.Support;

namespace FaceFunctions.Infra.Tests.Scripts;

/// <summary>infra/deploy.sh against a stand-in for az.</summary>
public class DeployTests
{
    private const string Key = "az functionapp keys list --resource-group rg-faces --name func-faces --query functionKeys.default --output tsv";

    private readonly StandInAzure _azure = new();

    [Fact]
    public async Task With_sign_in_in_front_of_the_app_its_token_goes_along_and_into_no_command_line()
    {
        _azure.Say("token", "secret-token");
        string line = $"infra/deploy.sh --group rg-faces --location westeurope --yes --package '{_azure.Photo}'";
        (await _azure.CommandLineAsync(line, new Dictionary<string, string?> { ["FACEFUNCTIONS_TOKEN"] = "secret-token" })).Ok();
        Assert.Contains(_azure.Calls, call => call.Contains("/api/status ", StringComparison.Ordinal));
        Assert.DoesNotContain(_azure.RawCalls, call => call.Contains("secret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_first_run_goes_through_every_step_in_order()
    {
        string output = (await _azure.DeployAsync()).Ok();

        string[] oneTry = [Output("appHostName"), Output("appName"), Key, Ask("get", "status", "--query ready --output tsv")];
        Assert.Equal(
            [
                "az account show --query [name, user.name] --output tsv",
                "az group exists --name rg-faces",
                "az group create --name rg-faces --location westeurope --output none",
                "az account show --query user.type --output tsv",
                "az ad signed-in-user show --query id --output tsv",
                "az deployment group what-if --resource-group rg-faces --name facefunctions --parameters ROOT/infra/main.bicepparam",
                "az deployment group create --resource-group rg-faces --name facefunctions --parameters ROOT/infra/main.bicepparam --output none",
                Output("appName"),
                "dotnet publish ROOT/src/FaceFunctions --configuration Release --output TEMP/app -p:BlobTriggerSource=EventGrid -p:PackagePath=TEMP/app.zip -p:BundleFolder=STANDIN/a bundle",
                "az group show --name rg-faces --query tags.facefunctionsPackage --output tsv",
                "az functionapp deployment source config-zip --resource-group rg-faces --name func-faces --src TEMP/app.zip --output none",
                "az group update --name rg-faces --set tags.facefunctionsPackage=func-faces:HASH --output none",
                .. oneTry,
                .. oneTry,
                .. oneTry,
                "az functionapp keys list --resource-group rg-faces --name func-faces --query systemKeys.blobs_extension --output tsv",
                Output("appName"),
                Output("dataAccountName"),
                Output("topicName"),
                Output("deadLetterContainer"),
                "az deployment group create --resource-group rg-faces --name facefunctions-events --template-file ROOT/infra/events.bicep --output none"
                    + " --parameters appName=func-faces dataAccountName=stfacesdata topicName=evgt-faces deadLetterContainer=dead-letters",
                Output("appHostName"),
                Output("appName"),
                Key,
                Output("dataAccountName"),
                Blob("upload", "gallery", "--name SMOKE/1.png --file TEMP/nobody.png --output none"),
                Ask("get", "photos/SMOKE/1.png", "--query status --output tsv"),
                Blob("upload", "probes", "--name SMOKE.png --file TEMP/nobody.png --output none"),
                Blob("exists", "results", "--name SMOKE.png.json --query exists --output tsv"),
                Blob("exists", "probes", "--name SMOKE.png --query exists --output tsv"),
                Blob("delete", "probes", "--name SMOKE.png --output none"),
                Blob("exists", "results", "--name SMOKE.png.json --query exists --output tsv"),
                Blob("delete", "results", "--name SMOKE.png.json --output none"),
                Blob("exists", "gallery", "--name SMOKE/1.png --query exists --output tsv"),
                Ask("delete", "photos/SMOKE/1.png", "--output none"),
                Output("appHostName"),
            ],
            _azure.Calls);
        Assert.Contains("operator: 33333333-3333-3333-3333-333333333333 User", output, StringComparison.Ordinal);
        Assert.EndsWith("Done: https://func-faces.example.org\n", output, StringComparison.Ordinal);

        // A command line can be read by everybody on the machine.
        Assert.DoesNotContain(_azure.RawCalls, call => call.Contains("secret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_second_run_changes_nothing()
    {
        (await _azure.DeployAsync()).Ok();
        IReadOnlyDictionary<string, string> before = _azure.State;
        _azure.ForgetCalls();

        string output = (await _azure.DeployAsync()).Ok();
        Assert.Contains("This package is there already.", output, StringComparison.Ordinal);
        Assert.DoesNotContain(_azure.Calls, call => call.Contains("config-zip", StringComparison.Ordinal) || call.StartsWith("az group create", StringComparison.Ordinal));
        Assert.Equal(before, _azure.State);
        Assert.DoesNotContain(before.Keys, name => name.StartsWith("blobs", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Changed_code_is_published_again()
    {
        (await _azure.DeployAsync()).Ok();
        _azure.ForgetCalls();
        _azure.Say("app", "another app");

        (await _azure.DeployAsync()).Ok();
        Assert.Single(_azure.Calls, call => call.Contains("config-zip", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("* account show *", "check")]
    [InlineData("* group create --name*", "check")]
    [InlineData("* what-if *", "preview")]
    [InlineData("* deployment group create *--name facefunctions *", "resources")]
    [InlineData("* config-zip *", "publish")]
    [InlineData("* group update *", "publish")]
    [InlineData("* deployment group create *--name facefunctions-events *", "events")]
    [InlineData("* storage blob upload *--container-name gallery *", "smoke")]
    [InlineData("* storage blob upload *--container-name probes *", "smoke")]
    [InlineData("* storage blob delete *--container-name probes *", "smoke")]
    [InlineData("* rest --method delete *", "smoke")]
    public async Task A_failing_step_stops_it_and_says_how_to_go_on(string failing, string step)
    {
        _azure.Say("fail", failing);
        _azure.Say("status", "enrolled");
        _azure.Say("answer", """{"faces":[{"decision":"match","person":"PERSON","candidates":[]}]}""");
        ShellResult stopped = await _azure.DeployAsync("--photo", _azure.Photo);
        Assert.Equal(1, stopped.ExitCode);
        Assert.Contains($"Stopped in step '{step}'.", stopped.Errors, StringComparison.Ordinal);
        Assert.Contains("told to fail", stopped.Errors, StringComparison.Ordinal);

        _azure.ForgetCalls();
        string line = stopped.Errors.Split('\n').Single(text => text.StartsWith("  infra/deploy.sh ", StringComparison.Ordinal)).Trim();
        Assert.EndsWith($" --from {step}", line, StringComparison.Ordinal);
        (await _azure.CommandLineAsync(line)).Ok();

        // Done now, and nothing before the step was done again.
        Assert.Equal(["code", "events", "group", "resources", "tag"], _azure.State.Keys.Order());
        string[] steps = ["what-if", "create --resource-group rg-faces --name facefunctions ", "dotnet publish", "systemKeys", "facefunctions-events", "storage blob upload"];
        string[] names = ["preview", "resources", "publish", "wait", "events", "smoke"];
        int first = step == "check" ? 0 : Array.IndexOf(names, step);
        Assert.All(steps.Take(first), earlier => Assert.DoesNotContain(_azure.Calls, call => call.Contains(earlier, StringComparison.Ordinal)));
        Assert.All(steps.Skip(first), later => Assert.Contains(_azure.Calls, call => call.Contains(later, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_later_step_needs_a_deployment()
    {
        _azure.Say("fail", "* deployment group create *");
        Assert.Equal(1, (await _azure.DeployAsync()).ExitCode);

        ShellResult stopped = await _azure.DeployAsync("--from", "publish");
        Assert.Equal(1, stopped.ExitCode);
        Assert.Contains("main.bicep was never deployed to rg-faces", stopped.Errors, StringComparison.Ordinal);
        Assert.Contains("Stopped in step 'publish'.", stopped.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("failed", """{"faces":[]}""", "became 'failed'")]
    [InlineData("no-face", """{"faces":[]}""", "became 'no-face'")]
    [InlineData("enrolled", """{"faces":[{"decision":"unknown","person":null,"candidates":[{"person":"PERSON"}]}]}""", "was not recognised")]
    public async Task A_smoke_test_that_fails_fails_and_leaves_no_photo(string status, string answer, string said)
    {
        _azure.Say("status", status);
        _azure.Say("answer", answer);
        ShellResult stopped = await _azure.DeployAsync("--photo", _azure.Photo);
        Assert.Equal(1, stopped.ExitCode);
        Assert.Contains(said, stopped.Errors, StringComparison.Ordinal);
        Assert.Contains("Stopped in step 'smoke'.", stopped.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain(_azure.State.Keys, name => name.StartsWith("blobs", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_app_that_never_gets_ready_stops_it()
    {
        (await _azure.DeployAsync()).Ok();
        _azure.ForgetCalls();

        // Its key is never given out, so that it is never even asked.
        string folder = Path.GetDirectoryName(_azure.Photo)!;
        File.Delete(Path.Combine(folder, "state", "code"));
        ShellResult stopped = await _azure.DeployAsync("--from", "wait");
        Assert.Equal(1, stopped.ExitCode);
        Assert.Contains("for the app to be ready", stopped.Errors, StringComparison.Ordinal);
        Assert.Contains("Stopped in step 'wait'.", stopped.Errors, StringComparison.Ordinal);
        Assert.Equal(60, _azure.Calls.Count(call => call == Key));
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("n\n", false)]
    [InlineData("y\n", true)]
    public async Task It_asks_after_the_preview(string answer, bool deployed)
    {
        ShellResult result = await _azure.RunAsync("deploy.sh", ["--group", "rg-faces", "--location", "westeurope", "--bundle", _azure.Bundle], answer);
        Assert.Equal(deployed ? 0 : 3, result.ExitCode);
        Assert.Equal(deployed, _azure.State.ContainsKey("resources"));
        Assert.DoesNotContain("Stopped", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_principal_becomes_the_operator()
    {
        _azure.Say("user-type", "servicePrincipal");
        Assert.Contains("operator: 44444444-4444-4444-4444-444444444444 ServicePrincipal", (await _azure.DeployAsync()).Ok(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_package_made_before_needs_no_dotnet()
    {
        (await _azure.DeployAsync("--package", _azure.Photo)).Ok();
        Assert.Equal("a photo", _azure.State["code"]);
        Assert.DoesNotContain(_azure.Calls, call => call.StartsWith("dotnet", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_app_without_a_bundle_is_not_published()
    {
        ShellResult stopped = await _azure.RunAsync("deploy.sh", ["--group", "rg-faces", "--location", "westeurope", "--yes"]);
        Assert.Equal(1, stopped.ExitCode);
        Assert.Contains("name one with --bundle", stopped.Errors, StringComparison.Ordinal);
        Assert.False(_azure.State.ContainsKey("code"));
    }

    [Fact]
    public async Task The_subscription_is_given_to_every_call_that_takes_one()
    {
        (await _azure.DeployAsync("--subscription", "another one")).Ok();

        // Entra ID knows no subscriptions, the app has its own address, and a blob is named by its account.
        string[] without = ["az ad ", "az rest ", "az storage blob ", "dotnet "];
        Assert.All(_azure.Calls.Where(call => !without.Any(start => call.StartsWith(start, StringComparison.Ordinal))), call => Assert.EndsWith(" --subscription another one", call, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData()]
    [InlineData("--group")]
    [InlineData("--group", "rg-faces", "--from", "nowhere")]
    [InlineData("--group", "rg-faces", "--parameters", "no/such.bicepparam")]
    [InlineData("--group", "rg-faces", "--bundle", "no/such/bundle")]
    [InlineData("--group", "rg-faces", "--unheard-of")]
    public async Task A_wrong_command_line_ends_with_2_before_anything_is_called(params string[] arguments)
    {
        ShellResult result = await _azure.RunAsync("deploy.sh", arguments);
        Assert.Equal(2, result.ExitCode);
        Assert.NotEmpty(result.Errors);
        Assert.Empty(_azure.Calls);
    }

    private static string Output(string name) => $"az deployment group show --resource-group rg-faces --name facefunctions --query properties.outputs.{name}.value --output tsv";

    private static string Ask(string method, string path, string more) =>
        $"az rest --method {method} --url https://func-faces.example.org/api/{path} --skip-authorization-header --headers @TEMP/headers {more}";

    private static string Blob(string verb, string container, string more) => $"az storage blob {verb} --auth-mode login --account-name stfacesdata --container-name {container} {more}";
}
