using System.CommandLine;
using FaceFunctions.Cli.Api;
using FaceFunctions.Client;

namespace FaceFunctions.Cli;

/// <summary>The options that every command has.</summary>
internal sealed class GlobalOptions
{
    /// <summary>Names the environment variable of <c>--url</c>.</summary>
    public const string UrlVariable = "FACEFUNCTIONS_URL";

    /// <summary>Names the environment variable of <c>--key</c>.</summary>
    public const string KeyVariable = "FACEFUNCTIONS_KEY";

    /// <summary>Names the environment variable of <c>--entra</c>.</summary>
    public const string EntraVariable = "FACEFUNCTIONS_ENTRA";

    /// <summary>Names the environment variable of <c>--token</c>.</summary>
    public const string TokenVariable = "FACEFUNCTIONS_TOKEN";

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

    /// <summary>For whom a token is asked for that lets us in there.</summary>
    public Option<string?> Entra { get; } = new("--entra")
    {
        Description = $"Sign in to the service with Microsoft Entra ID, as yourself or as this machine's identity, for this audience: the app's id or its application ID URI. Default: {EntraVariable}, else no sign-in.",
        HelpName = "AUDIENCE",
        Recursive = true,
    };

    /// <summary>A token that is there already.</summary>
    public Option<string?> Token { get; } = new("--token")
    {
        Description = $"Access token, sent as bearer token, instead of --entra. Default: {TokenVariable}, else none.",
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
        Description = "Write one JSON document to standard output, and nothing else there; with status --watch, one a line.",
        Recursive = true,
    };

    /// <summary>Adds the options to the root command.</summary>
    public void AddTo(RootCommand root)
    {
        root.Add(Url);
        root.Add(Key);
        root.Add(Entra);
        root.Add(Token);
        root.Add(Connection);
        root.Add(Json);
    }

    /// <summary>A client of the service. Sends nothing yet.</summary>
    /// <exception cref="CliException">The address is none, or what lets us in there cannot.</exception>
    public FaceClient Connect(ParseResult parse)
    {
        Uri url = ReadUrl(parse);
        FaceCredential credential = ReadCredential(parse, url);
        return new FaceClient(url, credential, new FaceClientOptions { Time = _host.Time });
    }

    private Uri ReadUrl(ParseResult parse)
    {
        string text = Read(parse, Url, UrlVariable) ?? DefaultUrl;
        return Uri.TryCreate(text.TrimEnd('/'), UriKind.Absolute, out Uri? url) && url.Scheme is "http" or "https"
            ? url
            : throw CliException.Usage($"--url must be an http or https address, for instance {DefaultUrl}; it is \"{text}\".");
    }

    // An option counts more than the environment, where both kinds of token may be set for other programs.
    private FaceCredential ReadCredential(ParseResult parse, Uri url)
    {
        string? key = ReadHeader(parse, Key, KeyVariable);
        if (parse.GetValue(Entra) is not null && parse.GetValue(Token) is not null)
        {
            throw CliException.Usage("--entra and --token exclude each other.");
        }

        string? token = parse.GetValue(Entra) is null ? ReadHeader(parse, Token, TokenVariable) : null;
        string? audience = token is null ? Read(parse, Entra, EntraVariable)?.Trim() : null;
        if (token is null && audience is null)
        {
            return key is null ? FaceCredential.None : FaceCredential.FunctionKey(key);
        }

        return url.Scheme == "https" || url.IsLoopback
            ? FaceCredential.BearerToken(token is not null ? _ => new(token) : new EntraTokens(_host.SignIn(), audience!).GetAsync, key)
            : throw CliException.Usage("A token is sent over https only: --url begins with http.");
    }

    private string? ReadHeader(ParseResult parse, Option<string?> option, string variable)
    {
        string? value = Read(parse, option, variable)?.Trim();
        return value is null || value.All(letter => letter is > ' ' and <= '~') ? value : throw CliException.Usage($"{option.Name} holds letters that it never has.");
    }

    /// <summary>The connection string, or the address of the account.</summary>
    public string ReadConnection(ParseResult parse) => Read(parse, Connection, ConnectionVariable) ?? DefaultConnection;

    private string? Read(ParseResult parse, Option<string?> option, string variable)
    {
        string? value = parse.GetValue(option) ?? _host.Variable(variable);
        return string.IsNullOrWhiteSpace(value) ? null : value;
    }
}
