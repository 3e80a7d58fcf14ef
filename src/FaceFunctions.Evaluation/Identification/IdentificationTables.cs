using System.Globalization;
using CsvHelper;
using FaceFunctions.Evaluation.Pages;
using FaceFunctions.Evaluation.Reports;
using FaceFunctions.Evaluation.Verification;
using FaceFunctions.Shared;
using static FaceFunctions.Evaluation.Reports.ReportText;

namespace FaceFunctions.Evaluation.Identification;

/// <summary>Puts a result into tables, CSV and a page.</summary>
public static class IdentificationTables
{
    private const string NotEnoughProbes = "not enough probes";

    /// <summary>The tables, the most important first.</summary>
    public static IReadOnlyList<ReportTable> Of(IdentificationResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return
        [
            new ReportTable(
                "As the gallery grows",
                "Rank k: the right person is among the first k. TPIR at FPIR: known people who are found first, at the threshold at which only this part of strangers' searches finds anybody.",
                ["people", "probes", "rank 1", "rank 5", "rank 10", "TPIR at FPIR 0.1", "TPIR at FPIR 0.01"],
                [.. result.Sizes.Select(size => (IReadOnlyList<string>)[Count(size.People), Count(size.KnownProbes), Rank(size, 1), Rank(size, 5), Rank(size, 10), Tpir(size, 0), Tpir(size, 1)])]),
            new ReportTable(
                "The bundle's match threshold as the gallery grows",
                $"At {Cosine(result.MatchThreshold)}. It never changes; what it lets through does.",
                ["people", "strangers who find somebody (FPIR)", "known people not found (FNIR)", "threshold for FPIR 0.1", "threshold for FPIR 0.01"],
                [.. result.Sizes.Select(size => (IReadOnlyList<string>)
                [
                    Count(size.People),
                    size.AtMatchThreshold is { } at ? Percent(at.FalsePositiveIdentificationRate) : NotEnoughProbes,
                    size.AtMatchThreshold is { } same ? Percent(same.FalseNegativeIdentificationRate) : NotEnoughProbes,
                    Threshold(size, 0),
                    Threshold(size, 1),
                ])]),
            new ReportTable("Photos", "", ["", "number"],
            [
                ["photos", Count(result.Photos.Listed)],
                ["in the gallery", Count(result.GalleryPhotos)],
                ["probes of people in the gallery", Count(result.KnownProbes)],
                ["probes of strangers", Count(result.StrangerProbes)],
                ["missing in the folder", Count(result.Photos.Missing.Count)],
                ["without a face", Count(result.Photos.WithoutFace.Count)],
                ["not readable", Count(result.Photos.Bad.Count)],
                [$"with several faces ({result.Photos.Subject.ToLowerInvariant()} taken)", Count(result.Photos.SeveralFaces)],
            ]),
            .. result.Speed.Photos > 0 ? new[] { VerificationTables.Speed(result.Speed) } : [],
        ];
    }

    /// <summary>Lines that say what was measured.</summary>
    public static IReadOnlyList<string> About(IdentificationResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return [$"Bundle {result.Bundle}.", result.Source, FormattableString.Invariant($"People come into the gallery in the order of seed {result.Seed}.")];
    }

    /// <summary>Lists that nobody should have to search for.</summary>
    public static IReadOnlyList<(string Title, IReadOnlyList<string> Names)> Lists(IdentificationResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return
        [
            ("Missing photos", result.Photos.Missing),
            ("Photos without a face", result.Photos.WithoutFace),
            ("Photos that cannot be read", [.. result.Photos.Bad.Select(bad => $"{bad.Photo}: {bad.Reason}")]),
        ];
    }

    /// <summary>Writes a measure a row: people, measure, value; empty where it cannot be measured.</summary>
    public static void WriteMeasures(TextWriter writer, IdentificationResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        using var csv = new CsvWriter(writer, CultureInfo.InvariantCulture, leaveOpen: true);
        Row("people", "measure", "value");
        foreach (IdentificationAtSize size in result.Sizes)
        {
            foreach (RankRate rank in size.Cmc ?? [])
            {
                Row(Count(size.People), $"rank-{rank.Rank}", rank.Rate.ToString("R", CultureInfo.InvariantCulture));
            }

            foreach (TpirAtFpir tpir in size.Tpirs)
            {
                string at = tpir.Fpir.ToString(CultureInfo.InvariantCulture);
                Row(Count(size.People), $"tpir@{at}", tpir.Tpir?.ToString("R", CultureInfo.InvariantCulture) ?? "");
                Row(Count(size.People), $"threshold@{at}", tpir.Point?.Threshold.ToString("R", CultureInfo.InvariantCulture) ?? "");
            }
        }

        void Row(params ReadOnlySpan<string> cells)
        {
            foreach (string cell in cells)
            {
                csv.WriteField(cell);
            }

            csv.NextRecord();
        }
    }

    /// <summary>Makes the page.</summary>
    public static string CreatePage(IdentificationResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return Page.Create("How well are people found?", Html.Of($"""
            {About(result).Select(line => Html.Of($"<p class=\"soft\">{line}</p>\n"))}
            {Of(result).Select(VerificationPage.Section)}
            <h2>Curves</h2>
            {Plots.Draw("Cumulative match (CMC)", "rank", "right person among the first", logY: false, result.Sizes.Where(size => size.Cmc is not null).Select(size =>
                new Plots.Curve(People(size), size.Cmc!.Select(rank => ((double)rank.Rank, rank.Rate)))), logX: false)}
            {Plots.Draw("Detection error tradeoff of searches (DET)", "FPIR: strangers who find somebody", "FNIR: known people not found", logY: true, result.Sizes.Where(size => size.Det.Count > 0).Select(size =>
                new Plots.Curve(People(size), size.Det.Select(point => (point.FalsePositiveIdentificationRate, point.FalseNegativeIdentificationRate)))))}
            {Lists(result).Where(list => list.Names.Count > 0).Select(list => Html.Of($"<h2>{list.Title}</h2>\n<ul>{list.Names.Select(name => Html.Of($"<li>{name}</li>\n"))}</ul>\n"))}
            """));
    }

    private static string People(IdentificationAtSize size) => FormattableString.Invariant($"{size.People} people");

    private static string Rank(IdentificationAtSize size, int rank) =>
        size.Cmc is not { } cmc ? NotEnoughProbes : Percent(cmc.LastOrDefault(one => one.Rank <= rank).Rate);

    private static string Tpir(IdentificationAtSize size, int place) => size.Tpirs.Count > place && size.Tpirs[place].Tpir is { } tpir ? Percent(tpir) : NotEnoughProbes;

    private static string Threshold(IdentificationAtSize size, int place) => size.Tpirs.Count > place && size.Tpirs[place].Point is { } point ? Cosine(point.Threshold) : NotEnoughProbes;
}
