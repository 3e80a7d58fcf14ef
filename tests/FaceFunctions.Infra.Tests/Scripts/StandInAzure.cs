using FaceFunctions.Infra.Tests.Support;

namespace FaceFunctions.Infra.Tests.Scripts;

/// <summary>A folder in which az and dotnet are stand-ins that record their calls, and az keeps what it was told.</summary>
internal sealed class StandInAzure
{
    private readonly string _folder = Repository.TemporaryFolder();

    public StandInAzure()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The scripts are for bash.");
        Directory.CreateDirectory(Path.Combine(_folder, "bin"));
        foreach (string name in new[] { "az", "dotnet" })
        {
            // With its executable bit.
            File.Copy(Path.Combine(Repository.Root, "tests", "FaceFunctions.Infra.Tests", "Scripts", "StandIn", name), Path.Combine(_folder, "bin", name));
        }

        Bundle = Directory.CreateDirectory(Path.Combine(_folder, "a bundle")).FullName;
        File.WriteAllText(Path.Combine(Bundle, "bundle.json"), "{}");
        Photo = Path.Combine(_folder, "photo.jpg");
        File.WriteAllText(Photo, "a photo");
    }

    /// <summary>A folder with a space in its name that passes for a model bundle.</summary>
    public string Bundle { get; }

    /// <summary>A file that passes for a photo.</summary>
    public string Photo { get; }

    /// <summary>Every call so far, its arguments with spaces between; what differs from run to run is replaced.</summary>
    public IReadOnlyList<string> Calls => [.. RawCalls.Select(Normalize)];

    /// <summary>Every call so far, as it was made.</summary>
    public IReadOnlyList<string> RawCalls => File.Exists(Path.Combine(_folder, "calls")) ? [.. File.ReadAllLines(Path.Combine(_folder, "calls")).Select(line => line.Replace('\x1f', ' '))] : [];

    /// <summary>What Azure keeps: names of files with their content.</summary>
    public IReadOnlyDictionary<string, string> State => !Directory.Exists(Path.Combine(_folder, "state")) ? new Dictionary<string, string>() :
        Directory.EnumerateFiles(Path.Combine(_folder, "state"), "*", SearchOption.AllDirectories)
            .Where(file => Path.GetFileName(file) != "asked")
            .ToDictionary(file => Path.GetRelativePath(Path.Combine(_folder, "state"), file), File.ReadAllText);

    /// <summary>Gives the stand-ins something to go by: <c>fail</c> (a pattern), <c>status</c>, <c>answer</c>, <c>user-type</c>, <c>app</c>, <c>token</c>, <c>deployment</c> (the name under which main.bicep was deployed).</summary>
    public void Say(string file, string content) => File.WriteAllText(Path.Combine(_folder, file), content);

    /// <summary>Forgets the calls, not the state.</summary>
    public void ForgetCalls() => File.Delete(Path.Combine(_folder, "calls"));

    /// <summary>Runs deploy.sh for the group rg-faces, without questions.</summary>
    public Task<ShellResult> DeployAsync(params IEnumerable<string> arguments) => RunAsync("deploy.sh", ["--group", "rg-faces", "--location", "westeurope", "--yes", "--bundle", Bundle, .. arguments]);

    /// <summary>Runs a script of infra/.</summary>
    public Task<ShellResult> RunAsync(string script, IEnumerable<string> arguments, string input = "") => BashAsync([Path.Combine(Repository.Infra, script), .. arguments], input);

    /// <summary>Runs a command line in the repository's root, as a user who copies it from the screen.</summary>
    /// <param name="line">The command line.</param>
    /// <param name="environment">More variables.</param>
    public Task<ShellResult> CommandLineAsync(string line, IReadOnlyDictionary<string, string?>? environment = null) => BashAsync(["-c", line], "", environment);

    private Task<ShellResult> BashAsync(IEnumerable<string> arguments, string input, IReadOnlyDictionary<string, string?>? environment = null) => Shell.RunAsync(
        "bash",
        arguments,
        input,
        new Dictionary<string, string?>(environment ?? new Dictionary<string, string?>())
        {
            ["PATH"] = $"{Path.Combine(_folder, "bin")}:{Environment.GetEnvironmentVariable("PATH")}",
            ["STANDIN"] = _folder,
            ["FACEFUNCTIONS_POLL_SECONDS"] = "0",
            ["FACEFUNCTIONS_OPERATOR_ID"] = null,
            ["FACEFUNCTIONS_OPERATOR_TYPE"] = null,
            ["FACEFUNCTIONS_TOKEN"] = environment?.GetValueOrDefault("FACEFUNCTIONS_TOKEN"),
        },
        Repository.Root);

    private string Normalize(string call)
    {
        string text = call.Replace(_folder, "STANDIN", StringComparison.Ordinal).Replace(Repository.Root, "ROOT", StringComparison.Ordinal);
        text = System.Text.RegularExpressions.Regex.Replace(text, @"smoke-\d+", "SMOKE");
        text = System.Text.RegularExpressions.Regex.Replace(text, @"/tmp/tmp\.\w+", "TEMP");
        return System.Text.RegularExpressions.Regex.Replace(text, "[0-9a-f]{64}", "HASH");
    }
}
