using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Azure.Storage.Queues;
using FaceFunctions.Core.Gallery;
using FaceFunctions.LocalHost.Azurite;
using FaceFunctions.LocalHost.Worker;
using FaceFunctions.Storage.Queues;
using FaceFunctions.Testing;
using FaceFunctions.Tests.Support;

namespace FaceFunctions.Tests.Telemetry;

/// <summary>Everything that the real app sent to both monitoring systems while it was used in every way, with names in every place that can hold one.</summary>
public sealed class SentTelemetry : IAsyncLifetime
{
    /// <summary>The names that were used; none may be sent, in any spelling.</summary>
    public const string Person = "Zoë Zebrafink";

    public const string Folder = "geheimnisvoll";

    public const string Header = "kolibri";

    private readonly StringBuilder _errors = new();
    private TelemetryReceiver? _receiver;

    /// <summary>What arrived; skips the running test when the shared models are not here.</summary>
    public TelemetryReceiver Receiver
    {
        get
        {
            SharedFiles.Path("models");
            return _receiver ?? throw new InvalidOperationException("Nothing was run.");
        }
    }

    /// <summary>What the app wrote and logged to the Functions host, which sends it to Application Insights too; and the errors of invocations, which it logs.</summary>
    public string Log { get; private set; } = "";

    /// <summary>Addresses of the storage that went away, which messages of exceptions quote.</summary>
    public IReadOnlyList<string> Addresses { get; private set; } = [];

    /// <summary>Invocations, of HTTP functions and of triggers.</summary>
    public int Invocations { get; private set; }

    public async ValueTask InitializeAsync()
    {
        if (!SharedFiles.Present || !OperatingSystem.IsLinux())
        {
            return;
        }

        _receiver = await TelemetryReceiver.StartAsync();
        string address = _receiver.Address.AbsoluteUri.TrimEnd('/');
        var settings = new Dictionary<string, string>
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = address,
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            ["APPLICATIONINSIGHTS_CONNECTION_STRING"] = $"InstrumentationKey=00000000-0000-0000-0000-000000000001;IngestionEndpoint={address}/",
            ["APPLICATIONINSIGHTS_STATSBEAT_DISABLED_ALL"] = "true",
            ["FaceFunctions__ReconcileMinAgeSeconds"] = "0",
        };
        await using AzuriteServer azurite = await AzuriteServer.StartAsync(new AzuriteOptions(), CancellationToken.None);
        Addresses = [.. Regex.Matches(azurite.ConnectionString, @"127\.0\.0\.1:\d+").Select(match => match.Value)];
        await using GalleryApp app = await GalleryApp.StartAsync(azurite.ConnectionString, settings);
        (await app.GetAsync("/api/people")).Ok();
        await UseAsync(app, azurite.ConnectionString);

        // Storage goes away: faults, and log records with exceptions that quote addresses.
        await azurite.DisposeAsync();
        await Task.Delay(GalleryMirror.MaxAge);
        await Send(() => app.IdentifyAsync($"gallery/{Person}/1.jpg"), HttpStatusCode.ServiceUnavailable);
        await Invoke(() => app.TriggerAsync("EnrollPhoto", "gallery", $"{Person}/{Folder}/3.jpg"), succeeds: false);

        // What is still waiting to be sent is sent when the app is asked to end.
        await app.DisposeAsync();
        Log = app.Host.AppOutput + _errors;
    }

    public async ValueTask DisposeAsync()
    {
        if (_receiver is { } receiver)
        {
            await receiver.DisposeAsync();
        }
    }

    private async Task UseAsync(GalleryApp app, string connectionString)
    {
        app.Client.DefaultRequestHeaders.Add("tracestate", $"{Header}=1");
        app.Client.DefaultRequestHeaders.Add("baggage", $"person={Header}");
        app.Client.DefaultRequestHeaders.Add("X-Person", Header);
        app.Client.DefaultRequestHeaders.Add("X-Request-Id", Header);
        app.Client.DefaultRequestHeaders.UserAgent.ParseAdd(Header + "/1.0");

        // As the Functions host does it: not sampled.
        app.Client.DefaultRequestHeaders.Add("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00");
        byte[] ruan = Pictures.File("img3.jpg");
        await app.UploadAsync("gallery", $"{Person}/1.jpg", ruan, Person);
        await Invoke(() => app.TriggerAsync("EnrollPhoto", "gallery", $"{Person}/1.jpg"));
        await Invoke(() => app.TriggerAsync("EnrollPhoto", "gallery", $"{Person}/1.jpg"));
        await Invoke(() => app.TriggerAsync("EnrollPhoto", "gallery", $"{Person}/{Folder}/never there.jpg"));
        await app.UploadAsync("gallery", $"{Folder}/nobody.jpg", Pictures.Landscape());
        await Invoke(() => app.TriggerAsync("EnrollPhoto", "gallery", $"{Folder}/nobody.jpg"));
        await app.UploadAsync("gallery", $"{Folder}/text.jpg", "no picture"u8.ToArray());
        await Invoke(app.TimerAsync);
        await app.UploadAsync("probes", $"{Folder}/{Person}.jpg", Pictures.File("img12.jpg"));
        await Invoke(() => app.TriggerAsync("IdentifyPhoto", "probes", $"{Folder}/{Person}.jpg"));
        string probe = Uri.EscapeDataString($"probes/{Folder}/{Person}.jpg");
        await Send(() => app.GetAsync($"/api/identify?blob={probe}&code={Header}"));
        await Send(() => app.IdentifyAsync(Pictures.File("img24.jpg"), $"?{Header}={Header}"));
        await Send(() => app.IdentifyAsync(Pictures.Landscape()), HttpStatusCode.UnprocessableEntity);
        await Send(() => app.GetAsync($"/api/verify?a={probe}&b={probe}"));
        await Send(() => app.PhotoAsync($"{Person}/1.jpg"));
        await Send(() => app.GetAsync($"/api/photos?prefix={Uri.EscapeDataString(Person)}"));
        await Send(() => app.GetAsync("/api/status"));
        await Send(() => app.GetAsync($"/api/photos/{Uri.EscapeDataString(Person)}/1.jpg"));
        await Send(() => app.SendAsync(new HttpMethod(Header.ToUpperInvariant()), $"/api/people/{Folder}"), HttpStatusCode.MethodNotAllowed);

        var poison = new QueueClient(connectionString, PoisonBlobs.QueueName);
        await poison.CreateAsync();
        await poison.SendMessageAsync($$"""{"BlobName":"{{Folder}}"}""");
        await Invoke(app.TimerAsync);
        await Send(() => app.DeletePersonAsync(Header), HttpStatusCode.NotFound);
        await Send(() => app.DeleteAsync($"/api/photos/{Folder}/nobody.jpg"));
        await Send(() => app.DeleteAsync("/api/people/" + Uri.EscapeDataString(Person)));
    }

    private async Task Send(Func<Task<Reply>> request, HttpStatusCode expected = HttpStatusCode.OK)
    {
        Reply reply = await request();
        Assert.True(reply.Status == expected, $"{(int)reply.Status} instead of {(int)expected}: {reply.Body}");
        Invocations++;
    }

    private async Task Invoke(Func<Task<InvocationOutcome>> invocation, bool succeeds = true)
    {
        InvocationOutcome outcome = await invocation();
        Assert.True(outcome.Succeeded == succeeds, outcome.Error);
        _errors.AppendLine(outcome.Error);
        Invocations++;
    }
}
