using FaceFunctions.Core.Detection;
using FaceFunctions.Evaluation.Pages;
using FaceFunctions.Evaluation.Reports;
using FaceFunctions.Shared;

namespace FaceFunctions.Evaluation.Verification;

/// <summary>Shows a result as one HTML file, with plots and the worst pairs' pictures in it.</summary>
public static class VerificationPage
{
    private const int CropSize = 144;

    /// <summary>Lines that say what was measured.</summary>
    public static IReadOnlyList<string> About(VerificationResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return
        [
            $"Bundle {result.Bundle}.",
            result.List is { } list ? $"Pairs of {list} ({result.Format})." : "All pairs of the folder, by the people's folders.",
            FormattableString.Invariant($"Intervals: {result.Product.Resamples} resamples of people, seed {result.Seed}."),
        ];
    }

    /// <summary>Lists that nobody should have to search for.</summary>
    public static IReadOnlyList<(string Title, IReadOnlyList<string> Names)> Lists(VerificationResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return
        [
            ("Missing photos", result.Photos.Missing),
            ("Photos without a face", result.Photos.WithoutFace),
            ("Photos that cannot be read", [.. result.Photos.Bad.Select(bad => $"{bad.Photo}: {bad.Reason}")]),
        ];
    }

    /// <summary>Makes the page. Reads each photo that it shows once more.</summary>
    /// <param name="result">What was measured.</param>
    /// <param name="cancellationToken">Stops between two pictures.</param>
    public static string Create(VerificationResult result, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(result);
        (string Name, Core.Evaluation.RocCurve Curve)[] curves = [.. result.Variants.Where(variant => variant.Curve is not null).Select(variant => (variant.Name, variant.Curve!))];
        float match = (float)result.BundleThresholds[0].Threshold;
        return Page.Create("How well are people told apart?", Html.Of($"""
            {About(result).Select(line => Html.Of($"<p class=\"soft\">{line}</p>\n"))}
            {VerificationTables.Of(result).Select(Section)}
            <h2>Curves</h2>
            {Plots.Roc(curves)}
            {Plots.Det(curves)}
            {Plots.Histogram(result.Scores.Where(pair => pair.IsSamePerson).Select(pair => pair.Similarity), result.Scores.Where(pair => !pair.IsSamePerson).Select(pair => pair.Similarity), match)}
            {Pairs("Different people that look most alike", result.WorstFalseMatches, cancellationToken)}
            {Pairs("Photos of one person that look least alike", result.WorstFalseNonMatches, cancellationToken)}
            {Lists(result).Where(list => list.Names.Count > 0).Select(list => Html.Of($"<h2>{list.Title}</h2>\n<ul>{list.Names.Select(name => Html.Of($"<li>{name}</li>\n"))}</ul>\n"))}
            """));
    }

    /// <summary>A table with its title.</summary>
    internal static Html Section(ReportTable table) => Html.Of($"""
        <h2>{table.Title}</h2>
        {(table.About.Length > 0 ? Html.Of($"<p class=\"soft\">{table.About}</p>") : default)}
        {Page.Table(table.Headings, table.Rows)}

        """);

    private static Html Pairs(string title, IReadOnlyList<WorstPair> pairs, CancellationToken cancellationToken)
    {
        string?[] crops = FaceCrops.DataUris([.. pairs.SelectMany(pair => new[] { (pair.FaceA.File, (PixelBox?)pair.FaceA.Box), (pair.FaceB.File, pair.FaceB.Box) })], CropSize, cancellationToken);
        return Html.Of($"""
            <h2>{title}</h2>
            <ol class="pairs">
            {pairs.Select((pair, i) => Html.Of($"""
                <li><span class="two">{Page.Picture(crops[2 * i], pair.A)}{Page.Picture(crops[(2 * i) + 1], pair.B)}</span>
                <span><b>{ReportText.Cosine(pair.Similarity)}</b> {(pair.IsError ? Html.Of($"<em class=\"wrong\">wrong at the match threshold</em>") : default)}</span><span>{pair.A}</span><span>{pair.B}</span></li>

                """))}
            </ol>

            """);
    }
}
