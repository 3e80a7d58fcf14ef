using FaceFunctions.Core.Gallery;
using FaceFunctions.Core.Identification;
using FaceFunctions.Http;
using FaceFunctions.Telemetry;

namespace FaceFunctions.Identify;

/// <summary>Answers "who is in this photo" for a photo in storage, the same for the HTTP function and the batch job.</summary>
public sealed class PhotoIdentification(PhotoReader reader, Identifier identifier, FaceMetrics metrics, TimeProvider time)
{
    /// <summary>The default number of candidates a face.</summary>
    public const int DefaultTop = 5;

    /// <summary>Identifies a stored photo; one of the gallery does not find itself.</summary>
    /// <returns>The answer, and the ETag of the version it is about; null when the photo does not exist.</returns>
    public async Task<(Answer Answer, string? ETag)> IdentifyAsync(PhotoPath path, IdentifyQuestion question, CancellationToken cancellationToken)
    {
        switch (await reader.ReadAsync(path, cancellationToken))
        {
            case PhotoReadOutcome.Missing:
                return (Answer.Of(Problem.NotFound("blob", "There is no such photo in storage.", "blob")), null);
            case PhotoReadOutcome.TooLarge large:
                return (Answer.Of(Problem.TooLarge(large.Reason)), large.Blob.ETag);
            case PhotoReadOutcome.Content content:
                string? probeInGallery = path.Container == PhotoPath.Gallery ? path.Name : null;
                IdentifyQuestion about = question with { Filter = question.Filter with { ExcludedPhoto = probeInGallery } };
                return (await IdentifyAsync(content.Bytes, path.ToString(), about, cancellationToken), content.Blob.ETag);
            case var other:
                throw new InvalidOperationException($"Unhandled outcome {other.GetType().Name}.");
        }
    }

    /// <summary>Identifies a photo given by its bytes.</summary>
    public async Task<Answer> IdentifyAsync(ReadOnlyMemory<byte> photo, string source, IdentifyQuestion question, CancellationToken cancellationToken)
    {
        long start = time.GetTimestamp();
        IdentifyOutcome outcome = await identifier.IdentifyAsync(photo, question, cancellationToken);
        metrics.Identified(outcome, time.GetElapsedTime(start));
        return outcome switch
        {
            IdentifyOutcome.Identified found => Answer.Ok(IdentifyResponse.From(found, source), ApiJson.Readable.IdentifyResponse),
            IdentifyOutcome.Unusable unusable => Answer.Of(unusable.Analysis),
            var other => throw new InvalidOperationException($"Unhandled outcome {other.GetType().Name}."),
        };
    }
}
