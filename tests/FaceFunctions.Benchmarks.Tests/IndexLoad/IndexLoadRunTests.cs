using FaceFunctions.Benchmarks.IndexLoad;

namespace FaceFunctions.Benchmarks.Tests.IndexLoad;

public class IndexLoadRunTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(2000, 4)]
    [InlineData(501, 5)]
    public void A_run_with_the_real_index_passes(int faces, int facesPerPerson)
    {
        using var output = new StringWriter();

        int exitCode = IndexLoadRun.Run(new IndexLoadOptions(faces, facesPerPerson, Dimension: 33, Cosine: 0.6, Probes: 20, Compared: 20, Seed: 3), output, CancellationToken.None);

        Assert.True(exitCode == 0, output.ToString());
        Assert.Contains("Wrong answers       0 of 20; 20 were compared", output.ToString(), StringComparison.Ordinal);
    }
}
