using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace FaceFunctions.Faults.Campaign;

/// <summary>Names and vectors that must be nowhere.</summary>
/// <param name="names">Looked for in every case, in UTF-8 and UTF-16, percent-encoded, and inside of Base64, also twice.</param>
/// <param name="vectors">First bytes of vectors.</param>
internal sealed class ErasedWords(IReadOnlyList<string> names, IReadOnlyList<byte[]> vectors)
{
    private const int MostWrappings = 2;

    private readonly string[] _names = [.. names, .. names.Select(Uri.EscapeDataString)];

    /// <summary>Whether a value holds one of them.</summary>
    public bool IsIn(object value) => value is byte[] bytes ? IsInBytes(bytes, 0) : IsInText(Convert.ToString(value, CultureInfo.InvariantCulture) ?? "", 0);

    private bool IsInText(string text, int depth) =>
        _names.Any(name => text.Contains(name, StringComparison.OrdinalIgnoreCase))
        || (depth < MostWrappings && text.Split('|', '.', '!', ' ').Any(part => Decoded(part) is { Length: > 0 } bytes && IsInBytes(bytes, depth + 1)));

    private bool IsInBytes(byte[] bytes, int depth) =>
        vectors.Any(vector => bytes.AsSpan().IndexOf(vector) >= 0)
        || IsInText(Encoding.UTF8.GetString(bytes), depth)
        || IsInText(Encoding.Unicode.GetString(bytes), MostWrappings);

    private static byte[]? Decoded(string value)
    {
        string digits = value.TrimEnd('=').Replace('+', '-').Replace('/', '_');
        return digits.Length > 7 && Base64Url.IsValid(digits) ? Base64Url.DecodeFromChars(digits) : null;
    }
}
