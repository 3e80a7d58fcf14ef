using System.Globalization;
using FaceFunctions.Evaluation.Embedding;
using FaceFunctions.Evaluation.Reports;
using static FaceFunctions.Evaluation.Reports.ReportText;

namespace FaceFunctions.Evaluation.Verification;

/// <summary>Puts a result into the tables that terminal, Markdown and HTML show.</summary>
public static class VerificationTables
{
    /// <summary>The tables, the most important first.</summary>
    public static IReadOnlyList<ReportTable> Of(VerificationResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return [Main(result), Tars(result), Variants(result), Thresholds(result), Photos(result), .. result.Speed.Photos > 0 ? new[] { Speed(result.Speed) } : []];
    }

    private static ReportTable Main(VerificationResult result)
    {
        VariantResult own = result.Product;
        return new ReportTable("Result", "", ["measure", "value", "95 % interval"],
        [
            own.Folds is { } folds
                ? ["accuracy over folds", string.Create(CultureInfo.InvariantCulture, $"{Percent(folds.Mean)} ± {100 * folds.Deviation:0.00} ({folds.Folds.Count} folds, threshold {Cosine(folds.MeanThreshold)} from the other folds)"), "-"]
                : ["accuracy over folds", "not enough pairs or people for folds", "-"],
            .. result.AccuracyCountingFailures is { } counting && counting != own.Folds?.Mean ? new[] { (IReadOnlyList<string>)["the same, pairs that could not be compared counted as no match", Percent(counting), "-"] } : [],
            ["optimistic: best threshold on the same pairs", $"{Percent(own.OptimisticAccuracy)} (threshold {Cosine(own.OptimisticThreshold)})", "-"],
            ["EER", Percent(own.EqualErrorRate), Interval(own.EqualErrorRate.Interval)],
            ["AUC", Percent(own.AreaUnderCurve), Interval(own.AreaUnderCurve.Interval)],
            ["similarity of one person's photos", $"{Cosine(own.SameMean)} ± {Cosine(own.SameDeviation)}", "-"],
            ["similarity of different people's photos", $"{Cosine(own.DifferentMean)} ± {Cosine(own.DifferentDeviation)}", "-"],
        ]);
    }

    private static ReportTable Tars(VerificationResult result) => new(
        "TAR at FAR",
        "Of pairs of one person, how many are accepted when so many pairs of different people are. Over all pairs, at a threshold of the same pairs; over folds, at thresholds of the other folds.",
        ["FAR", "TAR", "95 % interval", "threshold", "TAR over folds"],
        [
            .. result.Product.Tars.Select(tar => (IReadOnlyList<string>)(tar.Tar is { } measured
                ? [
                    Far(tar.Far),
                    Percent(measured),
                    Interval(measured.Interval),
                    Cosine(tar.Threshold!.Value),
                    tar.OverFolds is { } folds ? string.Create(CultureInfo.InvariantCulture, $"{Percent(folds.MeanTar)} ± {100 * folds.TarDeviation:0.00}") : NotEnoughPairs,
                ]
                : [Far(tar.Far), NotEnoughPairs, "-", "-", NotEnoughPairs])),
        ]);

    private static ReportTable Variants(VerificationResult result)
    {
        VariantResult own = result.Product;
        int lowest = own.Tars.Index().LastOrDefault(tar => tar.Item.EnoughPairs).Index;
        string far = Far(own.Tars[lowest].Far);
        return new ReportTable(
            "What mirror image and alignment are worth",
            "The first row is what the bundle does; the others show the difference to it in points of per cent.",
            ["way", "accuracy over folds", "EER", "AUC", $"TAR at {far}"],
            [
                [own.Name, own.Folds is { } folds ? Percent(folds.Mean) : "-", Percent(own.EqualErrorRate), Percent(own.AreaUnderCurve), own.Tars[lowest].Tar is { } tar ? Percent(tar) : NotEnoughPairs],
                .. result.Variants.Skip(1).Select(other => (IReadOnlyList<string>)
                [
                    other.Name,
                    other.Folds is { } theirs && own.Folds is { } ours ? $"{Percent(theirs.Mean)} ({Points(theirs.Mean - ours.Mean)})" : "-",
                    $"{Percent(other.EqualErrorRate)} ({Points(other.EqualErrorRate.Value - own.EqualErrorRate.Value)})",
                    $"{Percent(other.AreaUnderCurve)} ({Points(other.AreaUnderCurve.Value - own.AreaUnderCurve.Value)})",
                    other.Tars[lowest].Tar is { } theirTar && own.Tars[lowest].Tar is { } ourTar ? $"{Percent(theirTar)} ({Points(theirTar.Value - ourTar.Value)})" : NotEnoughPairs,
                ]),
            ]);
    }

    private static ReportTable Thresholds(VerificationResult result) => new(
        "The bundle's own thresholds on these pairs",
        "",
        ["threshold", "cosine", "different people accepted (FMR)", "one person refused (FNMR)", "accuracy"],
        [.. result.BundleThresholds.Select(effect => (IReadOnlyList<string>)
            [effect.Name, Cosine(effect.Threshold), Percent(effect.FalseMatchRate), Percent(effect.FalseNonMatchRate), Percent(effect.Accuracy)])]);

    private static ReportTable Photos(VerificationResult result) => new("Photos and pairs", "",
        ["", "number"],
        [
            ["photos", Count(result.Photos.Listed)],
            ["compared", Count(result.Photos.Compared)],
            ["missing in the folder", Count(result.Photos.Missing.Count)],
            ["without a face", Count(result.Photos.WithoutFace.Count)],
            ["not readable", Count(result.Photos.Bad.Count)],
            [$"with several faces ({result.Photos.Subject.ToLowerInvariant()} taken)", Count(result.Photos.SeveralFaces)],
            ["people compared", Count(result.People)],
            ["pairs of one person compared", Count(result.Pairs.Same)],
            ["pairs of different people compared", Count(result.Pairs.Different)],
            ["pairs of one person that could not be compared", Count(result.Pairs.LeftOutSame)],
            ["pairs of different people that could not be compared", Count(result.Pairs.LeftOutDifferent)],
            .. result.Pairs.NotChosen > 0 ? new[] { (IReadOnlyList<string>)["pairs left out by the cap", Count(result.Pairs.NotChosen)] } : [],
        ]);

    /// <summary>What embedding took.</summary>
    internal static ReportTable Speed(EmbeddingSpeed speed) => new(
        "Milliseconds a photo",
        string.Create(CultureInfo.InvariantCulture, $"Of {speed.Photos} photos that were embedded in this run ({speed.FromCache} were known), on {speed.Cores} cores."),
        ["decode", "find faces", "align and embed", "went by, all cores at work"],
        [[Milliseconds(speed.DecodeMs), Milliseconds(speed.DetectMs), Milliseconds(speed.EmbedMs), Milliseconds(speed.WallMs)]]);
}
