using FaceFunctions.Core.Gallery;
using FaceFunctions.Http;
using FaceFunctions.Vision;
using Microsoft.Extensions.Options;

namespace FaceFunctions.Photos;

/// <summary>Writes the photo in a request's body into the gallery; the blob trigger then enrolls it as any other.</summary>
/// <remarks>
/// The body is held in memory, in one of the places that <see cref="Hosting.PhotoSlots"/> bounds: storage's client can send it again when a request to storage failed,
/// and nothing is written before the whole of it was seen.
/// </remarks>
public sealed class PhotoWriter(IPhotoUploads uploads, IOptions<VisionOptions> options)
{
    private const string Path = "path";

    /// <summary>Answers one request.</summary>
    /// <param name="name">Blob name inside the gallery container.</param>
    /// <param name="request">The request; its body is the photo.</param>
    /// <param name="cancellationToken">Cancelled when the caller is gone; the photo may have been written then.</param>
    public async Task<Answer> AnswerAsync(string name, HttpRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (name.Length > PhotoPath.MaxNameLength)
        {
            return Answer.Of(Problem.BadParameter(Path, FormattableString.Invariant($"A photo's name has at most {PhotoPath.MaxNameLength} characters.")));
        }

        if (Query.ReadPerson(request.Query, out string? person) is { } badPerson)
        {
            return Answer.Of(badPerson);
        }

        if (UploadConditions.Read(request.Headers, out UploadConditions conditions) is { } badCondition)
        {
            return Answer.Of(badCondition);
        }

        long limit = options.Value.MaxPhotoBytes;
        if (await RequestBody.ReadAsync(request, limit, cancellationToken) is not { } photo)
        {
            return Answer.Of(Problem.TooLarge(FormattableString.Invariant($"The body has more than {limit} bytes.")));
        }

        if (!PhotoMediaType.TryRead(photo.Span, out string? mediaType, out string? refusal))
        {
            return Answer.Of(Problem.Unreadable(refusal));
        }

        var upload = new PhotoUpload(PhotoPath.InGallery(name), photo, mediaType, person, conditions.OnlyNew, conditions.Version);
        return await uploads.WriteAsync(upload, cancellationToken) switch
        {
            PhotoUploadOutcome.Written written => Accepted(upload, written.ETag),
            PhotoUploadOutcome.AlreadyThere => Answer.Of(Problem.PhotoExists()),
            PhotoUploadOutcome.OtherVersion => Answer.Of(Problem.PhotoChanged()),
            PhotoUploadOutcome.ImpossibleName => Answer.Of(Problem.BadParameter(Path, "No photo can have this name: '.' and '..' between slashes, for instance, are in none.")),
            var other => throw new InvalidOperationException($"Unhandled outcome {other.GetType().Name}."),
        };
    }

    private static Answer Accepted(PhotoUpload upload, string eTag)
    {
        var response = new UploadedResponse(upload.Path.ToString(), PersonName.Of(upload.Path.Name, upload.Person), eTag, ListedPhotoResponse.Pending);
        return Answer.Accepted(response, ApiJson.Readable.UploadedResponse, "/api/photo?path=" + Uri.EscapeDataString(upload.Path.Name), eTag);
    }
}
