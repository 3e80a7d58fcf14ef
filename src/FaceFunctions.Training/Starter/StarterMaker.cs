using System.Globalization;
using FaceFunctions.Core.Evaluation;
using FaceFunctions.Portraits;
using FaceFunctions.Training.Measuring;
using FaceFunctions.Training.Networks;
using FaceFunctions.Training.Onnx;
using FaceFunctions.Vision;
using Microsoft.Extensions.Options;

namespace FaceFunctions.Training.Starter;

/// <summary>Makes the starter bundle from nothing: trains it, writes it, chooses its thresholds and measures what it reaches.</summary>
/// <param name="recipe">What it is made from.</param>
/// <param name="sizes">How many people it is measured on.</param>
public sealed class StarterMaker(StarterRecipe recipe, PopulationSizes sizes)
{
    /// <summary>Part of the calibration's strangers who are named at the match threshold: a tenth of what is promised, since other strangers may be luckier.</summary>
    internal const double MatchFalsePositives = 0.001;

    /// <summary>Part of them who are uncertain or named at the review threshold.</summary>
    internal const double ReviewFalsePositives = 0.05;

    private static readonly double[] Fars = [0.01, 0.001];

    /// <summary>Makes it.</summary>
    /// <param name="folder">The bundle's folder; made when it is not there. What is there stays as it is until the new bundle is complete.</param>
    /// <param name="checkpoint">File that is written after each epoch, and gone on from when it is there; null for none.</param>
    /// <param name="realPhotos">Folder of real photos with a pairs.csv, to measure on too; null for none.</param>
    /// <param name="report">Hears where the work stands; may be called from any thread.</param>
    /// <param name="time">Measures how long it takes.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="TrainingException">There is not enough memory, the training failed, the checkpoint is of another one, the exported file does not compute what was trained, or real photos cannot be read.</exception>
    /// <exception cref="IOException">The folder or the checkpoint cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">Writing there is not allowed.</exception>
    public async Task<StarterResult> MakeAsync(
        string folder, string? checkpoint, string? realPhotos, Action<TrainingStage> report, TimeProvider time, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(report);
        long start = time.GetTimestamp();
        long available = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        if (recipe.MemoryBytes > available)
        {
            throw new TrainingException(string.Create(
                CultureInfo.InvariantCulture, $"This needs about {recipe.MemoryBytes / 1e9:0.0} GB of memory and there are {available / 1e9:0.0}: take fewer people or photos."));
        }

        RealPhotos? real = realPhotos is null ? null : RealPhotos.Read(realPhotos);
        using var staging = new StagingFolder(folder);
        var progress = new StageProgress(recipe, sizes, report);
        FaceNetwork network = await Task.Run(() => new StarterTraining(recipe, progress).Run(checkpoint, cancellationToken), cancellationToken);
        byte[] model = NetworkExport.ToOnnx(network, ModelInfo());
        float difference = RuntimeParity.LargestDifference(network, model);
        if (!(difference <= RuntimeParity.Limit))
        {
            throw new TrainingException(string.Create(CultureInfo.InvariantCulture, $"The exported model differs by {difference} from the trained one; at most {RuntimeParity.Limit} is allowed."));
        }

        (float match, float review) = await CalibrateAsync(staging.Path, model, progress, cancellationToken);
        StarterBundle.Write(staging.Path, model, match, review);
        StarterResult result;
        using (PhotoAnalyzer analyzer = CreateAnalyzer(staging.Path, time))
        {
            Population test = await Population.CreateAsync(analyzer, new PortraitSet(StarterSets.Test), sizes, progress.CountMeasured, cancellationToken);
            result = new StarterResult(
                recipe,
                sizes,
                (await analyzer.GetModelAsync(cancellationToken)).BundleId,
                network.ParameterCount,
                model.Length,
                match,
                review,
                VerificationProtocol.Measure(test.Pairs(), Fars),
                test.Identify(),
                difference,
                real is null ? null : await real.CompareAsync(analyzer, cancellationToken),
                time.GetElapsedTime(start));
        }

        await File.WriteAllTextAsync(Path.Combine(staging.Path, ModelCard.FileName), ModelCard.Write(result, folder), cancellationToken);
        staging.Publish();
        return result;
    }

    /// <summary>Chooses the thresholds on people who are neither trained on nor tested on.</summary>
    private async Task<(float Match, float Review)> CalibrateAsync(string folder, byte[] model, StageProgress progress, CancellationToken cancellationToken)
    {
        // Similarities do not depend on thresholds: any will do until they are known.
        StarterBundle.Write(folder, model, match: 1, review: 1);
        using PhotoAnalyzer analyzer = CreateAnalyzer(folder, TimeProvider.System);
        Population calibration = await Population.CreateAsync(analyzer, new PortraitSet(StarterSets.Calibration), sizes, progress.CountMeasured, cancellationToken);
        OpenSetIdentification identification = calibration.Identify();
        float match = RoundUp(identification.SmallestThresholdAt(MatchFalsePositives));
        return (match, Math.Min(match, RoundUp(identification.SmallestThresholdAt(ReviewFalsePositives))));
    }

    private static float RoundUp(float threshold) => (float)(Math.Ceiling(threshold * 1000) / 1000);

    private static PhotoAnalyzer CreateAnalyzer(string folder, TimeProvider time) => new(Options.Create(new VisionOptions { BundlePath = Path.GetFullPath(folder) }), time);

    private OnnxModelInfo ModelInfo() => new()
    {
        GraphName = StarterBundle.Name,
        Description = "Embeds drawn portraits of FaceFunctions: gray 128 x 128, (x - 127.5) / 127.5, to 512 values. Not for real faces.",
        Metadata = new Dictionary<string, string> { ["recipe"] = recipe.ToString(), ["licence"] = "MIT" },
    };
}
