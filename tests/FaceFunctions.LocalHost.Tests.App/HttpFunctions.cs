using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace FaceFunctions.LocalHost.Tests.App;

/// <summary>Functions over HTTP.</summary>
public static class HttpFunctions
{
    [Function(nameof(Photos))]
    public static Task<IActionResult> Photos([HttpTrigger(AuthorizationLevel.Function, "get", "post", "delete", Route = "photos/{*path}")] HttpRequest request, FunctionContext context) =>
        EchoAsync(request, context);

    [Function(nameof(Identify))]
    public static Task<IActionResult> Identify([HttpTrigger(AuthorizationLevel.Function, "get", "post", Route = "identify")] HttpRequest request, FunctionContext context) =>
        EchoAsync(request, context);

    [Function(nameof(Any))]
    public static Task<IActionResult> Any([HttpTrigger(AuthorizationLevel.Function, Route = "any")] HttpRequest request, FunctionContext context) => EchoAsync(request, context);

    [Function(nameof(Open))]
    public static Task<IActionResult> Open([HttpTrigger(AuthorizationLevel.Anonymous, Route = "open")] HttpRequest request, FunctionContext context) => EchoAsync(request, context);

    [Function(nameof(GetShared))]
    public static Task<IActionResult> GetShared([HttpTrigger(AuthorizationLevel.Function, "get", Route = "shared/{*path}")] HttpRequest request, FunctionContext context) =>
        EchoAsync(request, context);

    [Function(nameof(DeleteShared))]
    public static Task<IActionResult> DeleteShared([HttpTrigger(AuthorizationLevel.Function, "delete", Route = "shared/{*path}")] HttpRequest request, FunctionContext context) =>
        EchoAsync(request, context);

    /// <summary>FaceFunctions' own address of this name; never ready.</summary>
    [Function(nameof(Status))]
    public static async Task<IActionResult> Status([HttpTrigger(AuthorizationLevel.Function, "get", Route = "status")] HttpRequest request)
    {
        await new RecordedCall(Environment.ProcessId, nameof(Status)) { Method = request.Method }.WriteAsync(Records.Folder);
        return new OkObjectResult(new { ready = false });
    }

    [Function(nameof(Fail))]
    public static IActionResult Fail([HttpTrigger(AuthorizationLevel.Function, Route = "fail")] HttpRequest request) => throw new InvalidOperationException($"{request.Method} fails as it was told.");

    // Killed, as a crash is: Environment.Exit would stop the server in order, and then the code of Program's last line can win over its own.
    [Function(nameof(Exit))]
    public static IActionResult Exit([HttpTrigger(AuthorizationLevel.Function, Route = "exit")] HttpRequest request)
    {
        Process.GetCurrentProcess().Kill();
        return new OkObjectResult(request.Method);
    }

    [Function(nameof(End))]
    public static IActionResult End([HttpTrigger(AuthorizationLevel.Function, Route = "end")] HttpRequest request)
    {
        Environment.Exit(0);
        return new OkObjectResult(request.Method);
    }

    [Function(nameof(Stream))]
    public static IActionResult Stream([HttpTrigger(AuthorizationLevel.Function, Route = "stream")] HttpRequest request) => new Written(async response =>
    {
        await response.WriteAsync("first;");
        await response.Body.FlushAsync();
        await Records.WaitForAsync("go", request.HttpContext.RequestAborted);
        await response.WriteAsync("second;");
    });

    /// <summary>Waits until the test lets it go, or its caller went away; and notes what it saw of that, which needs both tokens.</summary>
    [Function(nameof(Wait))]
    public static async Task<IActionResult> Wait([HttpTrigger(AuthorizationLevel.Function, Route = "wait")] HttpRequest request, FunctionContext context)
    {
        var call = new RecordedCall(Environment.ProcessId, nameof(Wait));
        await call.WriteAsync(Records.Folder);
        try
        {
            await Records.WaitForAsync("go", request.HttpContext.RequestAborted);
        }
        catch (OperationCanceledException)
        {
            var cancelled = new TaskCompletionSource();
            await using CancellationTokenRegistration registration = context.CancellationToken.Register(cancelled.SetResult);
            await cancelled.Task;
            await (call with { Note = "cancelled" }).WriteAsync(Records.Folder);
        }

        return new OkObjectResult("done");
    }

    private static async Task<IActionResult> EchoAsync(HttpRequest request, FunctionContext context)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        var call = new RecordedCall(Environment.ProcessId, context.FunctionDefinition.Name)
        {
            Data = context.BindingContext.BindingData.ToDictionary(pair => pair.Key, pair => pair.Value?.ToString()),
            Method = request.Method,
            Target = request.HttpContext.Features.Get<IHttpRequestFeature>()!.RawTarget,
            Path = request.RouteValues["path"]?.ToString(),
            Headers = request.Headers.ToDictionary(header => header.Key, header => header.Value.Select(value => value ?? "").ToArray(), StringComparer.OrdinalIgnoreCase),
            Body = body.ToArray(),
        };
        return new Written(async response =>
        {
            if (int.TryParse(request.Query["status"], CultureInfo.InvariantCulture, out int status))
            {
                response.StatusCode = status;
            }

            response.Headers["X-Twice"] = new(["one", "two"]);
            if (status is not StatusCodes.Status204NoContent)
            {
                response.ContentType = "application/json; odd=yes";
                await response.WriteAsync(JsonSerializer.Serialize(call));
            }
        });
    }

    private sealed class Written(Func<HttpResponse, Task> write) : IActionResult
    {
        public Task ExecuteResultAsync(ActionContext context) => write(context.HttpContext.Response);
    }
}
