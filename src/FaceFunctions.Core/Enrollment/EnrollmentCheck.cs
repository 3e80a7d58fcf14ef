using FaceFunctions.Core.Calibration;
using FaceFunctions.Core.Gallery;
using FaceFunctions.Core.Matching;
using FaceFunctions.Core.Recognition;

namespace FaceFunctions.Core.Enrollment;

/// <summary>Compares a new photo's subject with the rest of the gallery. Safe for any number of threads.</summary>
/// <remarks>
/// A warning describes the gallery as the search saw it: photos that are enrolled at the same time may not know of each other, and nothing is compared again later. Nothing
/// depends on it but the photo's own row, so no order of events is wrong. When the search fails or takes longer than <see cref="MaxWait"/>, the photo is enrolled with <see cref="EnrollmentWarning.NotCompared"/>.
/// </remarks>
/// <param name="gallery">What is searched.</param>
/// <param name="refuses">Whether a photo that is warned of is refused. The first photo of a person never is, nor one that could not be compared.</param>
/// <param name="calibrations">Knows the calibration in force; null: there is none.</param>
/// <param name="time">Clock of the wait; null is the system's.</param>
public sealed class EnrollmentCheck(IGallerySearch gallery, bool refuses, CalibrationKeeper? calibrations = null, TimeProvider? time = null)
{
    /// <summary>How long an enrolment waits for the search: half a minute, so that a gallery which is still being loaded holds up no trigger. What was loaded by then stays loaded.</summary>
    public static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(30);

    private const string Remedy = "If it is the right person, enroll it with warnings only (FaceFunctions__EnrollmentWarnings).";

    /// <summary>Adds to a verdict what the rest of the gallery says.</summary>
    /// <param name="model">The bundle.</param>
    /// <param name="photo">Blob name inside the gallery container; versions of it that are there already do not count.</param>
    /// <param name="verdict">What the rules made of the photo; only an enrolled one is compared.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public async Task<EnrollmentVerdict> JudgeAsync(RecognitionModel model, string photo, EnrollmentVerdict verdict, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(verdict);
        if (verdict.Status != PhotoStatus.Enrolled || verdict.Faces is not [{ Person: { } person } subject, ..])
        {
            return verdict;
        }

        EnrollmentWarning? warning;
        using var patience = new CancellationTokenSource(MaxWait, time ?? TimeProvider.System);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            warning = await WarnAsync(model, photo, person, subject.Embedding, stop.Token);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException && !cancellationToken.IsCancellationRequested)
        {
            // Whatever is wrong with the search, a gallery that is still being loaded included: an enrolment does not depend on it.
            warning = new EnrollmentWarning.NotCompared();
        }

        return warning switch
        {
            null => verdict,
            EnrollmentWarning.NotCompared or EnrollmentWarning.LooksLikeAnother { OwnSimilarity: null } => verdict with { Warnings = [warning] },
            _ when !refuses => verdict with { Warnings = [warning] },
            _ => verdict with
            {
                Status = PhotoStatus.Refused,
                Reason = $"{warning.Sentence} {Remedy}",
                Faces = [.. verdict.Faces.Select(face => face with { Person = null })],
                Warnings = [warning],
            },
        };
    }

    private async Task<EnrollmentWarning?> WarnAsync(RecognitionModel model, string photo, string person, FaceEmbedding subject, CancellationToken cancellationToken)
    {
        GalleryAnswer ownAnswer = await gallery.SearchAsync(model, [new FaceQuery(subject, MatchUnit.Photo, 1)], new SearchFilter(person, ExcludedPhoto: photo), cancellationToken);

        // Of two people one is another.
        GalleryAnswer answer = await gallery.SearchAsync(model, [new FaceQuery(subject, MatchUnit.Person, 2)], new SearchFilter(ExcludedPhoto: photo), cancellationToken);
        ThresholdCalibration? calibration = calibrations is null ? null : await calibrations.GetAsync(model, cancellationToken);
        MatchThresholds thresholds = DecisionBasis.OfSearch(null, model, calibration, answer.Counts).Thresholds;
        float? own = ownAnswer.Matches[0] is [PersonMatch nearest, ..] ? nearest.Similarity : null;
        float? other = answer.Matches[0].Where(match => match.Person != person).Select(match => (float?)match.Similarity).FirstOrDefault();

        // Without a photo to compare with, only a match says something: strangers may well be worth a review.
        if (other is { } similarity && (own is { } known ? similarity > known && similarity >= thresholds.Review : similarity >= thresholds.Match))
        {
            return new EnrollmentWarning.LooksLikeAnother(own, similarity);
        }

        return own < thresholds.Review ? new EnrollmentWarning.UnlikeOwn(own.Value) : null;
    }
}
