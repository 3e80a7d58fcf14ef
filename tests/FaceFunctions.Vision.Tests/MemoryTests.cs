using FaceFunctions.Testing;
using FaceFunctions.Vision.Tests.Imaging;
using SkiaSharp;

namespace FaceFunctions.Vision.Tests;

/// <summary>Counts what the whole process allocates, so nothing else may run meanwhile.</summary>
[Collection(nameof(MemoryTests))]
[CollectionDefinition(nameof(MemoryTests), DisableParallelization = true)]
public class MemoryTests
{
    [Fact]
    public async Task AnalyzeAsync_allocates_little_for_a_photo_of_12_megapixels()
    {
        using PhotoAnalyzer analyzer = Analyzers.Create(SharedBundle.Folder());
        using SKBitmap source = SKBitmap.Decode(SharedFiles.Path("photos/img18.jpg"));
        byte[] photo = source.Resize(new SKImageInfo(3464, 3464), new SKSamplingOptions(SKFilterMode.Linear)).ToFile(SKEncodedImageFormat.Jpeg);
        await analyzer.FindAsync(photo);
        long before = GC.GetTotalAllocatedBytes(precise: true);

        await analyzer.FindAsync(photo);

        // The detector's input is 640 x 640 x 3 bytes and a crop 112 x 112 x 3; the photo's pixels are native, and scaled down.
        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, 2_000_000);
    }
}
