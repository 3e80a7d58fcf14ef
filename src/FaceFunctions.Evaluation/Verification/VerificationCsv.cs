using System.Globalization;
using CsvHelper;
using FaceFunctions.Core.Evaluation;

namespace FaceFunctions.Evaluation.Verification;

/// <summary>Writes a result as CSV: a measure a row, and the scores of all pairs.</summary>
public static class VerificationCsv
{
    /// <summary>Writes the measures: way, measure, value, low and high end of the 95 % interval; empty where there is none.</summary>
    public static void WriteMeasures(TextWriter writer, VerificationResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        using var csv = new CsvWriter(writer, CultureInfo.InvariantCulture, leaveOpen: true);
        Row(csv, "way", "measure", "value", "low", "high");
        foreach (VariantResult variant in result.Variants)
        {
            Add("accuracy", variant.Folds?.Mean, null);
            Add("accuracy-deviation", variant.Folds?.Deviation, null);
            Add("threshold", variant.Folds?.MeanThreshold, null);
            Add("optimistic-accuracy", variant.OptimisticAccuracy, null);
            Add("optimistic-threshold", variant.OptimisticThreshold, null);
            Add("eer", variant.EqualErrorRate.Value, variant.EqualErrorRate.Interval);
            Add("auc", variant.AreaUnderCurve.Value, variant.AreaUnderCurve.Interval);
            foreach (TarResult tar in variant.Tars)
            {
                Add(string.Create(CultureInfo.InvariantCulture, $"tar@{tar.Far:0.0#####}"), tar.Tar?.Value, tar.Tar?.Interval);
            }

            void Add(string measure, double? value, ConfidenceInterval? interval) => Row(csv, variant.Name, measure, Number(value), Number(interval?.Low), Number(interval?.High));
        }
    }

    /// <summary>Writes the pairs: both photos, whether they show one person, their fold and similarity.</summary>
    public static void WriteScores(TextWriter writer, VerificationResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        using var csv = new CsvWriter(writer, CultureInfo.InvariantCulture, leaveOpen: true);
        Row(csv, "photo_a", "photo_b", "same", "fold", "similarity");
        foreach (ComparedPair pair in result.Scores)
        {
            Row(csv, pair.A, pair.B, pair.IsSamePerson ? "1" : "0", pair.Fold < 0 ? "" : pair.Fold.ToString(CultureInfo.InvariantCulture), pair.Similarity.ToString("R", CultureInfo.InvariantCulture));
        }
    }

    private static void Row(CsvWriter csv, params ReadOnlySpan<string> cells)
    {
        foreach (string cell in cells)
        {
            csv.WriteField(cell);
        }

        csv.NextRecord();
    }

    private static string Number(double? value) => value?.ToString("R", CultureInfo.InvariantCulture) ?? "";
}
