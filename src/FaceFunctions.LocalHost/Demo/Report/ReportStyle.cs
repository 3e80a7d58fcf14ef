namespace FaceFunctions.LocalHost.Demo.Report;

/// <summary>How the page looks.</summary>
internal static class ReportStyle
{
    /// <summary>Its style sheet: light or dark as the reader's system is, and without columns on a narrow screen.</summary>
    public const string Css =
        """
        :root { --ink: #1d2329; --soft: #5b6570; --paper: #f6f7f8; --card: #fff; --line: #dde1e5; --good: #18794e; --fair: #b26a00; --bad: #c0273a; --note: #fff4d6; --note-ink: #5c4400; }
        @media (prefers-color-scheme: dark) {
          :root { --ink: #e6e9ec; --soft: #9aa5b0; --paper: #14181c; --card: #1d2329; --line: #333c45; --good: #4cc38a; --fair: #ffb224; --bad: #ff7285; --note: #3a2f10; --note-ink: #ffe3a0; }
        }
        * { box-sizing: border-box; }
        body { margin: 0 auto; padding: 1.5rem 1rem 3rem; max-width: 72rem; font: 1rem/1.45 system-ui, sans-serif; color: var(--ink); background: var(--paper); }
        h1 { margin: 0; font-size: 1.6rem; }
        h2 { margin: 2.2rem 0 0; font-size: 1.2rem; }
        section > p { margin: .1rem 0 .6rem; color: var(--soft); }
        .verdict { margin: .3rem 0 1rem; font-size: 1.15rem; font-weight: 600; }
        .verdict.right, .right .mark { color: var(--good); }
        .verdict.wrong, .wrong .mark { color: var(--bad); }
        .note { margin: 0 0 .6rem; padding: .6rem .8rem; border-radius: .4rem; background: var(--note); color: var(--note-ink); }
        dl { display: flex; flex-wrap: wrap; gap: .6rem 2rem; margin: 1rem 0; }
        dt { font-size: .8rem; color: var(--soft); }
        dd { margin: 0; overflow-wrap: anywhere; }
        .legend { color: var(--soft); }
        .legend .bar { display: inline-block; width: 6rem; vertical-align: middle; }

        table { width: 100%; table-layout: fixed; border-collapse: collapse; background: var(--card); border: 1px solid var(--line); }
        th, td { padding: .5rem .7rem; border-top: 1px solid var(--line); text-align: left; vertical-align: middle; font-weight: inherit; overflow-wrap: anywhere; }
        thead th { font-size: .8rem; color: var(--soft); border: 0; }
        thead th:nth-child(1) { width: 28%; }
        thead th:nth-child(3) { width: 21%; }
        thead th:nth-child(4) { width: 18.5rem; }
        thead th:nth-child(5) { width: 4.5rem; }
        tr.wrong { box-shadow: inset .3rem 0 var(--bad); }
        .mark { font-weight: 700; }
        img, .blank { display: block; width: 4.5rem; height: 4.5rem; object-fit: cover; border-radius: .35rem; background: var(--line); }
        .blank { display: grid; place-items: center; font-size: .75rem; color: var(--soft); text-align: center; }
        .probe { display: flex; gap: .7rem; align-items: center; }
        .probe > :first-child { flex: none; }
        .probe img { width: auto; min-width: 4.5rem; max-width: 7.5rem; }
        .face { display: flex; gap: 1rem; align-items: center; }
        .face + .face { margin-top: .6rem; }
        .part { flex: none; width: 4.5rem; }
        ol { display: flex; gap: .7rem; margin: 0; padding: 0; list-style: none; }
        li { width: 5.2rem; font-size: .85rem; line-height: 1.3; }
        li > span { display: block; }
        .score { font-variant-numeric: tabular-nums; color: var(--soft); }

        .bar { position: relative; height: .55rem; margin: .15rem 0; border-radius: .2rem; background: var(--line); }
        .bar::before { content: ""; display: block; height: 100%; width: var(--score); border-radius: inherit; background: var(--soft); }
        .bar.match::before { background: var(--good); }
        .bar.uncertain::before { background: var(--fair); }
        .bar::after { content: ""; position: absolute; inset: -.2rem 0; background: linear-gradient(var(--ink) 0 0) var(--match) 0 / 2px 100% no-repeat, linear-gradient(var(--ink) 0 0) var(--review) 50% / 2px 50% no-repeat; }

        @media (max-width: 44rem) {
          table, thead, tbody, tr, th, td { display: block; }
          thead { position: absolute; clip-path: inset(50%); }
          tr { padding: .6rem 0; border-top: 1px solid var(--line); }
          th, td { border: 0; padding: .25rem .7rem; }
          td[data-label] { display: grid; grid-template-columns: 5rem 1fr; }
          td:empty { display: none; }
          ol, .face { gap: .6rem; }
          td[data-label]::before { content: attr(data-label); font-size: .8rem; color: var(--soft); }
        }
        """;
}
