using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FaceFunctions.Client.Tests.Support;

/// <summary>Stands in for the service: a real HTTP server on a free port of loopback, which answers what it was told, in that order, and the last of it for ever.</summary>
internal sealed class StandIn : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<RequestDelegate> _answers = new();

    private StandIn(WebApplication app) => _app = app;

    /// <summary>What was asked.</summary>
    public ConcurrentQueue<Seen> Requests { get; } = new();

    /// <summary>Pauses that clients made.</summary>
    public SkippingTime Time { get; } = new();

    public Uri Address => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    public static async Task<StandIn> StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Listen(IPAddress.Loopback, 0);
        });
        WebApplication app = builder.Build();
        var service = new StandIn(app);
        app.Run(service.AnswerAsync);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return service;
    }

    public FaceClient Client(FaceCredential? credential = null, FaceClientOptions? options = null) => new(Address, credential, (options ?? new FaceClientOptions()) with { Time = Time });

    public static string Problem(string kind, int status, string more = "") =>
        $$"""{"type":"urn:facefunctions:{{kind}}","title":"A title.","status":{{status}},"detail":"A detail."{{more}}}""";

    public StandIn Then(int status, string body, params (string Name, string Value)[] headers) => Then(async context =>
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = status < 300 ? "application/json" : "application/problem+json";
        foreach ((string name, string value) in headers)
        {
            context.Response.Headers[name] = value;
        }

        if (status != 304)
        {
            await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(body), context.RequestAborted);
        }
    });

    /// <summary>Breaks the connection, after the request came in whole.</summary>
    public StandIn ThenBreak() => Then(context =>
    {
        context.Abort();
        return Task.CompletedTask;
    });

    public StandIn Then(RequestDelegate answerAsync)
    {
        _answers.Enqueue(answerAsync);
        return this;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        string target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        Requests.Enqueue(new Seen($"{context.Request.Method} {target}", body.ToArray(), context.Request.ContentLength, context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase)));
        RequestDelegate answer = (_answers.Count > 1 ? _answers.TryDequeue(out RequestDelegate? next) : _answers.TryPeek(out next)) ? next! : throw new InvalidOperationException("Nothing to answer.");
        await answer(context);
    }
}

/// <summary>A request as it arrived.</summary>
internal sealed record Seen(string Line, byte[] Body, long? Length, IReadOnlyDictionary<string, string> Headers)
{
    public string? Header(string name) => Headers.GetValueOrDefault(name);
}
