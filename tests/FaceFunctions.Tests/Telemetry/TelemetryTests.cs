using System.Text;
using System.Text.Json;
using FaceFunctions.Telemetry;

namespace FaceFunctions.Tests.Telemetry;

/// <summary>What the app says to monitoring systems: everything that alerts need, and never a name.</summary>
public class TelemetryTests(SentTelemetry sent) : IClassFixture<SentTelemetry>
{
    private static readonly string[] Names = [SentTelemetry.Person, .. SentTelemetry.Person.Split(' '), SentTelemetry.Folder, SentTelemetry.Header];

    [Fact]
    public void No_name_is_sent_in_any_spelling()
    {
        Assert.NotEmpty(sent.Receiver.Received);
        Assert.All(sent.Receiver.Received, body => AssertNameless(Encoding.UTF8.GetString(body.Body)));
    }

    [Fact]
    public void The_host_hears_of_faults_without_names_and_messages_of_exceptions()
    {
        Assert.NotEmpty(sent.Receiver.Received);
        Assert.Contains("Storage is not available; ", sent.Log, StringComparison.Ordinal);
        Assert.Contains("FaceFunctions.Core.Gallery.StorageUnavailableException    at FaceFunctions.Storage.", sent.Log, StringComparison.Ordinal);
        Assert.Contains("FaceFunctions.Hosting.Faults", sent.Log, StringComparison.Ordinal);
        Assert.Equal(3, sent.Addresses.Count);
        Assert.All(sent.Addresses, address => Assert.DoesNotContain(address, sent.Log, StringComparison.Ordinal));
        AssertNameless(sent.Log);
    }

    [Fact]
    public void Every_invocation_is_a_span_named_by_its_route_template_or_function()
    {
        OtlpSpan[] invocations = [.. sent.Receiver.Spans.Where(span => span.Kind == OtlpSpan.ServerKind)];
        Assert.Equal(
            [
                "DELETE /api/people/{*person}", "DELETE /api/person", "DELETE /api/photos/{*path}", "EnrollPhoto", "GET /api/identify", "GET /api/people/{*person}", "GET /api/photo",
                "GET /api/photos/{*path}", "GET /api/status", "GET /api/verify", "IdentifyPhoto", "POST /api/identify", "Reconcile", "_OTHER /api/people/{*person}",
            ],
            invocations.Select(span => span.Name).Distinct().Order(StringComparer.Ordinal));

        // The one more is the wait for the start.
        Assert.Equal(sent.Invocations + 1, invocations.Length);
        Assert.All(sent.Receiver.Spans, span => Assert.Equal((TelemetryNames.Service, "", 0), (span.Service, span.TraceState, span.Events)));

        ILookup<bool, OtlpSpan> byTrigger = invocations.ToLookup(span => !span.Name.Contains('/', StringComparison.Ordinal));
        string[] tags = [TelemetryNames.RequestId, "http.request.method", "http.response.status_code", "http.route", "server.address", "url.path", "url.scheme"];
        Assert.All(byTrigger[false], span => Assert.Equal(tags, span.Attributes.Keys.Order(StringComparer.Ordinal)));
        Assert.Contains(byTrigger[false], span => span is { Name: "GET /api/identify", Status: OtlpSpan.ErrorStatus } && span.Attributes["http.response.status_code"] == "503");
        Assert.DoesNotContain(byTrigger[false], span => span.Status == OtlpSpan.ErrorStatus && int.Parse(span.Attributes["http.response.status_code"], null) < 500);

        OtlpSpan failed = Assert.Single(byTrigger[true], span => span.Status == OtlpSpan.ErrorStatus);
        Assert.Equal(("EnrollPhoto", "FaceFunctions.Hosting.InvocationFailedException"), (failed.Name, failed.Attributes[TelemetryNames.ErrorType]));
        Assert.All(byTrigger[true], span => Assert.Equal(span.Name == "Reconcile" ? "timer" : "datasource", span.Attributes[TelemetryNames.Trigger]));
    }

