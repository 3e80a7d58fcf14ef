using FaceFunctions.Core.Recognition;
using FaceFunctions.Vision.Bundles;
using FaceFunctions.Vision.Imaging;
using Microsoft.Extensions.Options;

namespace FaceFunctions.Vision;

/// <summary>
/// Analyses many photos for those who measure a bundle or search a folder with it: the same stages as <see cref="PhotoAnalyzer"/>, in two steps, so that the crops of several
/// photos are embedded in one run of the model. Uses the calling thread alone; safe for any number of threads, best one a core.
/// </summary>
public sealed class BatchAnalyzer : IDisposable
{
    private readonly ModelBundle _bundle;
    private readonly PhotoPipeline _pipeline;
    private readonly TimeProvider _time;

    private BatchAnalyzer(ModelBundle bundle, VisionOptions options, TimeProvider time)
    {
        _bundle = bundle;
        _time = time;
        _pipeline = new PhotoPipeline(bundle, new PhotoLimits(options.MaxPhotoBytes, options.MaxPhotoPixels), options.SmallestFacePixels, time);
    }

    /// <summary>The bundle's id, embedding length and thresholds.</summary>
    public RecognitionModel Model => _bundle.Model;

    /// <summary>What the bundle does with mirror images.</summary>
    public FlipRule Flip => _bundle.Embedder.Settings.Flip;

    /// <summary>Whether the bundle finds and aligns faces; otherwise the middle of a photo is the face.</summary>
    public bool HasDetector => _bundle.Detector is not null;

    /// <summary>Side of a crop in pixels.</summary>
    public int CropSide => _bundle.Embedder.Settings.Side;

    /// <summary>Loads a bundle.</summary>
    /// <param name="folder">The bundle's folder.</param>
    /// <param name="options">Limits of photos and the smallest face; the rest is not looked at. Null for the product's defaults.</param>
    /// <param name="time">Measures the stages.</param>
    /// <exception cref="ModelBundleException">The bundle cannot be used; the message says what to change.</exception>
    /// <exception cref="OptionsValidationException">An option has a value out of its range.</exception>
    public static BatchAnalyzer Load(string folder, VisionOptions? options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        options ??= new VisionOptions();
        if (new VisionOptionsValidator().Validate(null, options) is { Failed: true } wrong)
        {
            throw new OptionsValidationException(VisionOptions.Section, typeof(VisionOptions), wrong.Failures);
        }

        return new BatchAnalyzer(ModelBundle.Load(folder), options, time);
    }

    /// <summary>Decodes a photo, finds its faces and cuts them out.</summary>
    /// <param name="photo">The file's bytes; not needed afterwards, never changed.</param>
    /// <param name="withUnaligned">Whether each face is also cut out along its box alone, for <see cref="EmbedVariants"/>.</param>
    /// <param name="cancellationToken">Ends the work between two stages.</param>
    public PreparedPhoto Prepare(ReadOnlyMemory<byte> photo, bool withUnaligned, CancellationToken cancellationToken) => _pipeline.Prepare(photo, withUnaligned, cancellationToken);

    /// <summary>Embeds the faces of photos as the product does.</summary>
    /// <returns>An outcome a photo, in the same order. The time of a batch is shared out evenly among its faces.</returns>
    public IReadOnlyList<PhotoAnalysis> Embed(IReadOnlyList<PreparedPhoto> photos)
    {
        ArgumentNullException.ThrowIfNull(photos);
        BgrImage[] crops = [.. photos.SelectMany(photo => photo.Faces).Select(face => face.Crop)];
        long start = _time.GetTimestamp();
        FaceEmbedding[] embeddings = _bundle.Embedder.Embed(crops);
        TimeSpan each = _time.GetElapsedTime(start) / Math.Max(1, crops.Length);
        int next = 0;
        return
        [
            .. photos.Select(photo =>
            {
                int first = next;
                next += photo.Faces.Count;
                return photo.Refusal ?? photo.Complete(embeddings[first..next], each * photo.Faces.Count);
            }),
        ];
    }

    /// <summary>Embeds the faces of photos in each <see cref="EmbeddingVariant"/>, so that the gain of mirroring and of alignment can be measured.</summary>
    /// <param name="photos">Prepared with unaligned crops, or the variants without alignment are missing.</param>
    /// <returns>An outcome a photo, in the same order. The time of a batch is shared out evenly among its faces.</returns>
    public IReadOnlyList<VariedPhoto> EmbedVariants(IReadOnlyList<PreparedPhoto> photos)
    {
        ArgumentNullException.ThrowIfNull(photos);
        PreparedFace[] faces = [.. photos.SelectMany(photo => photo.Faces)];
        bool unaligned = faces.Length > 0 && Array.TrueForAll(faces, face => face.Unaligned is not null);
        long start = _time.GetTimestamp();
        (FaceEmbedding Plain, FaceEmbedding Flipped)[] both =
            _bundle.Embedder.EmbedBoth([.. unaligned ? faces.SelectMany(face => new[] { face.Crop, face.Unaligned! }) : faces.Select(face => face.Crop)]);
        TimeSpan each = _time.GetElapsedTime(start) / Math.Max(1, faces.Length);
        int perFace = unaligned ? 2 : 1;
        int next = 0;
        return
        [
            .. photos.Select(photo =>
            {
                int first = next;
                next += photo.Faces.Count;
                if (photo.Refusal is { } refusal)
                {
                    return new VariedPhoto(refusal, []);
                }

                VariedFace[] varied = [.. Enumerable.Range(first, photo.Faces.Count).Select(i => Vary(both.AsSpan(i * perFace, perFace)))];
                FaceEmbedding[] own = [.. varied.Select(face => face[new EmbeddingVariant(Aligned: true, Flipped: Flip != FlipRule.None)]!)];
                return new VariedPhoto(photo.Complete(own, each * photo.Faces.Count), varied);
            }),
        ];
    }

    /// <inheritdoc/>
    public void Dispose() => _bundle.Dispose();

    private static VariedFace Vary(ReadOnlySpan<(FaceEmbedding Plain, FaceEmbedding Flipped)> crops) =>
        new([crops[0].Plain, crops[0].Flipped, .. crops.Length > 1 ? new[] { crops[1].Plain, crops[1].Flipped } : []]);
}
