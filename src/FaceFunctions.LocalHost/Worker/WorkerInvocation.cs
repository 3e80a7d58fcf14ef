using System.Diagnostics;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using FaceFunctions.LocalHost.Worker.Protocol;
using Google.Protobuf;

namespace FaceFunctions.LocalHost.Worker;

/// <summary>One call of a function: the value of its trigger, and what is told about it.</summary>
/// <param name="function">Name of the function.</param>
/// <param name="binding">Name of its trigger binding.</param>
/// <param name="value">The trigger's value.</param>
/// <param name="utcNow">Now.</param>
internal sealed class WorkerInvocation(string function, string binding, TypedData value, DateTimeOffset utcNow)
{
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Dictionary<string, TypedData> _metadata = new(StringComparer.Ordinal);

    /// <summary>Name of the function.</summary>
    public string Function => function;

    /// <summary>Unique among all invocations.</summary>
    public string Id { get; } = Guid.NewGuid().ToString();

    /// <summary>The trace that the invocation belongs to, as in a traceparent header; a new one unless set.</summary>
    public string TraceParent { get; init; } = $"00-{ActivityTraceId.CreateRandom()}-{ActivitySpanId.CreateRandom()}-01";

    /// <summary>Value of an HTTP trigger whose request goes to the worker's own address.</summary>
    public static TypedData ProxiedRequest() => new() { Http = new() };

    /// <summary>A value as JSON.</summary>
    public static TypedData Json(JsonNode value) => new() { Json = value.ToJsonString(Relaxed) };

    /// <summary>A text.</summary>
    public static TypedData Text(string value) => new() { String = value };

    /// <summary>A reference to a blob, which the worker reads by itself.</summary>
    /// <param name="connection">Name of the setting that holds the connection to its account.</param>
    /// <param name="container">Its container.</param>
    /// <param name="blob">Its name.</param>
    public static TypedData BlobReference(string connection, string container, string blob) => new()
    {
        ModelBindingData = new()
        {
            Version = "1.0",
            Source = "AzureStorageBlobs",
            ContentType = "application/json",
            Content = ByteString.CopyFromUtf8(new JsonObject { ["Connection"] = connection, ["ContainerName"] = container, ["BlobName"] = blob }.ToJsonString()),
        },
    };

    /// <summary>Tells the function more; a name that is given twice has the later value.</summary>
    public WorkerInvocation With(string name, TypedData metadata)
    {
        _metadata[name] = metadata;
        return this;
    }

    internal InvocationRequest ToRequest(string functionId)
    {
        var request = new InvocationRequest { InvocationId = Id, FunctionId = functionId, TraceContext = new() { TraceParent = TraceParent } };
        request.InputData.Add(new ParameterBinding { Name = binding, Data = value });
        request.TriggerMetadata.Add(_metadata);
        request.TriggerMetadata["sys"] = Json(new JsonObject { ["MethodName"] = function, ["UtcNow"] = utcNow.UtcDateTime, ["RandGuid"] = Guid.NewGuid() });
        return request;
    }
}
