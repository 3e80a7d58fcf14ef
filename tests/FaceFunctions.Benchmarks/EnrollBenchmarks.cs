using BenchmarkDotNet.Attributes;
using FaceFunctions.Core.Recognition;
using FaceFunctions.Testing;
using FaceFunctions.Vision;
using Microsoft.Extensions.Options;

namespace FaceFunctions.Benchmarks;

/// <summary>The whole analysis of one photo as the app does it when it enrolls: decode, detect, align, measure, embed with the mirror image. Storage is not in it.</summary>
public class EnrollBenchmarks
{
    private PhotoAnalyzer _analyzer = null!;
    private byte[] _file = [];

    [Params(BenchmarkPhotos.SmallName, BenchmarkPhotos.LargeName)]
    public string Photo { get; set; } = "";

    [GlobalSetup]
    public async Task SetupAsync()
    {
        _analyzer = new PhotoAnalyzer(Options.Create(new VisionOptions { BundlePath = SharedBundle.Folder() }), TimeProvider.System);
        _file = BenchmarkPhotos.Named(Photo);
        Check.That(await AnalyzeAsync() is PhotoAnalysis.FacesFound { Faces.Count: 1 }, "the one face is found");
    }

    [GlobalCleanup]
    public void Cleanup() => _analyzer.Dispose();

    [Benchmark]
    public Task<PhotoAnalysis> AnalyzeAsync() => _analyzer.AnalyzeAsync(_file, CancellationToken.None);
}
