using FaceFunctions.Core.Detection;
using FaceFunctions.Core.Recognition;
using FaceFunctions.Vision.Bundles;
using FaceFunctions.Vision.Detection;
using FaceFunctions.Vision.Imaging;

namespace FaceFunctions.Vision;

/// <summary>The way of one photo: decode, detect, look closer if it is large, decode again if a face needs more pixels, align, measure, embed. Safe for any number of threads.</summary>
/// <param name="bundle">The models.</param>
/// <param name="limits">What a photo may be at most.</param>
/// <param name="smallestFace">Shorter side in pixels of the smallest face that is found in a large photo; 0 for no closer look.</param>
/// <param name="time">Measures the stages.</param>
internal sealed class PhotoPipeline(ModelBundle bundle, PhotoLimits limits, float smallestFace, TimeProvider time)
{
    /// <summary>Most faces of a photo, the largest first; as InsightFace's server.</summary>
    public const int MaxFaces = 100;

    /// <summary>A decoded picture may miss this part of the wanted scale: rounding is no reason to decode again.</summary>
    private const float ScaleTolerance = 0.99f;

    private readonly CloserLook? _closerLook = bundle.Detector is { } detector
        ? new CloserLook(detector, smallestFace, bundle.Embedder.Settings.Side, MaxFaces)
        : null;

    /// <summary>Analyses one photo on the calling thread.</summary>
    /// <param name="file">The photo's bytes.</param>
    /// <param name="cancellationToken">Ends the work between two stages.</param>
    public PhotoAnalysis Analyze(ReadOnlyMemory<byte> file, CancellationToken cancellationToken)
    {
        PreparedPhoto prepared = Prepare(file, withUnaligned: false, cancellationToken);
        if (prepared.Refusal is { } refusal)
        {
            return refusal;
        }

        cancellationToken.ThrowIfCancellationRequested();
        long start = time.GetTimestamp();
        FaceEmbedding[] embeddings = bundle.Embedder.Embed([.. prepared.Faces.Select(face => face.Crop)]);
        return prepared.Complete(embeddings, time.GetElapsedTime(start));
    }

    /// <summary>Does all but the embedding, on the calling thread: the crops of a photo's faces are all that is left of it.</summary>
    /// <param name="file">The photo's bytes; not needed afterwards.</param>
    /// <param name="withUnaligned">Whether each face is also cut out along its box, if the bundle has a detector.</param>
    /// <param name="cancellationToken">Ends the work between two stages.</param>
    public PreparedPhoto Prepare(ReadOnlyMemory<byte> file, bool withUnaligned, CancellationToken cancellationToken)
    {
        var clock = new StageClock(time);
        using EncodedPhoto? encoded = EncodedPhoto.Open(file, limits, out PhotoAnalysis? refusal);
        if (encoded is null)
        {
            return new PreparedPhoto(refusal!, clock.Times);
        }

        (int width, int height) = (encoded.Width, encoded.Height);
        DecodedPhoto? photo = encoded.Decode(FirstScale(width, height), out refusal);
        try
        {
            clock.EndDecode();
            if (photo is null)
            {
                return new PreparedPhoto(refusal!, clock.Times);
            }

            cancellationToken.ThrowIfCancellationRequested();
            IReadOnlyList<ScaledFace> first = bundle.Detector?.Detect(photo, width, height)
                ?? [new ScaledFace(new DetectedFace(new PixelBox(0, 0, width, height), Landmarks: null, Score: 1), Scale: 1)];
            LocatedFace[] faces = Locate(first, width, height);
            clock.EndDetect();

            // Of all faces, also those that a closer look will take over: the others' crops must not change with it.
            float wanted = faces.Length == 0 ? 0 : Math.Min(1, AffineSampler.WantedShrink * faces.Max(face => face.Crop.Scale));

            cancellationToken.ThrowIfCancellationRequested();
            IReadOnlyList<DetectorTile> tiles = _closerLook?.Plan(width, height) ?? [];
            using CloserFaces? closer = tiles.Count == 0 ? null : _closerLook!.Find(tiles, encoded, photo, first, ref clock, cancellationToken, out refusal);
            if (refusal is not null)
            {
                return new PreparedPhoto(refusal, clock.Times);
            }

            PreparedFace[] small = closer is { Parts: not null } ? CutSmall(closer, width, height, withUnaligned) : [];
            faces = closer is null ? faces : Locate(closer.Kept, width, height);
            clock.EndEmbed();
            if (faces.Length == 0)
            {
                return small.Length == 0 ? new PreparedPhoto(new PhotoAnalysis.NoFace(width, height), clock.Times) : new PreparedPhoto(width, height, small, clock.Times);
            }

            cancellationToken.ThrowIfCancellationRequested();
            if (photo.Scale < wanted * ScaleTolerance)
            {
                // The first picture goes before the second comes, so that a photo is never in memory twice.
                closer?.Dispose();
                photo.Dispose();
                photo = encoded.Decode(wanted, out refusal);
                clock.EndDecode();
                if (photo is null)
                {
                    return new PreparedPhoto(refusal!, clock.Times);
                }
            }

            cancellationToken.ThrowIfCancellationRequested();
            PreparedFace[] large = Cut(faces, _ => photo, withUnaligned);
            clock.EndEmbed();
            return new PreparedPhoto(width, height, [.. large.Concat(small).OrderByDescending(face => face.Face.Box.Area)], clock.Times);
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

    private LocatedFace[] Locate(IEnumerable<ScaledFace> faces, int width, int height) =>
    [
        .. from face in faces.OrderByDescending(face => face.Face.Box.Area).Take(MaxFaces)
           let crop = bundle.Aligner.Locate(face.Face, width, height)
           where crop is not null
           select new LocatedFace(face.Face, crop.Value),
    ];

    private PreparedFace[] CutSmall(CloserFaces closer, int width, int height, bool withUnaligned)
    {
        List<LocatedFace> faces = [];
        List<DecodedPhoto> pictures = [];
        foreach ((ScaledFace face, int part) in closer.Small.OrderByDescending(one => one.Face.Face.Box.Area))
        {
            if (bundle.Aligner.Locate(face.Face, width, height) is { } crop)
            {
                faces.Add(new LocatedFace(face.Face, crop));
                pictures.Add(closer.Parts![part]);
            }
        }

        return Cut(faces, i => pictures[i], withUnaligned);
    }

    private PreparedFace[] Cut(IReadOnlyList<LocatedFace> faces, Func<int, DecodedPhoto> picture, bool withUnaligned)
    {
        int side = bundle.Embedder.Settings.Side;
        float[] luma = new float[side * side];
        var cut = new PreparedFace[faces.Count];
        for (int i = 0; i < cut.Length; i++)
        {
            DetectedFace face = faces[i].Face;
            BgrImage crop = bundle.Aligner.Draw(picture(i), faces[i].Crop);
            crop.CopyLumaTo(luma);
            BgrImage? unaligned = withUnaligned && bundle.Detector is not null && bundle.Aligner.LocateBox(face.Box) is { } square ? bundle.Aligner.Draw(picture(i), square) : null;
            cut[i] = new PreparedFace(face, FaceQualityMeter.Measure(face, luma, side), crop, unaligned);
        }

        return cut;
    }

    private readonly record struct LocatedFace(DetectedFace Face, SimilarityTransform Crop);
}
