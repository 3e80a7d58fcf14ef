using System.Text.Json;
using System.Text.Json.Nodes;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using FaceFunctions.LocalHost.Hosting;
using FaceFunctions.LocalHost.Worker;

namespace FaceFunctions.LocalHost.Invocations;

/// <summary>What a blob trigger hands to its function.</summary>
internal static class BlobInvocation
{
    /// <summary>Describes one version of a blob.</summary>
    /// <param name="function">The function.</param>
    /// <param name="blob">The blob.</param>
    /// <param name="conditions">Which version; null is any.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="Azure.RequestFailedException">There is no such blob or version (404, 412), or storage does not answer.</exception>
    /// <exception cref="ArgumentException">The blob is not one that the function's path is for.</exception>
    public static async Task<WorkerInvocation> DescribeAsync(
        FunctionDefinition.Blob function, BlobClient blob, BlobRequestConditions? conditions, TimeProvider time, CancellationToken cancellationToken)
    {
        IReadOnlyList<KeyValuePair<string, string>>? parameters = blob.BlobContainerName == function.Path.Container ? function.Path.Match(blob.Name) : null;
        if (parameters is null)
        {
            throw new ArgumentException($"The function {function.Name} is for blobs like {function.Path}.", nameof(blob));
        }

        BlobProperties properties = await blob.GetPropertiesAsync(conditions, cancellationToken);
        WorkerInvocation invocation = new WorkerInvocation(
            function.Name, function.BindingName, WorkerInvocation.BlobReference(function.Connection, blob.BlobContainerName, blob.Name), time.GetUtcNow())
            .With("BlobTrigger", WorkerInvocation.Text($"{blob.BlobContainerName}/{blob.Name}"))
            .With("Uri", WorkerInvocation.Json(JsonValue.Create(blob.Uri.AbsoluteUri)))
            .With("Properties", WorkerInvocation.Json(JsonSerializer.SerializeToNode(properties)!))
            .With("Metadata", WorkerInvocation.Json(JsonSerializer.SerializeToNode(properties.Metadata)!));
        return parameters.Aggregate(invocation, (sum, parameter) => sum.With(parameter.Key, WorkerInvocation.Text(parameter.Value)));
    }
}
