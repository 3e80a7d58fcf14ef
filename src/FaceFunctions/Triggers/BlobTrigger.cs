using FaceFunctions.Core.Gallery;
using FaceFunctions.Http;
using FaceFunctions.Storage.Blobs;
using FaceFunctions.Vision;
using Microsoft.Extensions.Options;

namespace FaceFunctions.Triggers;

/// <summary>Reads blob-trigger invocations: which photo of which container, checked to be ours.</summary>
internal sealed class BlobTrigger(PhotoPathOfUri photoUri, IOptions<VisionOptions> options)
{
    /// <summary>Name of the trigger's binding in the function.json files.</summary>
    private const string Binding = "photo";

    /// <summary>Reads an invocation.</summary>
    /// <param name="request">The host's request.</param>
    /// <param name="container">The container that this trigger listens to.</param>
    /// <returns>The photo with its content if the host sent it along; or the problem with the payload.</returns>
    public async Task<(PhotoPath Path, ReadOnlyMemory<byte>? Content, Problem? Problem)> ReadAsync(HttpRequest request, string container)
    {
        if (await TriggerBody.ReadAsync(request, options.Value.MaxPhotoBytes) is not { } json)
        {
            return (default, null, Problem.BadPayload("The payload is longer than any that the Functions host makes."));
        }

        if (!BlobTriggerPayload.TryParse(json, Binding, out BlobTriggerPayload payload))
        {
            return (default, null, Problem.BadPayload("The payload is not a blob trigger's: it needs Data and Metadata with Uri or name."));
        }

        PhotoPath path = new(container, payload.Name ?? "");
        if (payload.Uri is not null && !photoUri.TryParseOwn(payload.Uri, out path))
        {
            return (default, null, Problem.BadPayload("Metadata.Uri names another storage account than the gallery's."));
        }

        return path.Container == container && path.Name.Length is > 0 and <= PhotoPath.MaxNameLength
            ? (path, payload.Content, null)
            : (default, null, Problem.BadPayload($"The payload names no blob of the container {container}."));
    }
}
