// A custom handler for the tests of the local host. It notes every invocation in a file of the folder that HANDLER_RECORDS names, echoes HTTP requests, and does what
// the blob's own metadata asks for: `answers` lists, with dots between, how the first, the second, ... invocation for this blob is answered; the last one holds from then on.
// Without it, HANDLER_ANSWER is the answer, else 200.
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using FaceFunctions.LocalHost.Tests.Handler;

if (Environment.GetEnvironmentVariable("HANDLER_EXIT_AT_START") is { } exitCode)
{
    await Console.Error.WriteLineAsync("The handler dies as it was told.");
    return int.Parse(exitCode, CultureInfo.InvariantCulture);
}

string records = Environment.GetEnvironmentVariable("HANDLER_RECORDS")!;
string port = Environment.GetEnvironmentVariable("FUNCTIONS_CUSTOMHANDLER_PORT")!;
await File.WriteAllTextAsync(Path.Combine(records, $"{Environment.ProcessId}.pid"), "");

WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(args);
builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
WebApplication app = builder.Build();
app.MapGet("/", () => Results.NotFound());
app.MapPost("/{function}", AnswerInvocationAsync);

// Killed, as a crash is: Environment.Exit would stop the server in order, and then the code of the last line below can win over its own.
app.Map("/api/exit", () => Process.GetCurrentProcess().Kill());
app.Map("/api/end", () => Environment.Exit(0));
app.Map("/api/stream", StreamAsync);
app.MapFallback("{*path}", EchoAsync);
if (Environment.GetEnvironmentVariable("HANDLER_EXIT_AFTER_START") is { } laterExitCode)
{
    // As an app that listens first and reads its settings later: it ends once the host has seen it answer.
    app.Use(next => async context =>
    {
        await next(context);
        context.Response.OnCompleted(() =>
        {
            Environment.Exit(int.Parse(laterExitCode, CultureInfo.InvariantCulture));
            return Task.CompletedTask;
        });
    });
}

await app.RunAsync();
return 0;

async Task AnswerInvocationAsync(HttpContext context, string function)
{
    RecordedRequest record = await RecordedRequest.FromAsync(context.Request);
    using JsonDocument body = JsonDocument.Parse(record.Body);
    string? uri = Text(body.RootElement, "Metadata", "Uri");
    int earlier = RecordedRequest.ReadAll(records).Count(other => other.Target == record.Target && other.BlobUri == uri);
    await (record with { BlobUri = uri }).WriteAsync(records);

    string[] answers = (Text(body.RootElement, "Metadata", "Metadata", "answers") ?? Environment.GetEnvironmentVariable("HANDLER_ANSWER") ?? "200").Split('.');
    string answer = answers[Math.Min(earlier, answers.Length - 1)];
    if (answer == "wait")
    {
        while (!File.Exists(Path.Combine(records, "go")))
        {
            await Task.Delay(20, context.RequestAborted);
        }

        answer = "200";
    }

    HttpResponse response = context.Response;
    switch (answer)
    {
        case "exit":
            Environment.Exit(3);
            break;
        case "empty":
            break;
        case "null":
        case "[]":
        case "{":
            response.ContentType = "application/json";
            await response.WriteAsync(answer);
            break;
        case "text":
            response.ContentType = "text/plain";
            await response.WriteAsync("{}");
            break;
        default:
            response.StatusCode = int.Parse(answer, CultureInfo.InvariantCulture);
            response.ContentType = "application/json";
            await response.WriteAsync("{}");
            break;
    }
}

async Task StreamAsync(HttpContext context)
{
    await context.Response.WriteAsync("first;");
    await context.Response.Body.FlushAsync();
    while (!File.Exists(Path.Combine(records, "go")))
    {
        await Task.Delay(20, context.RequestAborted);
    }

    await context.Response.WriteAsync("second;");
}

async Task EchoAsync(HttpContext context)
{
    RecordedRequest record = await RecordedRequest.FromAsync(context.Request);
    if (int.TryParse(context.Request.Query["status"], CultureInfo.InvariantCulture, out int status))
    {
        context.Response.StatusCode = status;
    }

    context.Response.Headers["X-Twice"] = new(["one", "two"]);
    context.Response.Headers["X-Gone"] = "hop";
    context.Response.Headers.Connection = "X-Gone";
    if (status is not StatusCodes.Status204NoContent)
    {
        context.Response.ContentType = "application/json; odd=yes";
        await context.Response.WriteAsync(JsonSerializer.Serialize(record));
    }
}

static string? Text(JsonElement element, params ReadOnlySpan<string> names)
{
    foreach (string name in names)
    {
        if (!element.TryGetProperty(name, out element))
        {
            return null;
        }
    }

    return element.GetString();
}
