using FaceFunctions.Faults.Questions;
using FaceFunctions.LocalHost.Azurite;

namespace FaceFunctions.Faults.Tests;

public class QuestionTests
{
    [Fact]
    public async Task A_hundred_calls_at_once_over_a_changing_gallery_are_all_answered_and_right()
    {
        await using AzuriteServer azurite = await AzuriteServer.StartAsync(new AzuriteOptions(), TestContext.Current.CancellationToken);
        using var output = new StringWriter();

        IReadOnlyCollection<string> faults = await new QuestionsRun(seed: 1, calls: 100, rounds: 1).RunAsync(
            azurite.ConnectionString, FaultsCommand.Bundle, output, TestContext.Current.CancellationToken);

        Assert.True(faults.Count == 0, output.ToString());
    }
}
