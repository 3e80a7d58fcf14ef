using FaceFunctions.Benchmarks.GalleryLoad;

namespace FaceFunctions.Benchmarks.Tests.GalleryLoad;

public class GalleryLoadRunTests
{
    [Fact]
    public async Task A_gallery_is_loaded_from_disk_tables_and_snapshots()
    {
        using var output = new StringWriter();

        int exitCode = await GalleryLoadRun.RunAsync(new GalleryLoadOptions(Faces: 3000, StoredFaces: 500, Dimension: 16, Runs: 1), output, TestContext.Current.CancellationToken);

        Assert.True(exitCode == 0, output.ToString());
        Assert.Contains("3,000 faces x 16", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("From the snapshots", output.ToString(), StringComparison.Ordinal);
    }
}
