using System.CommandLine;
using System.Text.Json;
using FaceFunctions.Cli.Tests.Support;

namespace FaceFunctions.Cli.Tests;

/// <summary>The rule of <c>--json</c>, which src/FaceFunctions.Cli/README.md states, over all commands that there are: one object on standard output and nothing else there, whatever happens.</summary>
public sealed class JsonRuleTests : IDisposable
{
    // Nothing listens there.
    private const string Nowhere = "http://127.0.0.1:1";
    private const string NoStorage = $"DefaultEndpointsProtocol=http;AccountName=a;AccountKey=AAAA;BlobEndpoint={Nowhere}/a;QueueEndpoint={Nowhere}/a;TableEndpoint={Nowhere}/a;";

    private readonly TemporaryFolder _folder = new();

    // What would else do its work, for minutes, or wait for the storage for seconds.
    private static readonly Dictionary<string, string[]> Hindered = new()
    {
        ["completion"] = ["bash"],
        ["train"] = ["--out", "FILE", "--real-photos", "FILE"],
        ["verify"] = ["missing", "missing"],
    };

    private static readonly RootCommand Root = CliApp.Describe(new CliRunner().Host(TextWriter.Null, TextWriter.Null));

    public static TheoryData<string> Commands => [.. Walk(Root, "")];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Wrong_usage_is_one_document(string command)
    {
        // An option without its value; an option that no command has could be taken for the name of a file.
        CliResult result = await new CliRunner().RunAsync([.. command.Split(' '), "--json", "--url"]);

        Assert.Equal(ExitCode.Usage, result.ExitCode);
        AssertFailure(result, "usage");
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task A_run_is_one_document_whether_it_succeeds_or_fails(string command)
    {
        string file = _folder.Write("no-folder-and-no-picture");
        var runner = new CliRunner { Variables = { ["FACEFUNCTIONS_CACHE"] = _folder.Combine("cache") } };
        string[] arguments = Hindered.TryGetValue(command, out string[]? hindered) ? [.. hindered.Select(word => word == "FILE" ? file : word)] : Arguments(command, file);

        CliResult result = await runner.RunAsync([.. command.Split(' '), .. arguments, "--url", Nowhere, "--connection", NoStorage, "--json"]);

        if (result.ExitCode == ExitCode.Done)
        {
            Assert.Equal(JsonValueKind.Object, result.Json.ValueKind);
        }
        else
        {
            AssertFailure(result, kind: null);
        }
    }

    private static void AssertFailure(CliResult result, string? kind)
    {
        JsonElement error = result.Json.GetProperty("error");
        Assert.Equal(kind ?? error.GetProperty("kind").GetString(), error.GetProperty("kind").GetString());
        Assert.Matches("^[a-z]+(-[a-z]+)*$", error.GetProperty("kind").GetString());
        Assert.Equal($"error: {error.GetProperty("message").GetString()}", result.Error.TrimEnd().Split('\n')[^1]);
    }

    // A file where a folder is wanted, and something that nobody knows where a name is: whatever a command needs, it gets something.
    private static string[] Arguments(string command, string file)
    {
        Command found = command.Split(' ').Aggregate((Command)Root, (parent, name) => parent.Subcommands.Single(child => child.Name == name));
        return
        [
            .. found.Arguments.Where(argument => argument.Arity.MinimumNumberOfValues > 0).Select(_ => file),
            .. found.Options.Where(option => option.Required).SelectMany(option => new[] { option.Name, file }),
        ];
    }

    private static IEnumerable<string> Walk(Command command, string path)
    {
        foreach (Command child in command.Subcommands)
        {
            string name = path.Length == 0 ? child.Name : $"{path} {child.Name}";
            if (child.Action is not null)
            {
                yield return name;
            }

            foreach (string below in Walk(child, name))
            {
                yield return below;
            }
        }
    }
}
