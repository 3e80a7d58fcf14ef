using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace FaceFunctions.Infra.Tests.Support;

/// <summary>Fills in what only Azure knows, in the values of a compiled template.</summary>
internal static partial class Evaluated
{
    /// <summary>What stands for a value that exists only once something is deployed.</summary>
    public const string Runtime = "known-at-runtime";

    /// <summary>A value as the app would get it in Azure's public cloud.</summary>
    public static string Text(JsonElement value)
    {
        string text = value.ToString();
        if (!text.StartsWith('['))
        {
            return text;
        }

        if (Format().Match(text) is not { Success: true } format)
        {
            return Runtime;
        }

        string[] arguments = [.. Argument().Matches(format.Groups["arguments"].Value).Select(match => match.Groups["text"] is { Success: true } literal ? literal.Value
            : match.Value == "environment().suffixes.storage" ? "core.windows.net"
            : Runtime)];
        return string.Format(CultureInfo.InvariantCulture, format.Groups["text"].Value, arguments);
    }

    [GeneratedRegex(@"^\[format\('(?<text>[^']*)', (?<arguments>.*)\)\]$")]
    private static partial Regex Format();

    // A literal, or a call with whatever is in its brackets and what is taken from its answer.
    [GeneratedRegex(@"'(?<text>[^']*)'|\w+\((?>[^()]+|(?<open>\()|(?<-open>\)))*(?(open)(?!))\)[\w.]*")]
    private static partial Regex Argument();
}
