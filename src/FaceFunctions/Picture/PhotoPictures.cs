using FaceFunctions.Core.Detection;
using FaceFunctions.Core.Gallery;
using FaceFunctions.Core.Imaging;
using FaceFunctions.Core.Recognition;
using FaceFunctions.Http;
using FaceFunctions.Pictures;
using FaceFunctions.Vision;

namespace FaceFunctions.Picture;

/// <summary>Answers requests for pictures of gallery photos, however they name the photo.</summary>
public sealed class PhotoPictures(IPhotoBlobs blobs, PhotoReader reader, PhotoFaces faces, PhotoDecoder decoder, PhotoAnalyzer analyzer)
{
    /// <summary>Answers one request.</summary>
    /// <param name="name">Blob name inside the gallery container.</param>
    /// <param name="request">The request; its query and headers say which picture.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public async Task<Answer> AnswerAsync(string name, HttpRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (PictureRequest.Read(request, out PictureRequest asked) is { } problem)
        {
            return Answer.Of(problem);
        }

        PhotoPath path = PhotoPath.InGallery(name);
        if (await FindKnownAsync(path, request, cancellationToken) is { } eTag)
        {
            return Answer.NotModified(eTag);
        }

        return await reader.ReadAsync(path, cancellationToken) switch
        {
            PhotoReadOutcome.Missing => Answer.Of(Problem.NotFound("photo", "There is no such photo in the gallery.")),
            PhotoReadOutcome.TooLarge large => Answer.Of(Problem.TooLarge(large.Reason)),
            PhotoReadOutcome.Content content => await DrawAsync(content, asked, cancellationToken),
            var other => throw new InvalidOperationException($"Unhandled outcome {other.GetType().Name}."),
        };
    }

    /// <summary>The photo's ETag, when the caller has a picture of that version; else null, and nothing is asked where the caller says of no version.</summary>
    private async Task<string?> FindKnownAsync(PhotoPath path, HttpRequest request, CancellationToken cancellationToken)
    {
        bool knowsSome = request.Headers.IfNoneMatch.Count > 0;
        return knowsSome && await blobs.FindAsync(path, cancellationToken) is { } blob && IfNoneMatch.Names(request.Headers, blob.ETag) ? blob.ETag : null;
    }

    private async Task<Answer> DrawAsync(PhotoReadOutcome.Content content, PictureRequest asked, CancellationToken cancellationToken)
    {
        (IReadOnlyList<PixelBox> boxes, PhotoAnalysis? refusal) = asked.NeedsFaces ? await faces.FindAsync(content.Blob, content.Bytes, cancellationToken) : ([], null);
        if (refusal is not null)
        {
            return Answer.Of(refusal);
        }

        if (asked.Face is { } face && face >= boxes.Count)
        {
            return Answer.Of(boxes.Count == 0
                ? Problem.NoFace("The photo has no face that could be cut out.", "face")
                : Problem.NotFound("face", FormattableString.Invariant($"The photo has {boxes.Count} faces, the first of which is 0."), "face"));
        }

        return await analyzer.RunAsync(() => Draw(content, asked, boxes), cancellationToken);
    }

    private Answer Draw(PhotoReadOutcome.Content content, PictureRequest asked, IReadOnlyList<PixelBox> boxes)
    {
        using PhotoPixels? photo = decoder.Decode(content.Bytes, (width, height) => Choose(width, height).Scale, out PhotoAnalysis? refusal);
        if (photo is null)
        {
            return Answer.Of(refusal!);
        }

        byte[] picture = PhotoPicture.Create(photo, Choose(photo.Width, photo.Height), asked.Boxes ? boxes : [], asked.Format);
        return Answer.File(picture, PictureNegotiation.MediaType(asked.Format), content.Blob.ETag);

        PictureView Choose(int width, int height) =>
            asked.Face is { } face ? PictureView.OfFace(boxes[face], width, height, asked.Size) : PictureView.Whole(width, height, asked.Size);
    }
}
