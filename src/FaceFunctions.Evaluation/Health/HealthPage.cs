using FaceFunctions.Evaluation.Pages;
using FaceFunctions.Shared;

namespace FaceFunctions.Evaluation.Health;

/// <summary>Shows the gallery's health as one HTML file, the faces of each finding side by side.</summary>
public static class HealthPage
{
    /// <summary>Makes the page.</summary>
    /// <param name="summary">What was looked over, in one sentence.</param>
    /// <param name="sections">What was found.</param>
    public static string Create(string summary, IReadOnlyList<ShownSection> sections) => Page.Create("Gallery health", Html.Of($"""
        <p class="soft">{summary} Numbers are cosine similarities, no probabilities.</p>
        {sections.Select(Section)}
        """));

    private static Html Section(ShownSection section) => Html.Of($"""
        <section>
        <h2>{section.Title}</h2>
        <p class="note">{section.Advice}</p>
        <ol class="pairs">
        {section.Findings.Select(Finding)}
        </ol>
        </section>

        """);

    private static Html Finding(ShownFinding finding) => Html.Of($"""
        <li><div class="two">{finding.Faces.Select(face => Html.Of($"<div>{Page.Picture(face.Picture, face.Name)}<span><b>{face.Name}</b></span><span class=\"soft\">{face.Numbers}</span></div>"))}</div><span>{finding.Text}</span></li>

        """);
}

/// <summary>Findings of one kind.</summary>
/// <param name="Title">What it is.</param>
/// <param name="Advice">What to do.</param>
/// <param name="Findings">The findings that are shown.</param>
public sealed record ShownSection(string Title, string Advice, IReadOnlyList<ShownFinding> Findings);

/// <summary>One finding.</summary>
/// <param name="Text">Its numbers.</param>
/// <param name="Faces">Its faces, one or two, side by side.</param>
public sealed record ShownFinding(string Text, IReadOnlyList<ShownHealthFace> Faces);

/// <summary>A face.</summary>
/// <param name="Name">Its photo.</param>
/// <param name="Numbers">What was measured of it.</param>
/// <param name="Picture">The face as a data URI; null when there is none.</param>
public sealed record ShownHealthFace(string Name, string Numbers, string? Picture);
