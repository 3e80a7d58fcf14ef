using Azure.Storage.Blobs;
using FaceFunctions.Core.Enrollment;
using FaceFunctions.Core.Gallery;
using FaceFunctions.Hosting;
using FaceFunctions.Triggers;
using Microsoft.Azure.Functions.Worker;

namespace FaceFunctions.EnrollPhoto;

/// <summary>Blob trigger on <c>gallery/{name}</c>: brings the photo into the gallery.</summary>
public sealed class EnrollPhotoFunction(BlobTriggers triggers, Enroller enroller, GalleryMirror gallery, ILogger<EnrollPhotoFunction> logger)
{
    /// <summary>A blob was written.</summary>
    /// <param name="photo">Its client.</param>
    /// <param name="name">Its name in the container.</param>
    /// <param name="cancellationToken">Cancelled by the host.</param>
    [Function(FunctionNames.EnrollPhoto)]
    public async Task RunAsync(
        [BlobTrigger(PhotoPath.Gallery + "/{name}", Connection = BlobTriggers.Connection, Source = BlobTriggers.Source)] BlobClient photo,
        string name,
        CancellationToken cancellationToken)
    {
        PhotoPath path = triggers.PathOf(photo, name, PhotoPath.Gallery);
        switch (await enroller.EnrollAsync(path.Name, cancellationToken))
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
    }
}
