using FaceFunctions.Core.Gallery;
using FaceFunctions.Hosting;
using FaceFunctions.Http;
using FaceFunctions.Identify;
using FaceFunctions.Triggers;

namespace FaceFunctions.IdentifyPhoto;

/// <summary>Blob trigger on <c>probes/{name}</c>, the batch job: writes <c>results/{name}.json</c> with what <c>GET /api/identify</c> would answer.</summary>
internal static class IdentifyPhotoFunction
{
    private const int MaxVersions = 5;

    public static void MapIdentifyPhoto(this IEndpointRouteBuilder routes) => routes.MapPost("/IdentifyPhoto", IdentifyAsync);

    private static async Task<IResult> IdentifyAsync(HttpContext context, BlobTrigger trigger, PhotoIdentification identification, IPhotoBlobs blobs, ILogger<PhotoIdentification> logger)
    {
        CancellationToken cancellationToken = context.RequestAborted;
        (PhotoPath probe, _, Problem? problem) = await trigger.ReadAsync(context.Request, PhotoPath.Probes);
        if (problem is not null)
        {
            Log.BadPayload(logger, "IdentifyPhoto", problem.Detail);
            return Answer.Of(problem);
        }

        var results = new PhotoPath(PhotoPath.Results, probe.Name + ".json");
        if (results.Name.Length > PhotoPath.MaxNameLength)
        {
            // Trying again would not shorten it.
            Log.NoNameForResult(logger);
            return Answer.Done();
        }

        for (int version = 0; version < MaxVersions; version++)
        {
            (Answer answer, string? etag) = await identification.IdentifyAsync(probe, PhotoIdentification.DefaultTop, threshold: null, cancellationToken);
            if (etag is null)
            {
                // An answer about a probe that is gone helps nobody and is biometric data without a purpose.
                await blobs.DeleteAsync(results, cancellationToken);
                return Answer.Done();
            }

            await blobs.WriteJsonAsync(results, answer.Json, cancellationToken);

            // Looked at after writing: whoever writes last sees the newest probe, so the answer that stays is about it.
            if ((await blobs.FindAsync(probe, cancellationToken))?.ETag == etag)
            {
                Log.ProbeAnswered(logger);
                return Answer.Done();
            }
        }

        throw new StorageUnavailableException($"The probe was replaced {MaxVersions} times while it was being identified.");
    }
}
