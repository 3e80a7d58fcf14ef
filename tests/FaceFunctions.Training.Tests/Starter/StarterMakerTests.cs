using System.Text.Json;
using FaceFunctions.Testing;
using FaceFunctions.Training.Measuring;
using FaceFunctions.Training.Starter;
using FaceFunctions.Vision.Bundles;

namespace FaceFunctions.Training.Tests.Starter;

/// <summary>The whole way on a recipe so small that nobody is recognised by it.</summary>
public sealed class StarterMakerTests : IDisposable
{
    private static readonly StarterRecipe Recipe = new() { People = 16, PhotosPerPerson = 4, BatchSize = 32, LocatorEpochs = 1, EmbedderEpochs = 2 };
    private static readonly PopulationSizes Sizes = new(Known: 20, ProbesPerPerson: 3, Strangers: 20);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("facefunctions-starter-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task MakeAsync_writes_a_bundle_that_loads_and_a_card_with_its_figures()
    {
        string folder = Path.Combine(_folder.FullName, "starter");
        var stages = new List<TrainingStage>();

        StarterResult result = await MakeAsync(folder, checkpoint: null, stages);

        using ModelBundle bundle = ModelBundle.Load(folder);
        Assert.Equal(result.BundleId, bundle.Model.BundleId);
        Assert.StartsWith("starter-", result.BundleId, StringComparison.Ordinal);
        Assert.Equal(1024, bundle.Model.Dimension);
        Assert.Equal(result.Match, bundle.Model.Thresholds.Match);
        Assert.Equal(result.Review, bundle.Model.Thresholds.Review);
        Assert.Null(bundle.Manifest.Detector);
        Assert.InRange(new DirectoryInfo(folder).EnumerateFiles().Sum(file => file.Length), 1, 4_000_000);
        Assert.InRange(result.LargestDifference, 0, 1e-4);
        string card = await File.ReadAllTextAsync(Path.Combine(folder, "README.md"), TestContext.Current.CancellationToken);
        Assert.Contains("For drawn portraits, demos, tests and load. Not for real faces", card, StringComparison.Ordinal);
        Assert.Contains($"train --out {folder} --people 16 --photos 4 --epochs 2 --known 20\n", card, StringComparison.Ordinal);
        Assert.Contains($"| {result.Identification.Rank1Rate.ToString("P2", System.Globalization.CultureInfo.InvariantCulture)} |", card, StringComparison.Ordinal);
        Assert.Equal(["Drawing people", "Learning where faces are", "Learning whose they are", "Measuring"], stages.Select(stage => stage.Name.Split(',')[0]).Distinct());
        Assert.Equal(1, stages.Max(stage => stage.Done), 1e-9);
    }

    [Fact]
    public async Task MakeAsync_makes_the_same_model_again_also_when_it_was_stopped_between()
    {
        string checkpoint = Path.Combine(_folder.FullName, "checkpoint");
        string[] names = ["a", "b"];
        await MakeAsync(Path.Combine(_folder.FullName, names[0]), checkpoint: null, []);
        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new StarterMaker(Recipe, Sizes).MakeAsync(
            Path.Combine(_folder.FullName, names[1]), checkpoint, realPhotos: null, CancelAfterTheFirstEpoch, TimeProvider.System, stop.Token));

        await MakeAsync(Path.Combine(_folder.FullName, names[1]), checkpoint, []);

        byte[][] models = [.. names.Select(name => File.ReadAllBytes(Path.Combine(_folder.FullName, name, "starter.onnx")))];
        Assert.Equal(models[0], models[1]);

        void CancelAfterTheFirstEpoch(TrainingStage stage)
        {
            if (File.Exists(checkpoint))
            {
                stop.Cancel();
            }
        }
    }

    [Fact]
    public async Task A_damaged_checkpoint_is_refused_before_anything_is_drawn()
    {
        string checkpoint = Path.Combine(_folder.FullName, "checkpoint");
        await MakeAsync(Path.Combine(_folder.FullName, "a"), checkpoint, []);
        byte[] bytes = await File.ReadAllBytesAsync(checkpoint, TestContext.Current.CancellationToken);
        foreach (int at in new[] { 0, 20, bytes.Length / 2 })
        {
            byte[] damaged = [.. bytes];
            damaged[at] ^= 1;
            await File.WriteAllBytesAsync(checkpoint, damaged, TestContext.Current.CancellationToken);
            var stages = new List<TrainingStage>();

            await Assert.ThrowsAsync<TrainingException>(() => MakeAsync(Path.Combine(_folder.FullName, "b"), checkpoint, stages));

            Assert.Empty(stages);
        }
    }

    [Fact]
    public async Task MakeAsync_reports_on_real_photos_too()
    {
        string folder = Path.Combine(_folder.FullName, "starter");

        var maker = new StarterMaker(Recipe, Sizes);
        StarterResult result = await maker.MakeAsync(folder, null, SharedFiles.Path("photos"), _ => { }, TimeProvider.System, TestContext.Current.CancellationToken);

        Assert.NotNull(result.RealPhotos);
        Assert.Contains("equal error rate", await File.ReadAllTextAsync(Path.Combine(folder, "README.md"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bundle_that_is_there_stays_until_the_new_one_is_complete()
    {
        string folder = Path.Combine(_folder.FullName, "starter");
        StarterBundle.Write(folder, [1, 2, 3], match: 0.5f, review: 0.4f);
        using var stop = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new StarterMaker(Recipe, Sizes).MakeAsync(
            folder, checkpoint: null, realPhotos: null, CancelAtTheEnd, TimeProvider.System, stop.Token));

        Assert.Equal(["bundle.json", "starter.onnx"], Directory.EnumerateFileSystemEntries(folder).Select(Path.GetFileName).Order());
        Assert.Equal([1, 2, 3], await File.ReadAllBytesAsync(Path.Combine(folder, "starter.onnx"), TestContext.Current.CancellationToken));

        void CancelAtTheEnd(TrainingStage stage)
        {
            if (stage.Name == "Measuring" && stage.Done > 0.99)
            {
                stop.Cancel();
            }
        }
    }

    [Fact]
    public async Task The_manifest_says_whom_the_starter_is_for()
    {
        string folder = Path.Combine(_folder.FullName, "starter");
        StarterBundle.Write(folder, [1, 2, 3], match: 0.5f, review: 0.4f);

        using JsonDocument manifest = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(folder, "bundle.json"), TestContext.Current.CancellationToken));

        Assert.Contains("drawn portraits", manifest.RootElement.GetProperty("description").GetString(), StringComparison.Ordinal);
        Assert.Equal(0.5, manifest.RootElement.GetProperty("thresholds").GetProperty("match").GetDouble());
        Assert.False(manifest.RootElement.TryGetProperty("detector", out _));
    }

    private static Task<StarterResult> MakeAsync(string folder, string? checkpoint, List<TrainingStage> stages) => new StarterMaker(Recipe, Sizes).MakeAsync(
        folder,
        checkpoint,
        realPhotos: null,
        stage =>
        {
            lock (stages)
            {
                stages.Add(stage);
            }
        },
        TimeProvider.System,
        TestContext.Current.CancellationToken);
}
