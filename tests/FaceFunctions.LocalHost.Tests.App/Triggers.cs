using System.Text.Json;
using Azure.Storage.Blobs;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace FaceFunctions.LocalHost.Tests.App;

/// <summary>Functions without HTTP.</summary>
public static partial class Triggers
{
    [Function(nameof(EnrollPhoto))]
    public static Task EnrollPhoto([BlobTrigger("%TEST_CONTAINER%/{name}", Connection = "GalleryConnection")] BlobClient photo, FunctionContext context) => AnswerAsync(photo, context);

    [Function(nameof(CountPhoto))]
    public static Task CountPhoto([BlobTrigger("%TEST_CONTAINER%/{name}")] BlobClient photo, FunctionContext context) => AnswerAsync(photo, context);

    [Function(nameof(Reconcile))]
    public static Task Reconcile([TimerTrigger("%TEST_SCHEDULE%")] TimerInfo timer, FunctionContext context) => TickAsync(timer, context);

    [Function(nameof(Startup))]
    public static Task Startup([TimerTrigger("%TEST_SCHEDULE%", RunOnStartup = true)] TimerInfo timer, FunctionContext context) => TickAsync(timer, context);

    [LoggerMessage(1, LogLevel.Warning, "The function logs as it was told.")]
    private static partial void LogAsTold(ILogger logger);

    private static RecordedCall Describe(FunctionContext context) => new(Environment.ProcessId, context.FunctionDefinition.Name)
    {
        Data = context.BindingContext.BindingData.ToDictionary(pair => pair.Key, pair => pair.Value?.ToString()),
    };

    private static async Task TickAsync(TimerInfo timer, FunctionContext context)
    {
        await (Describe(context) with { Timer = JsonSerializer.Serialize(timer) }).WriteAsync(Records.Folder);
        if (Environment.GetEnvironmentVariable("TEST_ANSWER") == "wait")
        {
            await Records.WaitForAsync("go", CancellationToken.None);
        }
    }

    private static async Task AnswerAsync(BlobClient photo, FunctionContext context)
    {
        RecordedCall call = Describe(context) with { BlobUri = photo.Uri.AbsoluteUri, Body = (await photo.DownloadContentAsync()).Value.Content.ToArray() };
        int earlier = RecordedCall.ReadAll(Records.Folder).Count(other => other.Function == call.Function && other.BlobUri == call.BlobUri);
        await call.WriteAsync(Records.Folder);
        var metadata = JsonSerializer.Deserialize<Dictionary<string, string>>(call.Data["Metadata"]!)!;
        string[] answers = (metadata.GetValueOrDefault("answers") ?? Environment.GetEnvironmentVariable("TEST_ANSWER") ?? "ok").Split('.');
        switch (answers[Math.Min(earlier, answers.Length - 1)])
        {
            case "fail":
                throw new InvalidOperationException("The function fails as it was told.");
            case "exit":
                Environment.Exit(3);
                break;
            case "wait":
                await Records.WaitForAsync("go", CancellationToken.None);
                break;
            case "log":
                LogAsTold(context.GetLogger("Tests"));
                break;
            default:
                break;
        }
    }
}
