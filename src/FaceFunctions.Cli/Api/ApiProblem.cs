namespace FaceFunctions.Cli.Api;

/// <summary>An error that the service answered on purpose, as <c>application/problem+json</c>.</summary>
/// <param name="Type">Stable kind, <c>urn:facefunctions:no-face</c> for instance.</param>
/// <param name="Title">The kind in words; may be missing.</param>
/// <param name="Detail">This case in words; may be missing.</param>
/// <param name="Status">HTTP status.</param>
internal sealed record ApiProblem(string Type, string? Title, string? Detail, int Status)
{
    private const string Prefix = "urn:facefunctions:";

    /// <summary>Whether it is FaceFunctions that answered, and not something in between.</summary>
    public bool IsOurs => Type?.StartsWith(Prefix, StringComparison.Ordinal) == true;

    /// <summary>Last part of <see cref="Type"/>, for instance <c>no-face</c>.</summary>
    public string Kind => Type[Prefix.Length..];

    /// <summary>What to show.</summary>
    public string Message => Detail ?? Title ?? Kind;

    /// <summary>The problem as the end of a run.</summary>
    public CliException ToException() => new(
        Status switch
        {
            400 or 403 => ExitCode.Usage,
            404 => ExitCode.NotFound,
            429 or 502 or 503 or 504 => ExitCode.Unreachable,
            _ => ExitCode.Failed,
        },
        Kind,
        Message);
}
