using FaceFunctions.Benchmarks.Churn;

namespace FaceFunctions.Benchmarks.Tests.Churn;

public class ChurnRunTests
{
    [Theory]
    [InlineData(200_000, 4000, 1)]
    [InlineData(20_000, 100, 2)]
    public async Task A_gallery_that_changes_all_the_time_stays_true_and_bounded(int changes, int photos, int seed)
    {
        using var output = new StringWriter();

        int exitCode = await ChurnRun.RunAsync(new ChurnOptions(changes, photos, Dimension: 8, seed), output, TestContext.Current.CancellationToken);

        Assert.True(exitCode == 0, output.ToString());
    }
}
