using FaceFunctions.Core.Calibration;
using FaceFunctions.Core.Gallery;
using FaceFunctions.Core.Matching;
using FaceFunctions.Core.Recognition;

namespace FaceFunctions.Core.Identification;

/// <summary>Says who is in a photo. Safe for any number of threads.</summary>
/// <param name="analyzer">Embeds the probe.</param>
/// <param name="gallery">What is searched.</param>
/// <param name="time">Measures the search.</param>
/// <param name="calibrations">Knows the calibration in force; null: there is none.</param>
public sealed class Identifier(IPhotoAnalyzer analyzer, IGallerySearch gallery, TimeProvider time, CalibrationKeeper? calibrations = null)
{
    /// <summary>The most candidates that can be asked for.</summary>
    public const int MaxTop = 100;

    /// <summary>Identifies every face of a probe.</summary>
    /// <remarks>
    /// Who a face is does not depend on <see cref="IdentifyQuestion.By"/>: it is decided over people, nobody twice in one photo (<see cref="FaceAssignment"/>). Photos as
    /// candidates are evidence beside that: every photo that is like the face by itself, also one of a person whom another face was named after, or of two people where
    /// one was filed under the other's name. They begin at the match threshold, so an uncertain face has none; people as candidates say whom it resembles.
    /// </remarks>
    /// <param name="photo">The encoded photo.</param>
    /// <param name="question">What is asked.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value of the question is out of its range.</exception>
    /// <exception cref="StorageUnavailableException">The gallery could not be read.</exception>
    public async Task<IdentifyOutcome> IdentifyAsync(ReadOnlyMemory<byte> photo, IdentifyQuestion question, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(question);
        ArgumentOutOfRangeException.ThrowIfLessThan(question.Top, 1, nameof(question));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(question.Top, MaxTop, nameof(question));
        MatchThresholds? own = question.Threshold is { } threshold ? MatchThresholds.At(threshold) : null;
        RecognitionModel model = await analyzer.GetModelAsync(cancellationToken);
        PhotoAnalysis analysis = await analyzer.AnalyzeAsync(photo, cancellationToken);
        if (analysis is not PhotoAnalysis.FacesFound found)
        {
            return new IdentifyOutcome.Unusable(analysis);
        }

        long start = time.GetTimestamp();
        ThresholdCalibration? calibration = calibrations is null ? null : await calibrations.GetAsync(model, cancellationToken);
        GalleryAnswer answer = await gallery.SearchAsync(model, [.. QueriesFor(found.Faces, question)], question.Filter, cancellationToken);

        // After the search: the thresholds are those of the gallery that it searched.
        var basis = DecisionBasis.OfSearch(own, model, calibration, answer.Counts);
        IReadOnlyList<IdentifiedFace> faces = Decide(found.Faces, answer.Matches, question, basis.Thresholds);
        return new IdentifyOutcome.Identified(model, basis, answer.Counts, found, faces, time.GetElapsedTime(start));
    }

    /// <summary>People for each face, then photos for each if they are asked for.</summary>
    private static IEnumerable<FaceQuery> QueriesFor(IReadOnlyList<AnalyzedFace> faces, IdentifyQuestion question)
    {
        // A face can lose its nearest people to the photo's other faces, so it needs as many people as there are faces.
        int people = question.By == MatchUnit.Person ? Math.Max(question.Top, faces.Count) : faces.Count;
        IEnumerable<FaceQuery> queries = faces.Select(face => new FaceQuery(face.Embedding, MatchUnit.Person, people));
        return question.By == MatchUnit.Person ? queries : queries.Concat(faces.Select(face => new FaceQuery(face.Embedding, MatchUnit.Photo, question.Top)));
    }

    private static IdentifiedFace[] Decide(
        IReadOnlyList<AnalyzedFace> faces, IReadOnlyList<IReadOnlyList<PersonMatch>> matches, IdentifyQuestion question, MatchThresholds thresholds)
    {
        IReadOnlyList<FaceVerdict> verdicts = FaceAssignment.Decide([.. matches.Take(faces.Count)], thresholds);
        return [.. faces.Select((face, i) => new IdentifiedFace(face, verdicts[i].Decision, verdicts[i].Person, Candidates(i)))];

        PersonMatch[] Candidates(int face) => question.By == MatchUnit.Person
            ? [.. matches[face].Take(question.Top)]
            : [.. matches[faces.Count + face].Where(photo => thresholds.Decide(photo.Similarity) == MatchDecision.Match)];
    }
}
