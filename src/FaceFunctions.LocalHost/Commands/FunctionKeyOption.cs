using System.Security.Cryptography;

namespace FaceFunctions.LocalHost.Commands;

/// <summary>The function key of a run.</summary>
/// <param name="Value">The key.</param>
/// <param name="Source">What to say about it when the host announces itself.</param>
internal sealed record FunctionKeyOption(string Value, string Source)
{
    /// <summary>The environment variable that can hold it.</summary>
    public const string Variable = "FACEFUNCTIONS_KEY";

    // As long as the keys that Azure makes.
    private const int GeneratedBytes = 40;

    /// <summary>The key that was given, else that of the environment, else a new one, which is shown.</summary>
    /// <param name="given">What the command line says; null or empty is nothing.</param>
    public static FunctionKeyOption Choose(string? given)
    {
        if (!string.IsNullOrEmpty(given))
        {
            return new FunctionKeyOption(given, "function key as given with --keys");
        }

        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } key)
        {
            return new FunctionKeyOption(key, $"function key as in {Variable}");
        }

        // Letters and digits only, so that it goes into a URL as it is.
        string generated = RandomNumberGenerator.GetHexString(2 * GeneratedBytes, lowercase: true);
        return new FunctionKeyOption(generated, $"function key {generated}");
    }
}
