using System.Net.Http.Headers;

namespace FaceFunctions.Client;

/// <summary>What lets the caller in. Safe for any number of threads; says nothing of itself as text.</summary>
public sealed class FaceCredential
{
    private readonly string? _key;
    private readonly Func<CancellationToken, ValueTask<string>>? _getTokenAsync;

    private FaceCredential(string? key, Func<CancellationToken, ValueTask<string>>? getTokenAsync) => (_key, _getTokenAsync) = (key, getTokenAsync);

    /// <summary>Nothing: for an app on this machine, which asks for no key.</summary>
    public static FaceCredential None { get; } = new(null, null);

    /// <summary>Whether it is a token, which only https may carry.</summary>
    internal bool IsToken => _getTokenAsync is not null;

    /// <summary>A function key, sent as <c>x-functions-key</c>: addresses reach logs, headers do not.</summary>
    /// <param name="key">The key.</param>
    /// <exception cref="ArgumentException">It is empty, or holds letters that no header can have.</exception>
    public static FaceCredential FunctionKey(string key)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        return new FaceCredential(Checked(key, nameof(key)), null);
    }

    /// <summary>A token of Microsoft Entra ID, for an app with App Service authentication in front.</summary>
    /// <param name="getTokenAsync">Gives a token that is valid now. Called before each try, from any thread, so it should keep tokens; credentials of Azure.Identity do. What it throws comes out of the call as it is.</param>
    /// <param name="functionKey">The function key, which the Functions host behind that authentication still asks for; null for none.</param>
    /// <exception cref="ArgumentException">The key holds letters that no header can have.</exception>
    public static FaceCredential BearerToken(Func<CancellationToken, ValueTask<string>> getTokenAsync, string? functionKey = null)
    {
        ArgumentNullException.ThrowIfNull(getTokenAsync);
        return new FaceCredential(functionKey is null ? null : Checked(functionKey, nameof(functionKey)), getTokenAsync);
    }

    private static string Checked(string key, string name) =>
        key.All(letter => letter is > ' ' and <= '~') ? key : throw new ArgumentException("The key holds letters that a function key never has.", name);

    internal async ValueTask AddToAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (_key is not null)
        {
            request.Headers.Add("x-functions-key", _key);
        }

        if (_getTokenAsync is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await _getTokenAsync(cancellationToken).ConfigureAwait(false));
        }
    }
}
