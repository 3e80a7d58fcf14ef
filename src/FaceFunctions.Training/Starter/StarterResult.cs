using FaceFunctions.Core.Evaluation;
using FaceFunctions.Training.Measuring;

namespace FaceFunctions.Training.Starter;

/// <summary>What a finished starter reaches, on people none of whom it was trained on.</summary>
/// <param name="Recipe">What it is made from.</param>
/// <param name="Sizes">How many people it is measured on.</param>
/// <param name="BundleId">Id of the bundle.</param>
/// <param name="ParameterCount">Trained numbers.</param>
/// <param name="ModelBytes">Length of the model file.</param>
/// <param name="Match">Match threshold, chosen on the calibration people.</param>
/// <param name="Review">Review threshold, chosen on the calibration people.</param>
/// <param name="Verification">By the LFW protocol, on the test people.</param>
/// <param name="Identification">Of the test people.</param>
/// <param name="LargestDifference">Largest difference between an output of the file in ONNX Runtime and the trainer's own forward pass.</param>
/// <param name="RealPhotos">Pairs of real photos; null when none were given.</param>
/// <param name="Duration">How long it all took.</param>
public sealed record StarterResult(
    StarterRecipe Recipe,
    PopulationSizes Sizes,
    string BundleId,
    int ParameterCount,
    int ModelBytes,
    float Match,
    float Review,
    VerificationReport Verification,
    OpenSetIdentification Identification,
    float LargestDifference,
    RocCurve? RealPhotos,
    TimeSpan Duration)
{
    /// <summary>Part of the strangers who are given a name at the match threshold.</summary>
    public double StrangersNamed => Identification.FalsePositiveIdentificationRate(Match);

    /// <summary>Part of the known people's probes who are given the right name at the match threshold.</summary>
    public double KnownNamed => Identification.TruePositiveIdentificationRate(Match);
}
