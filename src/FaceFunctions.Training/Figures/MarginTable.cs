using System.Globalization;
using System.Text;

namespace FaceFunctions.Training.Figures;

/// <summary>The results of the comparison as Markdown.</summary>
internal static class MarginTable
{
    /// <summary>Writes the table.</summary>
    public static string Write(MarginStudyOptions options, IReadOnlyList<MarginResult> results)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"On the circle: {options.CirclePeople} people, {options.CirclePhotos} photos of each to train on and {options.CirclePhotos} others to test with.");
        text.AppendLine(CultureInfo.InvariantCulture, $"With 128 values: {options.TrainingPeople} people with {options.Photos} photos each to train on, {options.TestPeople} others to test with.");
        text.AppendLine();
        text.AppendLine("| loss | circle: margin | mean angle of trained photos to their person | of new photos | new photos right | 128 values: margin | verification of new people | TAR at FAR 1 % | equal error rate |");
        text.AppendLine("|---|---|---|---|---|---|---|---|---|");
        foreach (MarginResult result in results)
        {
            string tar = result.Verification.TarAtFar[0].Measured is { } measured ? measured.MeanTar.ToString("P1", CultureInfo.InvariantCulture) : "not enough pairs";
            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"| {result.Name} | {result.Margin} | {result.Trained.MeanAngle:0.0} degrees | {result.Fresh.MeanAngle:0.0} degrees | {result.Fresh.Accuracy:P1} | {result.Margin} | {result.Verification.MeanAccuracy:P2} +- {result.Verification.AccuracyDeviation:P2} | {tar} | {result.Verification.EqualErrorRate:P2} |");
        }

        return text.ToString();
    }
}
