using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;

namespace FaceFunctions.Cli.Api;

/// <summary>The service's HTTP side.</summary>
/// <remarks>Answers of 429, 502, 503 and 504, and connections that break, are tried again twice. Safe to use from several threads.</remarks>
internal sealed class FaceApi : IDisposable
{
    private const int Tries = 3;

    // The most that the service gives at once.
    private const int LongestPage = 1000;

    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(500);

    // The front end of Azure Functions cuts an answer off after 230 seconds.
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(240);

    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    private readonly HttpClient _http;
    private readonly string _url;
    private readonly TimeProvider _time;

    /// <summary>Connects on first use.</summary>
    /// <param name="url">Address of the service, without <c>/api</c>.</param>
    /// <param name="key">Function key; null for none.</param>
    /// <param name="time">Clock of the waits between tries.</param>
    public FaceApi(Uri url, string? key, TimeProvider time)
    {
        _url = url.AbsoluteUri.TrimEnd('/');
        _time = time;
        _http = new HttpClient { Timeout = AnswerTimeout };
        if (key is not null)
        {
            _http.DefaultRequestHeaders.Add("x-functions-key", key);
        }
    }

    /// <summary>Reads an answer of the service as one of our types.</summary>
    /// <exception cref="CliException">It is something else.</exception>
    public static T Read<T>(JsonElement body)
    {
        try
        {
            return body.Deserialize<T>(Web) ?? throw new JsonException("null");
        }
        catch (JsonException error)
        {
            throw CliException.Unreachable($"The service's answer cannot be read ({error.Message}): is --url right, and is the service of this version?", error);
        }
    }

    /// <summary>Address of one photo, whatever its name: names go into the query, where every host leaves them as they are.</summary>
    public static string PhotoAddress(string name) => "photo" + Query(("path", name));

    /// <summary>Address of one person, whatever the name.</summary>
    public static string PersonAddress(string name) => "person" + Query(("name", name));

    /// <summary>A query of the parameters that have a value, beginning with <c>?</c>; empty when none has.</summary>
    public static string Query(params ReadOnlySpan<(string Name, string? Value)> parameters)
    {
        string query = "";
        foreach ((string name, string? value) in parameters)
        {
            if (value is not null)
            {
                query += $"{(query.Length == 0 ? '?' : '&')}{name}={Uri.EscapeDataString(value)}";
            }
        }

        return query;
    }

    /// <summary>Sends <c>GET /api/{pathAndQuery}</c>.</summary>
    /// <exception cref="CliException">The service cannot be reached, does not let us in, or is not FaceFunctions.</exception>
    public Task<ApiAnswer> GetAsync(string pathAndQuery, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Get, pathAndQuery, null, cancellationToken);

    /// <summary>Sends <c>DELETE /api/{pathAndQuery}</c>.</summary>
    /// <exception cref="CliException">The service cannot be reached, does not let us in, or is not FaceFunctions.</exception>
    public Task<ApiAnswer> DeleteAsync(string pathAndQuery, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Delete, pathAndQuery, null, cancellationToken);

    /// <summary>Sends <c>POST /api/{pathAndQuery}</c> without a body.</summary>
    /// <exception cref="CliException">The service cannot be reached, does not let us in, or is not FaceFunctions.</exception>
    public Task<ApiAnswer> PostAsync(string pathAndQuery, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Post, pathAndQuery, null, cancellationToken);

    /// <summary>Sends <c>POST /api/{pathAndQuery}</c> with a file as the body.</summary>
    /// <exception cref="CliException">The service cannot be reached, does not let us in, or is not FaceFunctions.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public Task<ApiAnswer> PostFileAsync(string pathAndQuery, string file, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Post, pathAndQuery, file, cancellationToken);

