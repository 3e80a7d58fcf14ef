using FaceFunctions.Faults.Pictures;

namespace FaceFunctions.Faults.Tests;

public class PictureTests
{
    /// <summary>60 megapixels of four bytes, twice (what is decoded and what the decoder needs beside), and what the process takes without any.</summary>
    private const int MostMegabytes = 1000;

    [Fact]
    public async Task Mutated_pictures_get_an_expected_outcome_in_bounded_memory_and_crash_nothing()
    {
        var run = new PicturesRun(seed: 1, count: 100, FaultsCommand.Bundle, FaultsCommand.Artifacts);
        using var output = new StringWriter();

        // How long an answer takes is the command's to judge: no test asserts a time.
        await run.RunAsync(limitMs: int.MaxValue, output, TestContext.Current.CancellationToken);

        Assert.True(run.Faults.Count == 0 && run.MostMegabytes < MostMegabytes, output.ToString());
    }

    [Fact]
    public void A_case_is_the_same_file_every_time()
    {
        var mutator = new PictureMutator(seed: 1);

        var again = new PictureMutator(seed: 1);
        Assert.All(Enumerable.Range(0, 30), number => Assert.Equal(mutator.Make(number), again.Make(number)));
        Assert.Equal(30, Enumerable.Range(0, 30).Select(number => Convert.ToBase64String(mutator.Make(number))).Distinct().Count());
    }
}
