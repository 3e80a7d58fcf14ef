using System.Text.RegularExpressions;

namespace FaceFunctions.Infra.Tests.Container;

/// <summary>A Dockerfile, and what is wrong with it: the rules of hadolint and of images without root that matter here, because no engine builds it in tests.</summary>
internal sealed partial class ContainerRecipe
{
    private readonly List<(string Name, string Arguments)> _instructions = [];

    public ContainerRecipe(string text)
    {
        string joined = Continuation().Replace(string.Join('\n', text.Split('\n').Where(line => !line.TrimStart().StartsWith('#'))), " ");
        foreach (string line in joined.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            string[] parts = line.Split(' ', 2);
            _instructions.Add((parts[0], parts.Length > 1 ? parts[1].Trim() : ""));
        }
    }

    /// <summary>The arguments of every instruction of a name.</summary>
    public IReadOnlyList<string> this[string name] => [.. _instructions.Where(one => one.Name == name).Select(one => one.Arguments)];

    /// <summary>Every rule that is broken, in words.</summary>
    public IEnumerable<string> Faults()
    {
        string[] known = ["FROM", "ENV", "COPY", "RUN", "USER", "EXPOSE", "HEALTHCHECK"];
        foreach ((string name, _) in _instructions.Where(one => !known.Contains(one.Name)))
        {
            yield return $"{name} is not expected";
        }

        if (this["FROM"] is not [var from] || _instructions[0].Name != "FROM" || !Pinned().IsMatch(from))
        {
            yield return "one base image, of a registry, with a tag that is not latest";
        }

        if (_instructions.FindLastIndex(one => one.Name == "USER") is var user && (user < 0 || !Unprivileged().IsMatch(_instructions[user].Arguments)))
        {
            yield return "runs as a user without rights, by number";
        }
        else if (_instructions.FindLastIndex(one => one.Name is "RUN" or "COPY") > user)
        {
            yield return "USER comes after whatever needs root";
        }

        if (this["COPY"].Any(copy => !copy.Contains("--chown=", StringComparison.Ordinal)))
        {
            yield return "what is copied belongs to that user";
        }

        string port = string.Join(' ', this["EXPOSE"]);
        if (!int.TryParse(port, out int number) || number < 1024 || !this["ENV"].Any(env => env.Contains($"ASPNETCORE_URLS=http://+:{port}", StringComparison.Ordinal)))
        {
            yield return "one port above 1023, on which the host listens";
        }

        if (this["HEALTHCHECK"] is not [var check] || !check.Contains(" CMD [", StringComparison.Ordinal) || !check.Contains($"/{port} ", StringComparison.Ordinal))
        {
            yield return "a health check at that port, without a shell around it";
        }

        if (_instructions.Any(one => Secret().IsMatch(one.Arguments)))
        {
            yield return "no secret in the image";
        }

        if (this["RUN"].Any(run => run.Contains("sudo ", StringComparison.Ordinal) || run.Contains("curl ", StringComparison.Ordinal) || run.Contains("apt", StringComparison.Ordinal) || run.StartsWith("cd ", StringComparison.Ordinal)))
        {
            yield return "nothing is installed or downloaded while it is built";
        }
    }

    [GeneratedRegex(@"\\[ \t]*\n")]
    private static partial Regex Continuation();

    [GeneratedRegex(@"^[a-z0-9.-]+\.[a-z]+/[a-z0-9/-]+:(?!latest\b)[\w.-]+(@sha256:[0-9a-f]{64})?$")]
    private static partial Regex Pinned();

    [GeneratedRegex(@"^[1-9]\d{2,}(:[1-9]\d{2,})?$")]
    private static partial Regex Unprivileged();

    // A value, or the name of a setting that would hold one. AzureWebJobsSecretStorageType only says where the host keeps its keys.
    [GeneratedRegex("AccountKey=|SharedAccessSignature|[?&]sig=|GalleryConnection|AzureWebJobsStorage|PASSWORD|TOKEN|(?<!AzureWebJobs)SECRET|API_?KEY", RegexOptions.IgnoreCase)]
    private static partial Regex Secret();
}
