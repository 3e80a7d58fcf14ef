using FaceFunctions.Core.Gallery;
using FaceFunctions.Core.Matching;
using FaceFunctions.Core.Recognition;

namespace FaceFunctions.Core.Identification;

/// <summary>Says who is in a photo. Safe for any number of threads.</summary>
public sealed class Identifier(IPhotoAnalyzer analyzer, GalleryMirror gallery, TimeProvider time)
{
    /// <summary>The most candidates that can be asked for.</summary>
    public const int MaxTop = 100;

    /// <summary>Identifies every face of a probe.</summary>
    /// <param name="photo">The encoded photo.</param>
    /// <param name="top">Candidates a face, from 1 to <see cref="MaxTop"/>.</param>
    /// <param name="threshold">The caller's own match threshold, from -1 to 1; null for the bundle's.</param>
    /// <param name="probeInGallery">Blob name when the probe is itself a gallery photo, which must not find itself; else null.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="StorageUnavailableException">The gallery could not be read.</exception>
    public async Task<IdentifyOutcome> IdentifyAsync(ReadOnlyMemory<byte> photo, int top, float? threshold, string? probeInGallery, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(top, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(top, MaxTop);
        RecognitionModel model = await analyzer.GetModelAsync(cancellationToken);
        MatchThresholds thresholds = threshold is { } own ? MatchThresholds.At(own) : model.Thresholds;
        PhotoAnalysis analysis = await analyzer.AnalyzeAsync(photo, cancellationToken);
        if (analysis is not PhotoAnalysis.FacesFound found)
        {
            return new IdentifyOutcome.Unusable(analysis);
        }

        long start = time.GetTimestamp();
        FaceIndex index = await gallery.GetAsync(model, cancellationToken);
        IReadOnlyList<IdentifiedFace> faces = Search(index, found.Faces, top, thresholds, probeInGallery);
        return new IdentifyOutcome.Identified(model, thresholds, index.FaceCount, index.PersonCount, found, faces, time.GetElapsedTime(start));
    }

    private static IdentifiedFace[] Search(FaceIndex index, IReadOnlyList<AnalyzedFace> faces, int top, MatchThresholds thresholds, string? probeInGallery)
    {
        // A face can lose its nearest people to the photo's other faces, so it needs as many candidates as there are faces.
        int wanted = Math.Min(Math.Max(top, faces.Count), index.PersonCount);
        var matches = new PersonMatch[faces.Count * wanted];
        int[] found = new int[faces.Count];
        float[] queries = [.. faces.SelectMany(face => face.Embedding.Values.ToArray())];
        index.SearchAll(queries, new SearchFilter(ExcludedPhoto: probeInGallery), MatchUnit.Person, wanted, matches, found);
        PersonMatch[][] candidates = [.. found.Select((count, face) => matches.AsSpan(face * wanted, count).ToArray())];
        IReadOnlyList<FaceVerdict> verdicts = FaceAssignment.Decide(candidates, thresholds);
        return [.. faces.Select((face, i) => new IdentifiedFace(face, verdicts[i].Decision, verdicts[i].Person, [.. candidates[i].Take(top)]))];
    }
}
