using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using FaceFunctions.Client.Http;

namespace FaceFunctions.Client;

/// <summary>Asks a FaceFunctions service. Safe for any number of threads; one is enough for a program.</summary>
/// <remarks>
/// Every call ends with its answer or a <see cref="FaceFunctionsException"/>; that it was stopped is an <see cref="OperationCanceledException"/>. What a caller may not pass is an <see cref="ArgumentException"/>.
/// Answers of 429, 502, 503 and 504 and connections that break are tried again, with the pauses of <see cref="FaceClientOptions"/>. It logs nothing, and no name of a person or photo stands in the path of an address.
/// </remarks>
public sealed partial class FaceClient : IDisposable
{
    // The most that the service gives at once.
    private const int LongestPage = 1000;

    private readonly ServiceCaller _service;
    private readonly HttpClient? _own;

    /// <summary>A client with connections of its own.</summary>
    /// <param name="address">Address of the service, without <c>/api</c>: <c>https://my-app.azurewebsites.net</c>.</param>
    /// <param name="credential">What lets the caller in; null is <see cref="FaceCredential.None"/>.</param>
    /// <param name="options">How to wait and repeat; null takes the defaults.</param>
    /// <exception cref="ArgumentException">The address is not http or https, or would carry a token unencrypted to another machine.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public FaceClient(Uri address, FaceCredential? credential = null, FaceClientOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(address);
        Check(address, nameof(address), credential, options);
        _own = CreateHttp(address);
        _service = CreateService(_own, address, credential, options);
    }

    /// <summary>A client over connections of the caller's, of an <c>IHttpClientFactory</c> for instance.</summary>
    /// <param name="http">Has the service's address, without <c>/api</c>, as its base address. Not disposed. Its own timeout counts for each try as well; it should follow no redirects, because the key would go along.</param>
    /// <param name="credential">What lets the caller in; null is <see cref="FaceCredential.None"/>.</param>
    /// <param name="options">How to wait and repeat; null takes the defaults.</param>
    /// <exception cref="ArgumentException">There is no base address, it is not http or https, or it would carry a token unencrypted to another machine.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public FaceClient(HttpClient http, FaceCredential? credential = null, FaceClientOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(http);
        Uri address = http.BaseAddress ?? throw new ArgumentException("The client has no base address.", nameof(http));
        Check(address, nameof(http), credential, options);
        _service = CreateService(http, address, credential, options);
    }

    /// <inheritdoc/>
    public void Dispose() => _own?.Dispose();

    private static void Check(Uri address, string name, FaceCredential? credential, FaceClientOptions? options)
    {
        options?.Check();
        if (!address.IsAbsoluteUri || address.Scheme is not ("http" or "https"))
        {
            throw new ArgumentException("The address must begin with http:// or https://.", name);
        }

        if (credential?.IsToken == true && address.Scheme == "http" && !address.IsLoopback)
        {
            throw new ArgumentException("A token is sent over https only: everybody on the way could use it.", name);
        }
    }

    private static ServiceCaller CreateService(HttpClient http, Uri address, FaceCredential? credential, FaceClientOptions? options) =>
        new(http, address, credential ?? FaceCredential.None, options ?? new FaceClientOptions());

    private static HttpClient CreateHttp(Uri address) => new(new SocketsHttpHandler
    {
        UseProxy = !address.IsLoopback, // no proxy reaches this machine's own services
        AllowAutoRedirect = false, // the key would go along
        PooledConnectionLifetime = TimeSpan.FromMinutes(5), // addresses of deployed apps change
    })
    {
        Timeout = Timeout.InfiniteTimeSpan, // FaceClientOptions.TryTimeout
    };

    private async Task<T> AskAsync<T>(ServiceRequest request, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : Answer
    {
        ServiceReply reply = await _service.SendAsync(request, cancellationToken).ConfigureAwait(false);
        using (reply.Response)
        {
            return reply.Response.IsSuccessStatusCode ? ReadAnswer(reply, type) : throw _service.Failures.Of(reply);
        }
    }

    private T ReadAnswer<T>(ServiceReply reply, JsonTypeInfo<T> type)
        where T : Answer => ReadAnswer(reply, ReadJson(reply), type);

    private T ReadAnswer<T>(ServiceReply reply, JsonElement json, JsonTypeInfo<T> type)
        where T : Answer
    {
        try
        {
            T answer = json.Deserialize(type) ?? throw new JsonException("There is null.");
            answer.Json = json;
            answer.RequestId = reply.RequestId;
            return answer;
        }
        catch (JsonException error)
        {
            throw _service.Failures.NotReadable(reply, error);
        }
    }

    private JsonElement ReadJson(ServiceReply reply)
    {
        try
        {
            return JsonElement.Parse(reply.Body!) is { ValueKind: JsonValueKind.Object } json ? json : throw _service.Failures.NotReadable(reply);
        }
        catch (JsonException)
        {
            throw _service.Failures.NotReadable(reply);
        }
    }
}
