using FaceFunctions.Core.Detection;
using FaceFunctions.Core.Recognition;
using FaceFunctions.Vision.Bundles;
using FaceFunctions.Vision.Imaging;

namespace FaceFunctions.Vision;

/// <summary>The way of one photo: decode, detect, decode again if a face needs more pixels, align, measure, embed. Safe for any number of threads.</summary>
internal sealed class PhotoPipeline(ModelBundle bundle, PhotoLimits limits, TimeProvider time)
{
    /// <summary>Most faces of a photo, the largest first; as InsightFace's server.</summary>
    public const int MaxFaces = 100;

    /// <summary>A decoded picture may miss this part of the wanted scale: rounding is no reason to decode again.</summary>
    private const float ScaleTolerance = 0.99f;

    /// <summary>Analyses one photo on the calling thread.</summary>
    /// <param name="file">The photo's bytes.</param>
    /// <param name="cancellationToken">Ends the work between two stages.</param>
    public PhotoAnalysis Analyze(ReadOnlyMemory<byte> file, CancellationToken cancellationToken)
    {
        var clock = new StageClock(time);
        using EncodedPhoto? encoded = EncodedPhoto.Open(file, limits, out PhotoAnalysis? refusal);
        if (encoded is null)
        {
            return refusal!;
        }

        (int width, int height) = (encoded.Width, encoded.Height);
        DecodedPhoto? photo = encoded.Decode(FirstScale(width, height), out refusal);
        try
        {
            clock.EndDecode();
            if (photo is null)
            {
                return refusal!;
            }

            cancellationToken.ThrowIfCancellationRequested();
            (DetectedFace Face, SimilarityTransform Crop)[] faces = [.. Find(photo, width, height)];
            clock.EndDetect();
            if (faces.Length == 0)
            {
                return new PhotoAnalysis.NoFace(width, height);
            }

            cancellationToken.ThrowIfCancellationRequested();
            float wanted = Math.Min(1, AffineSampler.WantedShrink * faces.Max(face => face.Crop.Scale));
            if (photo.Scale < wanted * ScaleTolerance)
            {
                // The first picture goes before the second comes, so that a photo is never in memory twice.
                photo.Dispose();
                photo = encoded.Decode(wanted, out refusal);
                clock.EndDecode();
                if (photo is null)
                {
                    return refusal!;
                }
            }

            cancellationToken.ThrowIfCancellationRequested();
            AnalyzedFace[] analyzed = Embed(photo, faces);
            clock.EndEmbed();
            return new PhotoAnalysis.FacesFound(width, height, analyzed, clock.Times);
        }
        finally
        {
            photo?.Dispose();
        }
    }

    /// <summary>The scale that finding faces needs; without a detector, the scale of the crop.</summary>
    private float FirstScale(int width, int height) => AffineSampler.WantedShrink * (bundle.Detector is { } detector
        ? (float)detector.LongestSide / Math.Max(width, height)
        : (float)bundle.Embedder.Settings.Side / Math.Min(width, height));

    private IEnumerable<(DetectedFace Face, SimilarityTransform Crop)> Find(DecodedPhoto photo, int width, int height)
    {
        IReadOnlyList<DetectedFace> found = bundle.Detector?.Detect(photo, width, height)
            ?? [new DetectedFace(new PixelBox(0, 0, width, height), Landmarks: null, Score: 1)];
        foreach (DetectedFace face in found.OrderByDescending(face => face.Box.Area).Take(MaxFaces))
        {
            if (bundle.Aligner.Locate(face, width, height) is { } crop)
            {
                yield return (face, crop);
            }
        }
    }

    private AnalyzedFace[] Embed(DecodedPhoto photo, (DetectedFace Face, SimilarityTransform Crop)[] faces)
    {
        int side = bundle.Embedder.Settings.Side;
        BgrImage[] crops = [.. faces.Select(face => bundle.Aligner.Draw(photo, face.Crop))];
        FaceEmbedding[] embeddings = bundle.Embedder.Embed(crops);
        float[] luma = new float[side * side];
        var analyzed = new AnalyzedFace[faces.Length];
        for (int i = 0; i < faces.Length; i++)
        {
            crops[i].CopyLumaTo(luma);
            analyzed[i] = new AnalyzedFace(faces[i].Face, FaceQualityMeter.Measure(faces[i].Face, luma, side), embeddings[i]);
        }

        return analyzed;
    }
}
