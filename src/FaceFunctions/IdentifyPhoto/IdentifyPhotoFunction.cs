using Azure.Storage.Blobs;
using FaceFunctions.Core.Gallery;
using FaceFunctions.Core.Identification;
using FaceFunctions.Hosting;
using FaceFunctions.Http;
using FaceFunctions.Identify;
using FaceFunctions.Triggers;
using Microsoft.Azure.Functions.Worker;

namespace FaceFunctions.IdentifyPhoto;

/// <summary>Blob trigger on <c>probes/{name}</c>, the batch job: writes <c>results/{name}.json</c> with what <c>GET /api/identify</c> would answer.</summary>
public sealed class IdentifyPhotoFunction(BlobTriggers triggers, PhotoIdentification identification, IPhotoBlobs blobs, ILogger<IdentifyPhotoFunction> logger)
{
    private const int MaxVersions = 5;

    /// <summary>A blob was written.</summary>
    /// <param name="photo">Its client.</param>
    /// <param name="name">Its name in the container.</param>
    /// <param name="cancellationToken">Cancelled by the host.</param>
    [Function(FunctionNames.IdentifyPhoto)]
    public async Task RunAsync(
        [BlobTrigger(PhotoPath.Probes + "/{name}", Connection = BlobTriggers.Connection, Source = BlobTriggers.Source)] BlobClient photo,
        string name,
        CancellationToken cancellationToken)
    {
        PhotoPath probe = triggers.PathOf(photo, name, PhotoPath.Probes);
        var results = new PhotoPath(PhotoPath.Results, probe.Name + ".json");
        if (results.Name.Length > PhotoPath.MaxNameLength)
        {
            // Trying again would not shorten it.
            Log.NoNameForResult(logger);
            return;
        }

        for (int version = 0; version < MaxVersions; version++)
        {
            (Answer answer, string? etag) = await identification.IdentifyAsync(probe, new IdentifyQuestion(PhotoIdentification.DefaultTop), cancellationToken);
            if (etag is null)
            {
                // An answer about a probe that is gone helps nobody and is biometric data without a purpose.
                await blobs.DeleteAsync(results, cancellationToken);
                return;
            }

            await blobs.WriteJsonAsync(results, answer.Body, cancellationToken);

            // Looked at after writing: whoever writes last sees the newest probe, so the answer that stays is about it.
            if ((await blobs.FindAsync(probe, cancellationToken))?.ETag == etag)
            {
                Log.ProbeAnswered(logger);
                return;
            }
        }

        throw new StorageUnavailableException($"The probe was replaced {MaxVersions} times while it was being identified.");
    }
}
