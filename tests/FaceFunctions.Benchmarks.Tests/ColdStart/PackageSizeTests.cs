using FaceFunctions.Benchmarks.ColdStart;

namespace FaceFunctions.Benchmarks.Tests.ColdStart;

public class PackageSizeTests
{
    [Fact]
    public void Of_counts_every_file_and_what_packing_saves()
    {
        string folder = Directory.CreateTempSubdirectory("facefunctions-size-").FullName;
        try
        {
            Directory.CreateDirectory(Path.Combine(folder, ".hidden"));
            File.WriteAllBytes(Path.Combine(folder, "a"), new byte[100_000]);
            File.WriteAllBytes(Path.Combine(folder, ".hidden", "b"), new byte[23]);

            PackageSize size = PackageSize.Of(folder);
            Assert.Equal(100_023, size.Files);
            Assert.InRange(size.Zipped, 1, 2000);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
