using System.Globalization;
using FaceFunctions.Cli.Output;
using FaceFunctions.Core.Calibration;
using FaceFunctions.Core.Evaluation;
using FaceFunctions.Evaluation.Calibration;

namespace FaceFunctions.Cli.Calibrate;

/// <summary>Shows a calibration.</summary>
internal static class CalibrateReport
{
    private const int MostAlike = 5;

    private static readonly int[] Sizes = [100, 1_000, 10_000, 100_000];

    /// <summary>Photos that did not count go to standard error: never dropped in silence.</summary>
    public static void Note(Report report, CalibrationSet set, string? cacheFault)
    {
        if (set.Missing + set.WithoutFace.Count + set.Bad.Count > 0)
        {
            report.Note(string.Create(
                CultureInfo.InvariantCulture,
                $"note: of {set.Photos} photos {set.Embedded} count: {set.Missing} are missing, {set.WithoutFace.Count} are without a face, {set.Bad.Count} cannot be used."));
            foreach (string name in set.Bad.Concat(set.WithoutFace).Take(MostAlike))
            {
                report.Note($"  {name}");
            }
        }

        if (cacheFault is not null)
        {
            report.Note($"note: embeddings could not be kept: {cacheFault}");
        }
    }

    /// <summary>Writes the answer.</summary>
    /// <param name="report">Where to.</param>
    /// <param name="calibrated">The calibration.</param>
    /// <param name="present">People in the gallery at present.</param>
    /// <param name="written">Whether it was put in force.</param>
    public static void Show(Report report, CalibrationOutcome.Calibrated calibrated, int present, bool written)
    {
        ThresholdCalibration calibration = calibrated.Calibration;
        CalibrationPoint now = calibrated.At(present);
        CalibrationPoint[] table = [.. Sizes.Append(present).Distinct().Order().Select(calibrated.At)];
        ImpostorScore[] alike = [.. calibrated.Compared.Alike(now.Match)];
        report.Answer(
            new
            {
                calibration = new
                {
                    calibration.Id,
                    bundle = calibration.BundleId,
                    source = calibration.Source.ToString().ToLowerInvariant(),
                    calibration.MadeAt,
                    calibration.People,
                    calibration.Probes,
                    comparisons = calibration.Tail.Scores,
                    calibration.PhotosPerPerson,
                    falseAlarmRate = calibration.MatchRate,
                    calibration.ReviewRate,
                    calibration.Tail,
                },
                present = now,
                sizes = table,
                alike = alike.Select(pair => new { a = Name(pair.ProbePerson), b = Name(pair.Person), pair.Similarity }),
                written,
            },
            () =>
            {
                report.Line(Text($"Bundle {calibration.BundleId}. It rests on {calibration.People} people: {calibration.Probes} photos in {calibration.Tail.Scores} comparisons with others ({calibration.Source.ToString().ToLowerInvariant()})."));
                report.Line(Text($"For {present} people: match from {now.Match:0.000}, review from {now.Review:0.000}. A stranger's search then names somebody in {calibration.MatchRate:0.#####} of cases, and shows somebody in {calibration.ReviewRate:0.#####}."));
                report.Line(now.MissRate is { } missed
                    ? Text($"Of the photos whose person has others, {missed:0.0 %} are below the match threshold: they would be missed.")
                    : "Nobody has two photos: how many would be missed cannot be said.");
                report.Line("");
                report.Table(
                    ["people", "match", "95 %", "review", "FPIR at match, 95 %", "FPIR seen", "missed"],
                    table.Select(point => (IReadOnlyList<string>)
                    [
                        Text($"{point.People}{(point.People == present ? " (now)" : "")}"),
                        Text($"{point.Match:0.000}{(point.IsOutgrown ? " (too few data)" : "")}"),
                        Text($"{point.MatchInterval.Low:0.000} to {point.MatchInterval.High:0.000}"),
                        Text($"{point.Review:0.000}"),
                        Rates(point.RateInterval),
                        point.MeasuredRate is { } seen ? Text($"{seen:0.0000}") : "-",
                        point.MissRate is { } miss ? Text($"{miss:0.0 %}") : "-",
                    ]));
                if (alike.Length > 0)
                {
                    report.Line(Text($"{alike.Length} pairs of people are as alike as a match. Where two are one person, put their photos together and calibrate again: each makes the threshold higher."));
                    foreach (ImpostorScore pair in alike.Take(MostAlike).Where(pair => Name(pair.Person) is not null))
                    {
                        report.Line(Text($"  {Name(pair.ProbePerson)} and {Name(pair.Person)}: {pair.Similarity:0.000}"));
                    }
                }

                report.Line(written ? Text($"In force within a minute, as {calibration.Id}.") : "Nothing was written: --write puts it in force.");
            });

        string? Name(int person) => person < calibrated.Compared.Names.Count ? calibrated.Compared.Names[person] : null;
    }

    private static string Rates(ConfidenceInterval rate) => Text($"{rate.Low:0.0000} to {rate.High:0.0000}");

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
