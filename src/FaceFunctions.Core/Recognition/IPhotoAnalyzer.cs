using FaceFunctions.Core.Matching;

namespace FaceFunctions.Core.Recognition;

/// <summary>Finds, aligns and embeds the faces of a photo. One instance serves the whole process; safe for any number of threads.</summary>
public interface IPhotoAnalyzer
{
    /// <summary>The model in use; waits while it is being loaded.</summary>
    ValueTask<RecognitionModel> GetModelAsync(CancellationToken cancellationToken);

    /// <summary>Analyses one encoded photo; waits for the model and for a CPU slot.</summary>
    /// <param name="photo">The file's bytes. Not kept after the task ends, never changed.</param>
    /// <param name="cancellationToken">Stops waiting; work that has begun on a CPU slot ends at the next stage.</param>
    /// <returns>An outcome for every input, also for a hostile one; only faults of the machine or the model throw.</returns>
    Task<PhotoAnalysis> AnalyzeAsync(ReadOnlyMemory<byte> photo, CancellationToken cancellationToken);
}

/// <summary>What the rest of the product must know of a loaded bundle.</summary>
/// <param name="BundleId">Changes when anything that changes vectors changes: vectors of different ids are never compared.</param>
/// <param name="Dimension">Components of an embedding.</param>
/// <param name="Thresholds">Decision thresholds where nothing else says any: those of the app's settings, else the bundle's own.</param>
/// <param name="HasThresholdsOfSettings">Whether the settings name a threshold: then no calibration decides.</param>
public sealed record RecognitionModel(string BundleId, int Dimension, MatchThresholds Thresholds, bool HasThresholdsOfSettings = false);
