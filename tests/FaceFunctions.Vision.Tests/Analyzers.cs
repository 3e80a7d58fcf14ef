using FaceFunctions.Core.Recognition;
using FaceFunctions.Testing;
using Microsoft.Extensions.Options;

namespace FaceFunctions.Vision.Tests;

/// <summary>Analyzers as the app makes them.</summary>
internal static class Analyzers
{
    public static PhotoAnalyzer Create(string bundle, Action<VisionOptions>? configure = null)
    {
        var options = new VisionOptions { BundlePath = bundle };
        configure?.Invoke(options);
        return new PhotoAnalyzer(Options.Create(options), TimeProvider.System);
    }

    public static Task<PhotoAnalysis> AnalyzeAsync(this PhotoAnalyzer analyzer, byte[] photo) =>
        analyzer.AnalyzeAsync(photo, TestContext.Current.CancellationToken);

    public static async Task<PhotoAnalysis.FacesFound> FindAsync(this PhotoAnalyzer analyzer, byte[] photo) =>
        Assert.IsType<PhotoAnalysis.FacesFound>(await analyzer.AnalyzeAsync(photo));

    public static async Task<PhotoAnalysis.FacesFound> FindAsync(this PhotoAnalyzer analyzer, string sharedPhoto) =>
        await analyzer.FindAsync(await File.ReadAllBytesAsync(SharedFiles.Path($"photos/{sharedPhoto}"), TestContext.Current.CancellationToken));
}
