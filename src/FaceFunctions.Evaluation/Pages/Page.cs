using FaceFunctions.Shared;

namespace FaceFunctions.Evaluation.Pages;

/// <summary>A page that is one file, with this project's style.</summary>
internal static class Page
{
    private const string Css =
        """
        :root { --ink: #1d2329; --soft: #5b6570; --paper: #f6f7f8; --card: #fff; --line: #dde1e5; --good: #18794e; --fair: #b26a00; --bad: #c0273a; --note: #fff4d6; --note-ink: #5c4400; }
        @media (prefers-color-scheme: dark) {
          :root { --ink: #e6e9ec; --soft: #9aa5b0; --paper: #14181c; --card: #1d2329; --line: #333c45; --good: #4cc38a; --fair: #ffb224; --bad: #ff7285; --note: #3a2f10; --note-ink: #ffe3a0; }
        }
        * { box-sizing: border-box; }
        body { margin: 0 auto; padding: 1.5rem 1rem 3rem; max-width: 72rem; font: 1rem/1.45 system-ui, sans-serif; color: var(--ink); background: var(--paper); }
        h1 { margin: 0; font-size: 1.6rem; }
        h2 { margin: 2.2rem 0 .4rem; font-size: 1.2rem; }
        p { max-width: 60rem; overflow-wrap: anywhere; }
        .soft { color: var(--soft); }
        .note { padding: .6rem .8rem; border-radius: .4rem; background: var(--note); color: var(--note-ink); }
        .match { color: var(--good); }
        .uncertain { color: var(--fair); }
        .unknown, .wrong { color: var(--bad); }
        .scroll { overflow-x: auto; }
        table { border-collapse: collapse; background: var(--card); border: 1px solid var(--line); }
        th, td { padding: .35rem .7rem; border-top: 1px solid var(--line); text-align: left; vertical-align: top; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
        thead th { font-size: .85rem; color: var(--soft); border: 0; }
        img { display: block; max-width: 100%; border-radius: .35rem; background: var(--line); }
        .blank { display: grid; place-items: center; width: 9rem; height: 9rem; border-radius: .35rem; background: var(--line); color: var(--soft); font-size: .8rem; }
        .plot img { background: #fff; }
        ol.sheet, ol.pairs { display: flex; flex-wrap: wrap; gap: 1rem; padding: 0; list-style: none; }
        .sheet li { width: 9rem; font-size: .85rem; line-height: 1.35; }
        .pairs li { width: 19rem; font-size: .85rem; line-height: 1.35; }
        .pairs .two { display: flex; gap: .5rem; }
        .pairs .two > * { width: 9rem; }
        li span { display: block; overflow-wrap: anywhere; }
        li b { font-variant-numeric: tabular-nums; }
        """;

    /// <summary>Makes the page.</summary>
    /// <param name="title">Its title and heading.</param>
    /// <param name="body">What comes under the heading.</param>
    public static string Create(string title, Html body) => HtmlFile.Create(title, Css, Html.Of($"""
        <h1>{title}</h1>
        {body}
        """));

    /// <summary>A picture, or a place that says that there is none.</summary>
    public static Html Picture(string? source, string alt) =>
        source is null ? Html.Of($"<span class=\"blank\">no picture</span>") : Html.Of($"<img src=\"{source}\" alt=\"{alt}\" loading=\"lazy\">");

    /// <summary>A table.</summary>
    public static Html Table(IReadOnlyList<string> headings, IEnumerable<IReadOnlyList<string>> rows) => Html.Of($"""
        <div class="scroll"><table>
        <thead><tr>{headings.Select(heading => Html.Of($"<th scope=\"col\">{heading}</th>"))}</tr></thead>
        <tbody>
        {rows.Select(row => Html.Of($"<tr>{row.Select(cell => Html.Of($"<td>{cell}</td>"))}</tr>\n"))}
        </tbody>
        </table></div>

        """);
}
