using System.Text.RegularExpressions;

namespace FaceFunctions.LocalHost.Hosting;

/// <summary>Values of bindings in which <c>%name%</c> stands for an app setting.</summary>
internal static partial class BindingExpression
{
    /// <summary>Puts settings in.</summary>
    /// <exception cref="LocalHostException">There is no such setting.</exception>
    public static string Resolve(string value, Func<string, string?> settings) => Setting().Replace(
        value,
        match => settings(match.Groups[1].Value) ?? throw new LocalHostException($"A binding names the setting {match.Value}, which is not set."));

    [GeneratedRegex("%([^%]+)%")]
    private static partial Regex Setting();
}
