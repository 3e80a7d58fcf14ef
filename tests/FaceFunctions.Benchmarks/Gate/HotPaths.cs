using FaceFunctions.Core.Matching;
using FaceFunctions.Core.Recognition;
using FaceFunctions.Testing;
using FaceFunctions.Vision;
using FaceFunctions.Vision.Bundles;
using FaceFunctions.Vision.Imaging;

namespace FaceFunctions.Benchmarks.Gate;

/// <summary>The paths that run for every photo or query, with the budget of each: what was measured when it was last set, and about a quarter more.</summary>
/// <remarks>Managed bytes only. The decoded pixels are native memory, which the load command watches.</remarks>
internal sealed class HotPaths : IDisposable
{
    private ModelBundle? _bundle;
    private OpenedPhoto? _photo;

    /// <summary>All that can run here: what needs the shared models and photos is left out when they are missing.</summary>
    public IEnumerable<HotPath> All() => SharedFiles.Present ? [.. Search(), .. Photos()] : Search();

    /// <inheritdoc/>
    public void Dispose()
    {
        _photo?.Dispose();
        _bundle?.Dispose();
    }

    private static IEnumerable<HotPath> Search()
    {
        const int Dimension = 128;
        float[] rows = Vectors.Unit(seed: 1, 100_000, Dimension);
        float[] query = Vectors.Unit(seed: 2, 1, Dimension);
        FaceIndex index = SearchBenchmarks.BuildIndex(rows, Dimension);
        var matches = new PersonMatch[5];
        yield return new HotPath("Search 100,000 faces, top 5", 0, () => index.Search(query, null, matches));
        yield return new HotPath("Search, leaving one photo out", 0, () => index.Search(query, "photo-7", matches));
        FaceEmbedding a = FaceEmbedding.FromModelOutput(query);
        FaceEmbedding b = FaceEmbedding.FromModelOutput(rows.AsSpan(0, Dimension));
        float sum = 0;
        yield return new HotPath("Compare two embeddings", 0, () => sum += a.CosineSimilarity(b));
    }

    private IEnumerable<HotPath> Photos()
    {
        byte[] small = BenchmarkPhotos.Small();
        byte[] large = BenchmarkPhotos.Large(0);
        ModelBundle bundle = _bundle = ModelBundle.Load(SharedBundle.Folder());
        OpenedPhoto photo = _photo = OpenedPhoto.ForDetector(large, bundle.Detector!.LongestSide);
        SimilarityTransform crop = AlignBenchmarks.AroundMiddle(photo, shrink: 4);
        BgrImage[] crops = EmbedBenchmarks.Crops(bundle, 8);
        var pipeline = new PhotoPipeline(bundle, OpenedPhoto.Limits, new VisionOptions().SmallestFacePixels, TimeProvider.System);
        yield return new HotPath("Decode 400x400", 512, () => OpenedPhoto.Whole(small).Dispose());
        yield return new HotPath("Decode 4000x3000", 512, () => OpenedPhoto.Whole(large).Dispose());
        yield return new HotPath("Detect, input 640x640", 6_500, () => bundle.Detector!.Detect(photo.Pixels, photo.Width, photo.Height));
        yield return new HotPath("Align one crop of 112x112", 47_000, () => bundle.Aligner.Draw(photo.Pixels, crop));
        yield return new HotPath("Embed 1 face, flip sum", 5_700, () => bundle.Embedder.Embed([crops[0]]));
        yield return new HotPath("Embed 8 faces, flip sum", 35_000, () => bundle.Embedder.Embed(crops));
        yield return new HotPath("Analyse 400x400", 125_000, () => pipeline.Analyze(small, CancellationToken.None));
        yield return new HotPath("Analyse 4000x3000", 195_000, () => pipeline.Analyze(large, CancellationToken.None));
    }
}
