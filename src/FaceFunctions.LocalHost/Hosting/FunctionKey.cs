using System.Security.Cryptography;
using System.Text;

namespace FaceFunctions.LocalHost.Hosting;

/// <summary>The key that callers of HTTP functions must give.</summary>
/// <param name="key">The key; null when none is asked for.</param>
internal sealed class FunctionKey(string? key)
{
    private const string Header = "x-functions-key";
    private const string Parameter = "code";

    private readonly byte[]? _key = key is null ? null : Encoding.UTF8.GetBytes(key);

    /// <summary>Whether a request may pass.</summary>
    public bool IsGivenBy(HttpRequest request) => _key is null || IsKey(request.Headers[Header].ToString()) || IsKey(request.Query[Parameter].ToString());

    private bool IsKey(string given) => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), _key);
}
