using BenchmarkDotNet.Attributes;
using FaceFunctions.Core.Recognition;
using FaceFunctions.Testing;
using FaceFunctions.Vision;
using FaceFunctions.Vision.Bundles;

namespace FaceFunctions.Benchmarks;

/// <summary>What the closer look at large photos costs: the whole analysis of a JPEG with and without it, on one thread.</summary>
public class DetectSmallBenchmarks
{
    private ModelBundle _bundle = null!;
    private PhotoPipeline _off = null!;
    private PhotoPipeline _on = null!;
    private byte[] _file = [];

    [Params(12, 24, 48)]
    public int Megapixels { get; set; }

    /// <summary>Of the group, the first look at 12 megapixels sees all faces, but coarsely, at 24 some and at 48 none; the close-up has one face as high as half the photo.</summary>
    [Params("group", "close-up")]
    public string Photo { get; set; } = "";

    [GlobalSetup]
    public void Setup()
    {
        _bundle = ModelBundle.Load(SharedBundle.Folder());
        _off = new PhotoPipeline(_bundle, OpenedPhoto.Limits, smallestFace: 0, TimeProvider.System);
        _on = new PhotoPipeline(_bundle, OpenedPhoto.Limits, new VisionOptions().SmallestFacePixels, TimeProvider.System);
        bool group = Photo == "group";
        _file = group ? BenchmarkPhotos.Group(Megapixels) : BenchmarkPhotos.CloseUp(Megapixels);
        Check.That(CloserLook() == (group ? 6 : 1) && (group || FirstLook() == 1), "the closer look finds every face, and the close-up needs none");
    }

    [GlobalCleanup]
    public void Cleanup() => _bundle.Dispose();

    [Benchmark(Baseline = true)]
    public int FirstLook() => Analyze(_off);

    [Benchmark]
    public int CloserLook() => Analyze(_on);

    private int Analyze(PhotoPipeline pipeline) => pipeline.Analyze(_file, CancellationToken.None) is PhotoAnalysis.FacesFound found ? found.Faces.Count : 0;
}
