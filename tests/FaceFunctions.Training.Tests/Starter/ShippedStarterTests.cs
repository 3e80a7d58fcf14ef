using FaceFunctions.Core.Evaluation;
using FaceFunctions.Portraits;
using FaceFunctions.Testing;
using FaceFunctions.Training.Measuring;
using FaceFunctions.Vision;
using Microsoft.Extensions.Options;

namespace FaceFunctions.Training.Tests.Starter;

/// <summary>The starter in models/starter on people it has never seen, fewer than its card measures: whoever changes the painter, the trainer or the analyzer hears of it here.</summary>
public class ShippedStarterTests
{
    private const ulong NewPeople = 77;

    private static readonly PopulationSizes Sizes = new(Known: 300, ProbesPerPerson: 2, Strangers: 300);

    private static string Folder => Path.Combine(SharedFiles.RepositoryRoot, "models", "starter");

    [Fact]
    public async Task It_recognises_people_and_names_no_strangers()
    {
        using var analyzer = new PhotoAnalyzer(Options.Create(new VisionOptions { BundlePath = Folder }), TimeProvider.System);
        float match = (await analyzer.GetModelAsync(TestContext.Current.CancellationToken)).Thresholds.Match;

        Population population = await Population.CreateAsync(analyzer, new PortraitSet(NewPeople), Sizes, embedded: null, TestContext.Current.CancellationToken);

        OpenSetIdentification identification = population.Identify();
        Assert.InRange(VerificationProtocol.Measure(population.Pairs()).MeanAccuracy, 0.99, 1);
        Assert.InRange(identification.Rank1Rate, 0.98, 1);
        Assert.InRange(identification.TruePositiveIdentificationRate(match), 0.95, 1);
        Assert.InRange(identification.FalsePositiveIdentificationRate(match), 0, 0.01);
    }

    [Fact]
    public void It_is_small_and_its_card_says_whom_it_is_for()
    {
        Assert.InRange(new DirectoryInfo(Folder).EnumerateFiles().Sum(file => file.Length), 1, 4_000_000);
        Assert.Contains("Not for real faces", File.ReadAllText(Path.Combine(Folder, "README.md")), StringComparison.Ordinal);
    }
}
