using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace FaceFunctions.LocalHost.Invocations;

/// <summary>The bodies that the real host sends to a custom handler, in its own order of keys, with texts encoded twice as it does.</summary>
internal static class InvocationBody
{
    // The real host's serializer leaves letters of all languages as they are.
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The body for a blob.</summary>
    /// <param name="function">Name of the function.</param>
    /// <param name="bindingName">Name of its trigger binding.</param>
    /// <param name="blob">The blob.</param>
    /// <param name="content">The blob's bytes, which are sent as base64; null for deferred binding.</param>
    /// <param name="utcNow">Now.</param>
    public static ReadOnlyMemory<byte> ForBlob(string function, string bindingName, TriggeringBlob blob, ReadOnlyMemory<byte>? content, DateTimeOffset utcNow) => Write(json =>
    {
        json.WriteStartObject("Data");
        if (content is { } bytes)
        {
            json.WriteBase64String(bindingName, bytes.Span);
        }
        else
        {
            // The length is that of the host's own reference to the blob, which it keeps to itself; it is no length of the blob.
            json.WriteStartObject(bindingName);
            json.WriteString("Version", "1.0");
            json.WriteString("Source", "AzureStorageBlobs");
            json.WriteStartObject("Content");
            json.WriteNumber("Length", 101);
            json.WriteBoolean("IsEmpty", false);
            json.WriteString("MediaType", "application/json");
            json.WriteEndObject();
            json.WriteString("ContentType", "application/json");
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteStartObject("Metadata");
        json.WriteString("Uri", Encode(blob.Uri.AbsoluteUri));
        json.WriteStartObject("Properties");
        json.WriteString("LastModified", blob.LastModified);
        json.WriteNumber("ContentLength", blob.ContentLength);
        json.WriteString("ContentType", blob.ContentType);
        json.WriteStartObject("ETag");
        json.WriteEndObject();
        WriteMetadata(json, blob.Metadata);
        json.WriteEndObject();
        WriteMetadata(json, blob.Metadata);
        foreach ((string name, string value) in blob.PathParameters)
        {
            json.WriteString(name, Encode(value));
        }

        WriteSys(json, function, utcNow);
        json.WriteEndObject();
    });

    /// <summary>The body for a timer.</summary>
    /// <param name="function">Name of the function.</param>
    /// <param name="bindingName">Name of its trigger binding.</param>
    /// <param name="status">When it was and will be due; null the first time.</param>
    /// <param name="utcNow">Now.</param>
    public static ReadOnlyMemory<byte> ForTimer(string function, string bindingName, TimerStatus? status, DateTimeOffset utcNow) => Write(json =>
    {
        json.WriteStartObject("Data");
        json.WriteStartObject(bindingName);
        json.WriteStartObject("Schedule");
        json.WriteBoolean("AdjustForDST", true);
        json.WriteEndObject();
        if (status is null)
        {
            json.WriteNull("ScheduleStatus");
        }
        else
        {
            json.WriteStartObject("ScheduleStatus");
            json.WriteString("Last", status.Last);
            json.WriteString("Next", status.Next);
            json.WriteString("LastUpdated", status.LastUpdated);
            json.WriteEndObject();
        }

        json.WriteBoolean("IsPastDue", false);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteStartObject("Metadata");
        WriteSys(json, function, utcNow);
        json.WriteEndObject();
    });

    private static void WriteMetadata(Utf8JsonWriter json, IReadOnlyDictionary<string, string> metadata)
    {
        json.WriteStartObject("Metadata");
        foreach ((string name, string value) in metadata)
        {
            json.WriteString(name, value);
        }

        json.WriteEndObject();
    }

    private static void WriteSys(Utf8JsonWriter json, string function, DateTimeOffset utcNow)
    {
        json.WriteStartObject("sys");
        json.WriteString("MethodName", function);
        json.WriteString("UtcNow", utcNow.UtcDateTime);
        json.WriteString("RandGuid", Guid.NewGuid());
        json.WriteEndObject();
    }

    // A text as JSON, which then is written as a JSON text once more.
    private static string Encode(string text) => $"\"{JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text)}\"";

    private static ReadOnlyMemory<byte> Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Relaxed))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }
}