    /// <summary>Gets a picture.</summary>
    /// <returns>Its bytes, a JPEG; null when the service has none, or does not answer: a page without it is still a page.</returns>
    public async Task<byte[]?> GetPictureAsync(string pathAndQuery, CancellationToken cancellationToken)
    {
        try
        {
            using HttpRequestMessage request = new(HttpMethod.Get, $"{_url}/api/{pathAndQuery}");
            request.Headers.Accept.ParseAdd("image/jpeg");
            using HttpResponseMessage response = await _http.SendAsync(request, cancellationToken);
            return response.IsSuccessStatusCode && response.Content.Headers.ContentType?.MediaType == "image/jpeg" ? await response.Content.ReadAsByteArrayAsync(cancellationToken) : null;
        }
        catch (Exception error) when (error is HttpRequestException or IOException || (error is TaskCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return null;
        }
    }

    /// <summary>Collects the rows of all pages of a listing.</summary>
    /// <param name="path">Listing, for instance <c>people</c>.</param>
    /// <param name="rows">Name of the array in each page.</param>
    /// <param name="prefix">The listing's own filter; null for none.</param>
    /// <param name="limit">At most so many rows; null for all.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="CliException">The service cannot be reached, or answers with an error.</exception>
    public async Task<IReadOnlyList<JsonElement>> ListAsync(string path, string rows, string? prefix, int? limit, CancellationToken cancellationToken)
    {
        var found = new List<JsonElement>();
        string? continuation = null;
        do
        {
            int top = Math.Min(LongestPage, (limit ?? int.MaxValue) - found.Count);
            string query = Query(("prefix", prefix), ("top", top.ToString(CultureInfo.InvariantCulture)), ("continuation", continuation));
            JsonElement page = (await GetAsync(path + query, cancellationToken)).Require();
            if (page.ValueKind != JsonValueKind.Object || !page.TryGetProperty(rows, out JsonElement array) || array.ValueKind != JsonValueKind.Array)
            {
                throw CliException.Unreachable($"The service's answer has no \"{rows}\": is it of this version?");
            }

            found.AddRange(array.EnumerateArray());
            continuation = page.TryGetProperty("continuation", out JsonElement next) ? next.GetString() : null;
        }
        while (continuation is not null && !(found.Count >= limit));

        return limit is { } asked && found.Count > asked ? found[..asked] : found;
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async Task<ApiAnswer> SendAsync(HttpMethod method, string pathAndQuery, string? file, CancellationToken cancellationToken)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                using HttpRequestMessage request = new(method, $"{_url}/api/{pathAndQuery}");
                if (file is not null)
                {
                    // A file stream gives Content-Length: the Functions host drops chunked bodies.
                    request.Content = new StreamContent(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read));
                    request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
                }

                using HttpResponseMessage response = await _http.SendAsync(request, cancellationToken);
                if ((int)response.StatusCode is not (429 or 502 or 503 or 504) || attempt == Tries)
                {
                    return await ReadAsync(response, cancellationToken);
                }
            }
            catch (HttpRequestException error)
            {
                // Where nothing listens, nothing will in a second.
                if (attempt == Tries || error.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError)
                {
                    throw CliException.Unreachable($"The service does not answer at {_url} ({error.Message.TrimEnd('.')}). Is it running, and is --url right?", error);
                }
            }
            catch (TaskCanceledException error) when (!cancellationToken.IsCancellationRequested)
            {
                throw CliException.Unreachable($"The service at {_url} gave no answer within {AnswerTimeout.TotalSeconds} seconds.", error);
            }

            await Task.Delay(FirstDelay * Math.Pow(3, attempt - 1), _time, cancellationToken);
        }
    }

    private async Task<ApiAnswer> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        JsonElement? body = Parse(await response.Content.ReadAsByteArrayAsync(cancellationToken));
        if (response.IsSuccessStatusCode && body is { ValueKind: JsonValueKind.Object })
        {
            return new ApiAnswer(body, null);
        }

        if (!response.IsSuccessStatusCode && body is { ValueKind: JsonValueKind.Object } json && json.TryGetProperty("type", out _)
            && Read<ApiProblem>(json) is { IsOurs: true } problem)
        {
            return new ApiAnswer(null, problem with { Status = (int)response.StatusCode });
        }

        throw CliException.Unreachable(
            (int)response.StatusCode is 401 or 403
                ? $"The service at {_url} does not let you in: check --key."
                : $"Something else than FaceFunctions answered at {_url} (HTTP {(int)response.StatusCode}): is --url right?");
    }

    private static JsonElement? Parse(byte[] body)
    {
        try
        {
            return body.Length == 0 ? EmptyObject() : JsonElement.Parse(body);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // 204 No Content is an answer too.
    private static JsonElement EmptyObject() => JsonElement.Parse("{}"u8);
}
