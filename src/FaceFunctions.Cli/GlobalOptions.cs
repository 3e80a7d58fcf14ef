using System.CommandLine;

namespace FaceFunctions.Cli;

/// <summary>The options that every command has.</summary>
internal sealed class GlobalOptions
{
    /// <summary>Names the environment variable of <c>--url</c>.</summary>
    public const string UrlVariable = "FACEFUNCTIONS_URL";

    /// <summary>Names the environment variable of <c>--key</c>.</summary>
    public const string KeyVariable = "FACEFUNCTIONS_KEY";

    /// <summary>Names the environment variable of <c>--connection</c>.</summary>
    public const string ConnectionVariable = "FACEFUNCTIONS_CONNECTION";

    private const string DefaultUrl = "http://localhost:7071";

    private const string DefaultConnection = "UseDevelopmentStorage=true";

    private readonly CliHost _host;

    /// <summary>Creates the options; what is not given comes from the environment.</summary>
    public GlobalOptions(CliHost host) => _host = host;

    /// <summary>Where the service is.</summary>
    public Option<string?> Url { get; } = new("--url")
    {
        Description = $"Address of the service. Default: {UrlVariable}, else {DefaultUrl}.",
        Recursive = true,
    };

    /// <summary>What lets us in there.</summary>
    public Option<string?> Key { get; } = new("--key")
    {
        Description = $"Function key, sent as x-functions-key. Default: {KeyVariable}, else none.",
        Recursive = true,
    };

    /// <summary>Where the photos are.</summary>
    public Option<string?> Connection { get; } = new("--connection")
    {
        Description = $"Storage account: a connection string, or https://<account>.blob.core.windows.net to sign in as yourself. Default: {ConnectionVariable}, else {DefaultConnection}.",
        Recursive = true,
    };

    /// <summary>For scripts.</summary>
    public Option<bool> Json { get; } = new("--json")
    {
        Description = "Write one JSON document to standard output, and nothing else there.",
        Recursive = true,
    };

    /// <summary>Adds the options to the root command.</summary>
    public void AddTo(RootCommand root)
    {
        root.Add(Url);
        root.Add(Key);
        root.Add(Connection);
        root.Add(Json);
    }

    /// <summary>The service's address, without a slash at its end.</summary>
    /// <exception cref="CliException">It is no http or https address.</exception>
    public Uri ReadUrl(ParseResult parse)
    {
        string text = Read(parse, Url, UrlVariable) ?? DefaultUrl;
        return Uri.TryCreate(text.TrimEnd('/'), UriKind.Absolute, out Uri? url) && url.Scheme is "http" or "https"
            ? url
            : throw CliException.Usage($"--url must be an http or https address, for instance {DefaultUrl}; it is \"{text}\".");
    }

    /// <summary>The function key; null when there is none.</summary>
    /// <exception cref="CliException">It cannot be a header.</exception>
    public string? ReadKey(ParseResult parse)
    {
        string? key = Read(parse, Key, KeyVariable)?.Trim();
        return key is null || key.All(letter => letter is > ' ' and <= '~')
            ? key
            : throw CliException.Usage("--key holds letters that a function key never has.");
    }

    /// <summary>The connection string, or the address of the account.</summary>
    public string ReadConnection(ParseResult parse) => Read(parse, Connection, ConnectionVariable) ?? DefaultConnection;

    private string? Read(ParseResult parse, Option<string?> option, string variable)
    {
        string? value = parse.GetValue(option) ?? _host.Variable(variable);
        return string.IsNullOrWhiteSpace(value) ? null : value;
    }
}
