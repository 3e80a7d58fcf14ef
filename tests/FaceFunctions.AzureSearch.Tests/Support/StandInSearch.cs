using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Azure.Core;
using Azure.Core.Pipeline;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FaceFunctions.AzureSearch.Tests.Support;

/// <summary>Stands in for Azure AI Search over real HTTPS: takes what its REST API of 2023-11-01 documents, refuses everything else, searches by plain loops.</summary>
/// <remarks>
/// Written after https://learn.microsoft.com/rest/api/searchservice and the pages about limits, vector search and filters. It can be busy, slow, away and forgetful; it is not the service.
/// </remarks>
internal sealed class StandInSearch : IAsyncDisposable
{
    public const string ApiVersion = "2023-11-01";

    private const string Token = "a token of the test";

    private readonly WebApplication _app;
    private readonly X509Certificate2 _certificate;
    private readonly ConcurrentDictionary<string, StandInIndex> _indexes = new(StringComparer.Ordinal);

    private StandInSearch(WebApplication app, X509Certificate2 certificate) => (_app, _certificate) = (app, certificate);

    public string Endpoint => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    public IReadOnlyDictionary<string, StandInIndex> Indexes => _indexes;

    /// <summary>Every request as method, path and body, answered or not.</summary>
    public ConcurrentQueue<(string Method, string Path, string Body)> Requests { get; } = new();

    /// <summary>Requests that were against the published shape, with what was wrong. Empty after every test.</summary>
    public ConcurrentQueue<string> Violations { get; } = new();

    /// <summary>Answers the next requests with these statuses, whatever they ask; 0 breaks the connection.</summary>
    public ConcurrentQueue<int> Faults { get; } = new();

    /// <summary>Breaks the connection of every request while set.</summary>
    public bool IsDown { get; set; }

    /// <summary>How many requests are answered, counted from the first; then the connections break. Null: all are.</summary>
    public int? AwayAfter { get; set; }

    /// <summary>Every search waits for this.</summary>
    public Task Slowness { get; set; } = Task.CompletedTask;

    /// <summary>The status of a document of a batch, by its key and action; null takes it.</summary>
    public Func<string, string, int?> ItemFault { get; set; } = (_, _) => null;

    /// <summary>What the Retry-After of a throttled answer says.</summary>
    public string RetryAfter { get; set; } = "0";

    public static async Task<StandInSearch> StartAsync()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        using X509Certificate2 made = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        X509Certificate2 certificate = X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), password: null);
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(certificate)));
        WebApplication app = builder.Build();
        var service = new StandInSearch(app, certificate);
        app.Run(service.AnswerAsync);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return service;
    }

    /// <summary>Trusts this server's certificate and no other.</summary>
    public HttpPipelineTransport Transport() => new HttpClientTransport(new HttpClient(new SocketsHttpHandler
    {
        SslOptions = { RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate?.GetCertHashString() == _certificate.GetCertHashString() },
    }));

    /// <summary>Signs in as the app's identity would.</summary>
    public static TokenCredential Credential() => DelegatedTokenCredential.Create((context, _) =>
        context.Scopes is ["https://search.azure.com/.default"] ? new AccessToken(Token, DateTimeOffset.MaxValue) : throw new InvalidOperationException("A token of another service."));

    /// <summary>Deletes an index as somebody with the portal would.</summary>
    public void Drop(string index) => _indexes.TryRemove(index, out _);

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _certificate.Dispose();
        Assert.Empty(Violations);
    }

    private async Task AnswerAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        string body = await reader.ReadToEndAsync(context.RequestAborted);
        string path = context.Request.Path.Value!;
        Requests.Enqueue((context.Request.Method, path, body));
        bool hasFault = Faults.TryDequeue(out int fault);
        if (IsDown || Requests.Count > AwayAfter || (hasFault && fault == 0))
        {
            context.Abort();
        }
        else if (hasFault)
        {
            context.Response.Headers.RetryAfter = RetryAfter;
            await WriteAsync(context, fault, """{"error":{"code":"","message":"Busy."}}""");
        }
        else
        {
            await AnswerAsync(context, path, body);
        }
    }

    private async Task AnswerAsync(HttpContext context, string path, string body)
    {
        try
        {
            Published.Require(context.Request.Query["api-version"] == ApiVersion, "The version of the API is another one.");
            Published.Require(context.Request.Headers.Authorization == $"Bearer {Token}" && !context.Request.Headers.ContainsKey("api-key"), "The request is not signed in with an identity.");
            Published.Require(body.Length == 0 || context.Request.ContentType!.StartsWith("application/json", StringComparison.Ordinal), "The body is not called JSON.");
            (int status, string answer) = await AnswerAsync(context.Request.Method, path, body);
            await WriteAsync(context, status, answer);
        }
        catch (ShapeException wrong)
        {
            Violations.Enqueue($"{context.Request.Method} {path}: {wrong.Message}");
            await WriteAsync(context, 400, JsonSerializer.Serialize(new { error = new { code = "", message = wrong.Message } }));
        }
    }

    private async Task<(int Status, string Body)> AnswerAsync(string method, string path, string body)
    {
        if ((method, path) == ("GET", "/indexes"))
        {
            return (200, JsonSerializer.Serialize(new { value = _indexes.Keys.Order(StringComparer.Ordinal).Select(index => new { name = index }) }));
        }

        string[] parts = path.Split('/', 3, StringSplitOptions.RemoveEmptyEntries);
        Published.Require(parts.Length >= 1 && parts[0].StartsWith("indexes('", StringComparison.Ordinal) && parts[0].EndsWith("')", StringComparison.Ordinal), "There is no such address.");
        string name = parts[0]["indexes('".Length..^2];
        string rest = path[(parts[0].Length + 1)..];
        if (method == "PUT" && rest.Length == 0)
        {
            var made = new StandInIndex(name, body);
            return (_indexes.TryAdd(name, made) ? 201 : 200, body);
        }

        if (!_indexes.TryGetValue(name, out StandInIndex? index))
        {
            return (404, """{"error":{"code":"","message":"There is no such index."}}""");
        }

        switch (method, rest)
        {
            case ("DELETE", ""):
                Drop(name);
                return (204, "");
            case ("GET", "/docs/$count"):
                return (200, index.Count.ToString(System.Globalization.CultureInfo.InvariantCulture));
            case ("POST", "/docs/search.index"):
                return index.Write(body, ItemFault);
            case ("POST", "/docs/search.post.search"):
                await Slowness;
                return (200, index.Search(body));
            default:
                throw new ShapeException("There is no such operation.");
        }
    }

    private static async Task WriteAsync(HttpContext context, int status, string body)
    {
        context.Response.StatusCode = status;
        if (body.Length > 0)
        {
            context.Response.ContentType = "application/json; odata.metadata=none; charset=utf-8";
            await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(body), context.RequestAborted);
        }
    }
}
