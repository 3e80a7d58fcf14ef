using System.Net;

namespace FaceFunctions.LocalHost.Demo;

/// <summary>Asks the app, over the host's HTTP, as any client would.</summary>
internal sealed class AppClient : IDisposable
{
    private readonly HttpClient _client;

    /// <summary>A client of a host.</summary>
    /// <param name="host">Its address.</param>
    /// <param name="key">The function key; null sends none.</param>
    public AppClient(Uri host, string? key = null)
    {
        _client = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = host, Timeout = Timeout.InfiniteTimeSpan };
        if (key is not null)
        {
            _client.DefaultRequestHeaders.Add("x-functions-key", key);
        }
    }

    public void Dispose() => _client.Dispose();

    /// <summary>Asks who is in a stored photo.</summary>
    public Task<Reply<IdentifyAnswer>> IdentifyAsync(string blob, CancellationToken cancellationToken) =>
        SendAsync<IdentifyAnswer>(HttpMethod.Get, $"api/identify?top=3&blob={Uri.EscapeDataString(blob)}", cancellationToken);

    /// <summary>Asks what became of a gallery photo.</summary>
    public Task<Reply<PhotoAnswer>> GetPhotoAsync(string name, CancellationToken cancellationToken) => SendAsync<PhotoAnswer>(HttpMethod.Get, $"api/photo?path={Uri.EscapeDataString(name)}", cancellationToken);

    /// <summary>Asks how the app is.</summary>
    public Task<Reply<StatusAnswer>> GetStatusAsync(CancellationToken cancellationToken) => SendAsync<StatusAnswer>(HttpMethod.Get, "api/status", cancellationToken);

    /// <summary>Deletes all photos of a person.</summary>
    public Task<Reply<object>> DeletePersonAsync(string person, CancellationToken cancellationToken) => SendAsync<object>(HttpMethod.Delete, $"api/person?name={Uri.EscapeDataString(person)}", cancellationToken);

    private async Task<Reply<T>> SendAsync<T>(HttpMethod method, string path, CancellationToken cancellationToken)
        where T : class
    {
        using var request = new HttpRequestMessage(method, path);
        using HttpResponseMessage response = await _client.SendAsync(request, cancellationToken);
        if (response.IsSuccessStatusCode)
        {
            return new Reply<T>(response.StatusCode, await response.Content.ReadFromJsonAsync<T>(cancellationToken), null);
        }

        ProblemAnswer? problem = response.Content.Headers.ContentType?.MediaType == "application/problem+json"
            ? await response.Content.ReadFromJsonAsync<ProblemAnswer>(cancellationToken)
            : null;
        return new Reply<T>(response.StatusCode, null, problem);
    }
}

/// <summary>What the app answered.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Value">The answer; null when it is an error.</param>
/// <param name="Problem">The error; null when it is none, or not of type application/problem+json.</param>
internal sealed record Reply<T>(HttpStatusCode Status, T? Value, ProblemAnswer? Problem)
    where T : class
{
    /// <summary>The error in a few words.</summary>
    public string Describe() => $"{(int)Status} {Problem?.Type ?? "without a problem"}{(Problem?.Detail is { } detail ? $": {detail}" : "")}";
}
