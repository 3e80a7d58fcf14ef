using System.Text;
using System.Text.RegularExpressions;

namespace FaceFunctions.LocalHost.Triggers;

/// <summary>The path of a blob trigger, such as <c>gallery/{name}</c>: which blobs it is for, and the parameters it takes from their names.</summary>
internal sealed partial class BlobPathPattern
{
    private readonly string _text;
    private readonly Regex _name;

    private BlobPathPattern(string text, string container, Regex name)
    {
        _text = text;
        Container = container;
        _name = name;
    }

    /// <summary>The watched container.</summary>
    public string Container { get; }

    /// <summary>Parses a path.</summary>
    /// <returns>Null when it is not a container, a slash and the pattern of a blob name.</returns>
    public static BlobPathPattern? Parse(string path)
    {
        int slash = path.IndexOf('/', StringComparison.Ordinal);
        if (slash <= 0 || slash == path.Length - 1 || path[..slash].Contains('{', StringComparison.Ordinal))
        {
            return null;
        }

        string blob = path[(slash + 1)..];
        var pattern = new StringBuilder("^");
        int literal = 0;
        foreach (Match parameter in Parameter().Matches(blob))
        {
            // Greedy: {name}.{ending} splits at the last dot, as the real host does.
            pattern.Append(Regex.Escape(blob[literal..parameter.Index])).Append("(?<").Append(parameter.Groups[1].Value).Append(">.+)");
            literal = parameter.Index + parameter.Length;
        }

        string rest = blob[literal..];
        return rest.AsSpan().ContainsAny('{', '}')
            ? null
            : new BlobPathPattern(path, path[..slash], new Regex(pattern.Append(Regex.Escape(rest)).Append("\\z").ToString(), RegexOptions.CultureInvariant | RegexOptions.Singleline));
    }

    /// <summary>The parameters of a blob's name, in the pattern's order; null when the blob is not for this trigger.</summary>
    public IReadOnlyList<KeyValuePair<string, string>>? Match(string blobName)
    {
        Match match = _name.Match(blobName);
        return match.Success
            ? [.. match.Groups.Values.Skip(1).Select(group => KeyValuePair.Create(group.Name, group.Value))]
            : null;
    }

    /// <summary>The path as it was given.</summary>
    public override string ToString() => _text;

    [GeneratedRegex(@"\{([A-Za-z_][A-Za-z0-9_]*)\}")]
    private static partial Regex Parameter();
}