    [Fact]
    public void A_request_is_found_by_its_id_in_spans_and_records()
    {
        Assert.All(sent.Receiver.Spans.Where(span => span.Kind == OtlpSpan.ServerKind && span.Name.Contains('/', StringComparison.Ordinal)),
            span => Assert.True(Guid.TryParseExact(span.Attributes[TelemetryNames.RequestId], "D", out _)));
        string failed = Assert.Single(sent.Receiver.Spans, span => span is { Name: "GET /api/identify", Status: OtlpSpan.ErrorStatus }).Attributes[TelemetryNames.RequestId];
        JsonElement record = Assert.Single(Data("MessageData"), record => record.GetProperty("properties").TryGetProperty(TelemetryNames.RequestId, out JsonElement id) && id.GetString() == failed);
        Assert.StartsWith("Storage is not available; ", record.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Contains($"(request {failed})", sent.Log, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_analysis_is_a_span_below_its_request()
    {
        OtlpSpan[] analyses = [.. sent.Receiver.Spans.Where(span => span.Name == TelemetryNames.AnalyzeSpan)];
        Assert.Equal(["faces-found", "no-face", "unreadable"], analyses.Select(span => span.Attributes[TelemetryNames.Outcome]).Distinct().Order());
        Assert.All(analyses, span => Assert.True(span.HasParent));
        Assert.All(analyses, span => Assert.Equal([TelemetryNames.Faces, TelemetryNames.Outcome], span.Attributes.Keys.Order()));
    }

    [Fact]
    public void Every_instrument_is_sent_with_its_tags()
    {
        OtlpPoint[] own = [.. sent.Receiver.Points.Where(point => point.Meter == TelemetryNames.Meter)];
        Assert.Equal(TelemetryNames.Instruments.Order(StringComparer.Ordinal), own.Select(point => point.Metric).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(["already-recorded", "enrolled", "gone", "no-face", "unreadable"], Values(TelemetryNames.Enrollments, TelemetryNames.Outcome));
        Assert.Equal(["identified", "no-face"], Values(TelemetryNames.IdentifyDuration, TelemetryNames.Outcome));
        Assert.Equal(["match", "unknown"], Values(TelemetryNames.IdentifiedFaces, TelemetryNames.Decision));
        Assert.Equal(["decode", "detect", "embed", "search"], Values(TelemetryNames.StageDuration, TelemetryNames.Stage));
        string[] untagged = [TelemetryNames.GalleryFaces, TelemetryNames.GalleryPeople, TelemetryNames.PoisonMessages, TelemetryNames.ReconcileRuns, TelemetryNames.ReconcileFailures];
        Assert.All(own.Where(point => untagged.Contains(point.Metric)), point => Assert.Empty(point.Attributes));

        string[] Values(string metric, string tag)
        {
            OtlpPoint[] points = [.. own.Where(point => point.Metric == metric)];
            Assert.All(points, point => Assert.Equal([tag], point.Attributes.Keys));
            return [.. points.Select(point => point.Attributes[tag]).Distinct().Order(StringComparer.Ordinal)];
        }
    }

    [Fact]
    public void Azure_monitor_gets_the_same_under_the_names_that_alerts_query()
    {
        JsonElement[] requests = [.. Data("RequestData")];
        Assert.Equal(sent.Invocations + 1, requests.Length);
        Assert.Contains(requests, request => request.GetProperty("name").GetString() == "GET /api/identify" && request.GetProperty("responseCode").GetString() == "503");
        Assert.All(requests.Where(request => request.GetProperty("name").GetString()!.Contains('/', StringComparison.Ordinal)), request => Assert.Equal("http", new Uri(request.GetProperty("url").GetString()!).Scheme));
        Assert.False(Assert.Single(requests, request => !request.GetProperty("success").GetBoolean() && request.GetProperty("name").GetString() == "EnrollPhoto").TryGetProperty("url", out _));
        Assert.All(sent.Receiver.AzureMonitor, record => Assert.Equal(TelemetryNames.Service, record.GetProperty("tags").GetProperty("ai.cloud.role").GetString()));

        JsonElement[] metrics = [.. Data("MetricData")];
        string[] names = [.. metrics.Select(metric => metric.GetProperty("metrics")[0].GetProperty("name").GetString()!).Distinct()];
        Assert.All(TelemetryNames.Instruments, name => Assert.Contains(name, names));
        JsonElement noFace = metrics.First(metric => metric.GetProperty("metrics")[0].GetProperty("name").GetString() == TelemetryNames.Enrollments
            && metric.GetProperty("properties").GetProperty(TelemetryNames.Outcome).GetString() == "no-face");
        Assert.Equal(1, noFace.GetProperty("metrics")[0].GetProperty("value").GetDouble());
        JsonElement poison = metrics.First(metric => metric.GetProperty("metrics")[0].GetProperty("name").GetString() == TelemetryNames.PoisonMessages);
        Assert.Equal(1, poison.GetProperty("metrics")[0].GetProperty("value").GetDouble());
    }

    [Fact]
    public void Log_records_say_what_failed_without_the_messages_of_exceptions()
    {
        JsonElement[] records = [.. Data("MessageData")];
        Assert.Contains(records, record => record.GetProperty("message").GetString()!.StartsWith("Photo recorded: Enrolled", StringComparison.Ordinal));
        JsonElement outage = records.First(record => record.GetProperty("message").GetString()!.StartsWith("Storage is not available; ", StringComparison.Ordinal));
        Assert.Equal("FaceFunctions.Core.Gallery.StorageUnavailableException", outage.GetProperty("properties").GetProperty("exception.type").GetString());
        string stack = outage.GetProperty("properties").GetProperty("exception.stacktrace").GetString()!;
        Assert.Contains("   at FaceFunctions.Storage.", stack, StringComparison.Ordinal);
        Assert.DoesNotContain("127.0.0.1", stack, StringComparison.Ordinal);
        Assert.Empty(Data("ExceptionData"));
        Assert.All(records, record => Assert.StartsWith("FaceFunctions.", record.GetProperty("properties").GetProperty("CategoryName").GetString(), StringComparison.Ordinal));
    }

    private static void AssertNameless(string text) => Assert.All(
        Names.SelectMany(name => new[] { name, Uri.EscapeDataString(name), Convert.ToBase64String(Encoding.UTF8.GetBytes(name)), JsonSerializer.Serialize(name).Trim('"') }).Distinct(),
        name => Assert.DoesNotContain(name, text, StringComparison.OrdinalIgnoreCase));

    private IEnumerable<JsonElement> Data(string type) => sent.Receiver.AzureMonitor
        .Select(record => record.GetProperty("data"))
        .Where(data => data.GetProperty("baseType").GetString() == type)
        .Select(data => data.GetProperty("baseData"));
}
