using FaceFunctions.Core.Enrollment;
using FaceFunctions.Core.Gallery;
using FaceFunctions.Hosting;
using FaceFunctions.Http;
using FaceFunctions.Triggers;

namespace FaceFunctions.EnrollPhoto;

/// <summary>Blob trigger on <c>gallery/{name}</c>: brings the photo into the gallery.</summary>
internal static class EnrollPhotoFunction
{
    public static void MapEnrollPhoto(this IEndpointRouteBuilder routes) => routes.MapPost("/EnrollPhoto", EnrollAsync);

    private static async Task<IResult> EnrollAsync(HttpContext context, BlobTrigger trigger, Enroller enroller, GalleryMirror gallery, ILogger<Enroller> logger)
    {
        (PhotoPath path, ReadOnlyMemory<byte>? content, Problem? problem) = await trigger.ReadAsync(context.Request, PhotoPath.Gallery);
        if (problem is not null)
        {
            Log.BadPayload(logger, "EnrollPhoto", problem.Detail);
            return Answer.Of(problem);
        }

        switch (await enroller.EnrollAsync(path.Name, content, context.RequestAborted))
        {
            case EnrollmentOutcome.Recorded recorded:
                gallery.Invalidate();
                if (recorded.Fault is { } fault)
                {
                    Log.AnalysisFailed(logger, fault);
                }

                Log.Recorded(logger, recorded.Photo.Status, recorded.Photo.FaceCount);
                break;
            case EnrollmentOutcome.AlreadyRecorded already:
                Log.AlreadyRecorded(logger, already.Photo.Status);
                break;
            case EnrollmentOutcome.Gone:
                gallery.Invalidate();
                Log.Gone(logger);
                break;
        }

        return Answer.Done();
    }
}
