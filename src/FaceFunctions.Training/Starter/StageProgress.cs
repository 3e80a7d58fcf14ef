using System.Globalization;
using FaceFunctions.Training.Measuring;
using FaceFunctions.Training.Optimization;

namespace FaceFunctions.Training.Starter;

/// <summary>Adds the stages up to one number that grows evenly with time.</summary>
internal sealed class StageProgress
{
    // Milliseconds of one core that each kind of work takes a photo: only their ratios matter.
    private const double DrawCost = 7;
    private const double LocatorCost = 0.9;
    private const double EmbedderCost = 1.4;
    private const double MeasureCost = 12;

    private readonly Action<TrainingStage> _report;
    private readonly int _photos;
    private readonly double _locator;
    private readonly double _embedder;
    private readonly double _measuring;
    private int _drawn;
    private int _measured;

    /// <summary>Starts at nothing done.</summary>
    public StageProgress(StarterRecipe recipe, PopulationSizes sizes, Action<TrainingStage> report)
    {
        _report = report;
        _photos = recipe.People * recipe.PhotosPerPerson;
        _locator = _photos * LocatorCost * recipe.LocatorEpochs;
        _embedder = _photos * EmbedderCost * recipe.EmbedderEpochs;
        _measuring = 2 * sizes.Photos * MeasureCost;
    }

    private double Drawing => _photos * DrawCost;

    private double Total => Drawing + _locator + _embedder + _measuring;

    /// <summary>One photo was drawn to train on. Safe to call from any thread.</summary>
    public void CountDrawn() => Report("Drawing people", Interlocked.Increment(ref _drawn) * DrawCost);

    /// <summary>A step of the locator's training is done.</summary>
    public void ShowLocator(TrainingProgress progress) => Report(Describe("Learning where faces are", progress), Drawing + (_locator * progress.Step / progress.Steps));

    /// <summary>A step of the embedder's training is done.</summary>
    public void ShowEmbedder(TrainingProgress progress) => Report(Describe("Learning whose they are", progress), Drawing + _locator + (_embedder * progress.Step / progress.Steps));

    /// <summary>One photo was embedded to measure with. Safe to call from any thread.</summary>
    public void CountMeasured() => Report("Measuring", Total - _measuring + (Interlocked.Increment(ref _measured) * MeasureCost));

    private static string Describe(string what, TrainingProgress progress) => string.Create(CultureInfo.InvariantCulture, $"{what}, loss {progress.Loss:0.0000}");

    private void Report(string name, double done) => _report(new TrainingStage(name, done / Total));
}
