using System.Globalization;
using FaceFunctions.Cli.Output;
using FaceFunctions.Shared;

namespace FaceFunctions.Cli.Health;

/// <summary>The gallery's health for people.</summary>
internal static class HealthText
{
    /// <summary>Writes the findings, kind by kind.</summary>
    public static void Write(Report report, HealthDocument health, string? page)
    {
        report.Line(Summary(health));
        foreach (HealthSectionDocument section in health.Sections.Where(section => section.Count > 0))
        {
            report.Line("");
            report.Line($"{Title(section)}. {section.Advice}");
            report.Table(
                ["photo", "measured", "beside", "measured", "finding"],
                section.Findings.Select(finding => (string[])[finding.Face.Photo, Numbers(finding.Face), Beside(finding)?.Photo ?? "", Beside(finding) is { } beside ? Numbers(beside) : "", Text(finding)]));
        }

        if (page is not null)
        {
            report.Line($"Page: {page}");
        }
    }

    /// <summary>What was looked over.</summary>
    public static string Summary(HealthDocument health) => string.Create(
        CultureInfo.InvariantCulture,
        $"{health.Faces} faces of {health.People} people: {health.Sections.Sum(section => section.Count)} findings. Match from {Format.Number(health.Threshold)}, worth a look from {Format.Number(health.ReviewThreshold)}. {health.Bundle}");

    /// <summary>A kind and how many of it there are.</summary>
    public static string Title(HealthSectionDocument section) => section.Findings.Count < section.Count
        ? string.Create(CultureInfo.InvariantCulture, $"{section.Title}: {section.Count}, of which the worst {section.Findings.Count}")
        : string.Create(CultureInfo.InvariantCulture, $"{section.Title}: {section.Count}");

    /// <summary>The face that a finding's is shown beside.</summary>
    public static HealthFaceDocument? Beside(HealthFindingDocument finding) => finding.Other ?? finding.Own;

    /// <summary>What was measured of a face.</summary>
    public static string Numbers(HealthFaceDocument face) => face.SidePixels is { } side
        ? string.Create(CultureInfo.InvariantCulture, $"{side:0} px, sharpness {face.Sharpness:0.00}, turned {face.YawDegrees:0}, nod {face.PitchDegrees:0}")
        : "";

    /// <summary>The cosines of a finding.</summary>
    public static string Text(HealthFindingDocument finding) => finding switch
    {
        { Alike: { } alike, OtherAlike: { } otherAlike, Similarity: { } similarity } =>
            string.Create(CultureInfo.InvariantCulture, $"{finding.Face.Person} and {finding.Other?.Person}: cosine {Format.Number(similarity)}; {alike} and {otherAlike} photos are alike"),
        { Similarity: { } similarity, OwnSimilarity: { } own } =>
            string.Create(CultureInfo.InvariantCulture, $"cosine {Format.Number(similarity)} to {finding.Other?.Person}, {Format.Number(own)} to its own {finding.Own?.Photo}"),
        { Similarity: { } similarity } => $"cosine {Format.Number(similarity)}",
        { OwnSimilarity: { } own } => $"cosine {Format.Number(own)} to its own",
        _ => "",
    };
}
