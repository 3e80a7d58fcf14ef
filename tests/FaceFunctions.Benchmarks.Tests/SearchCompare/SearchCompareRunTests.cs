using FaceFunctions.Benchmarks.SearchCompare;

namespace FaceFunctions.Benchmarks.Tests.SearchCompare;

public class SearchCompareRunTests
{
    [Theory]
    [InlineData(5, 1)]
    [InlineData(3000, 5)]
    public void The_index_answers_as_a_whole_scan_does(int faces, int facesPerPerson)
    {
        using var output = new StringWriter();

        int exitCode = SearchCompareRun.Run(
            new SearchCompareOptions(faces, facesPerPerson, Dimension: 40, Cosine: 0.6, Threads: 2, Rounds: 2, Queries: 32, Seed: 4), output, CancellationToken.None);

        Assert.True(exitCode == 0, output.ToString());
        Assert.Contains("Recall       1.000000 of the first 5 of 32 queries", output.ToString(), StringComparison.Ordinal);
    }
}
