namespace FaceFunctions.LocalHost.Invocations;

/// <summary>What an invocation says about the blob that caused it.</summary>
/// <param name="Uri">Address without a signature.</param>
/// <param name="LastModified">When this version was written.</param>
/// <param name="ContentLength">Size in bytes.</param>
/// <param name="ContentType">Media type as uploaded.</param>
/// <param name="Metadata">User metadata.</param>
/// <param name="PathParameters">Parameters of the trigger's path, such as <c>name</c>, in its order.</param>
internal sealed record TriggeringBlob(
    Uri Uri,
    DateTimeOffset LastModified,
    long ContentLength,
    string ContentType,
    IReadOnlyDictionary<string, string> Metadata,
    IReadOnlyList<KeyValuePair<string, string>> PathParameters);
