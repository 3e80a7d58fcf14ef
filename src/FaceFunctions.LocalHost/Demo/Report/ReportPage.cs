using System.Globalization;
using FaceFunctions.Client;
using FaceFunctions.Shared;

namespace FaceFunctions.LocalHost.Demo.Report;

/// <summary>Writes the demo's answers as one HTML file, which needs nothing beside it.</summary>
internal static class ReportPage
{
    // What fits into the column beside each other.
    private const int MostPictures = 3;

    /// <summary>Makes the page.</summary>
    public static string Create(DemoReport report)
    {
        DemoOutcome outcome = report.Outcome;
        Thresholds thresholds = outcome.Status.Thresholds ?? new Thresholds(1, 1);

        // Roles are said once more although the elements have them: browsers drop those of a table that a narrow screen lays out as blocks.
        return HtmlFile.Create($"FaceFunctions demo: {outcome.Verdict}", ReportStyle.Css, Html.Of($"""
            <header>
            <h1>FaceFunctions demo</h1>
            <p class="verdict {(outcome.IsRight ? "right" : "wrong")}">{outcome.Verdict}</p>
            {report.Notes.Select(note => Html.Of($"<p class=\"note\">{note}</p>\n"))}
            <dl>
            <div><dt>Model bundle</dt><dd>{outcome.Status.Bundle}</dd></div>
            <div><dt>Photos</dt><dd>{report.Photos}</dd></div>
            <div><dt>Gallery</dt><dd>{outcome.Status.Gallery?.Faces} faces of {outcome.Status.Gallery?.People} people</dd></div>
            <div><dt>Time</dt><dd>{report.Times}</dd></div>
            </dl>
            <p class="legend">A bar is the cosine similarity of two faces, from 0 to 1.
            {Bar(thresholds.Match, thresholds)} From the tall mark, {thresholds.Match:0.000}, it is a <em>match</em>;
            from the short one, {thresholds.Review:0.000}, <em>uncertain</em>, which names nobody; below, <em>unknown</em>.</p>
            </header>
            <main>
            {outcome.Sections.Select((section, index) => Section(section, $"section-{index + 1}", outcome.Album, thresholds))}
            </main>
            """));
    }

    private static Html Section(DemoSection section, string id, PhotoAlbum album, Thresholds thresholds) => Html.Of($"""
        <section aria-labelledby="{id}">
        <h2 id="{id}">{section.Title}</h2>
        <p>{section.About}</p>
        <table role="table">
        <thead role="rowgroup"><tr role="row">
        <th role="columnheader" scope="col">Asked about</th><th role="columnheader" scope="col">Expected</th><th role="columnheader" scope="col">Answer</th>
        <th role="columnheader" scope="col">Nearest in the gallery</th><th role="columnheader" scope="col">Right?</th>
        </tr></thead>
        <tbody role="rowgroup">
        {section.Rows.Select(row => Row(row, album, thresholds))}
        </tbody>
        </table>
        </section>

        """);

    private static Html Row(DemoRow row, PhotoAlbum album, Thresholds thresholds) => Html.Of($"""
        <tr role="row" class="{(row.Ok ? "right" : "wrong")}">
        <th role="rowheader" scope="row"><span class="probe">{Picture(Probe(row, album), $"Photo asked about: {row.Photo}")}<span>{row.Probe}</span></span></th>
        <td role="cell" data-label="Expected">{row.Expected}</td>
        <td role="cell" data-label="Answer"><span>{row.Decision} <b>{row.Person}</b></span></td>
        <td role="cell" data-label="Nearest">{(row.Faces.Count > 0 ? Html.Of($"<div>{row.Faces.Select(face => Face(face, row, album, thresholds))}</div>") : default)}</td>
        <td role="cell" data-label="Right?"><span class="mark">{(row.Ok ? "yes" : "NO")}</span></td>
        </tr>

        """);

    private static Html Face(IdentifiedFace face, DemoRow row, PhotoAlbum album, Thresholds thresholds)
    {
        bool isOneOfMany = row.Faces.Count > 1;
        return Html.Of($"""
            <div class="face">
            {(isOneOfMany ? Part(face, row, album) : default)}
            <ol>
            {face.Candidates.Take(isOneOfMany ? MostPictures - 1 : MostPictures).Select(candidate => Candidate(candidate, album, thresholds))}
            </ol>
            </div>

            """);
    }

    private static Html Part(IdentifiedFace face, DemoRow row, PhotoAlbum album)
    {
        string answer = face.Person ?? face.Decision.ToString();
        return Html.Of($"""<div class="part">{Picture(row.Photo is { } photo ? album.FindFace(photo, face.Box) : null, $"Face in {row.Photo}: {answer}")}<b>{answer}</b></div>""");
    }

    private static Html Candidate(Candidate candidate, PhotoAlbum album, Thresholds thresholds) => Html.Of($"""
        <li>{Picture(album.FindThumbnail(candidate.Photo, []), $"{candidate.Photo}, the nearest photo of {candidate.Person}")}
        <span class="who">{candidate.Person}</span>{Bar(candidate.Similarity, thresholds)}<span class="score">{DemoRow.Format(candidate.Similarity)}</span></li>

        """);

    /// <summary>The photo asked about; of several faces, each that the answer is about is framed.</summary>
    private static string? Probe(DemoRow row, PhotoAlbum album) =>
        row.Photo is { } photo ? album.FindThumbnail(photo, row.Faces.Count > 1 ? [.. row.Faces.Select(face => face.Box)] : []) : null;

    private static Html Picture(string? source, string alt) => source is not null
        ? Html.Of($"<img src=\"{source}\" alt=\"{alt}\">")
        : Html.Of($"<span class=\"blank\">no picture</span>");

    /// <summary>Shows what a number beside it says, so that a screen reader need not read it.</summary>
    private static Html Bar(float similarity, Thresholds thresholds) => Html.Of($"""
        <span class="bar {(similarity >= thresholds.Match ? "match" : similarity >= thresholds.Review ? "uncertain" : "unknown")}" aria-hidden="true"
        style="--score:{Percent(similarity)};--match:{Percent(thresholds.Match)};--review:{Percent(thresholds.Review)}"></span>
        """);

    private static string Percent(float similarity) => string.Create(CultureInfo.InvariantCulture, $"{100 * Math.Clamp(similarity, 0, 1):0.0}%");
}
