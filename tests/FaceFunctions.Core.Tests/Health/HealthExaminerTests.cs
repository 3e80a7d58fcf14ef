using FaceFunctions.Core.Health;

namespace FaceFunctions.Core.Tests.Health;

public sealed class HealthExaminerTests
{
    [Fact]
    public async Task A_gallery_in_order_has_no_findings()
    {
        HealthReport report = await new PlantedGallery().Add("ana/1", 0).Add("ana/2", 0).Add("ben/1", 1).Add("ben/2", 1).ExamineAsync();

        Assert.Equal(0, report.FindingCount);
        Assert.Equal(Enum.GetValues<HealthKind>(), report.Sections.Select(section => section.Kind));
        Assert.Equal((4, 2, "bundle-a"), (report.FaceCount, report.PersonCount, report.BundleId));
    }

    [Fact]
    public async Task An_empty_gallery_has_no_findings() => Assert.Equal(0, (await new PlantedGallery().ExamineAsync()).FindingCount);

    [Fact]
    public async Task A_photo_under_another_persons_name_looks_like_that_person()
    {
        HealthReport report = await new PlantedGallery()
            .Add("ana/1", 0).Add("ana/2", 0).Add("ana/3", 0).Add("ana/4", 1, 0.8)
            .Add("ben/1", 1, 0.9).Add("ben/2", 1, 0.9).ExamineAsync();

        var finding = Assert.IsType<HealthFinding.LooksLikeAnother>(Assert.Single(Findings(report, HealthKind.LooksLikeAnother)));
        Assert.Equal(("ana", "ana/4", "ben/1"), (finding.Face.Person, finding.Face.Photo, finding.Other.Photo));
        Assert.Equal(0.72, finding.Similarity, 1e-5);
        Assert.Equal(0, finding.OwnSimilarity, 1e-5);
        Assert.Equal("ana/1", finding.Own.Photo);
        Assert.Equal(PlantedGallery.Good, finding.Face.Quality);
        Assert.Equal(PlantedGallery.Good, finding.Other.Quality);

        // Ben's photos are most like ana/4 of all strangers, but more like each other, and only one of Ana's is like Ben's.
        Assert.Equal(1, report.FindingCount);
    }

    [Fact]
    public async Task A_photo_that_is_like_nobody_does_not_fit_its_person()
    {
        HealthReport report = await new PlantedGallery().Add("ana/1", 0).Add("ana/2", 0).Add("ana/3", 0, 0.2).Add("ben/1", 1).Add("ben/2", 1).ExamineAsync();

        var finding = Assert.IsType<HealthFinding.FitsBadly>(Assert.Single(Findings(report, HealthKind.FitsBadly)));
        Assert.Equal(("ana/3", "ana/1"), (finding.Face.Photo, finding.Own.Photo));
        Assert.Equal(0.18, finding.OwnSimilarity, 1e-5);
        Assert.Equal(1, report.FindingCount);
    }

    [Fact]
    public async Task Two_names_of_one_person_are_one_finding_not_one_for_each_photo()
    {
        HealthReport report = await new PlantedGallery()
            .Add("ana/1", 0, 0.8).Add("ana/2", 0, 0.8).Add("anna/1", 0, 0.9).Add("anna/2", 0, 0.8).Add("ben/1", 1).Add("ben/2", 1).ExamineAsync();

        var finding = Assert.IsType<HealthFinding.ProbablyOne>(Assert.Single(Findings(report, HealthKind.ProbablyOne)));
        Assert.Equal(("ana/1", "anna/1", 2, 2), (finding.Face.Photo, finding.Other.Photo, finding.Alike, finding.OtherAlike));
        Assert.Equal(0.72, finding.Similarity, 1e-5);
        Assert.Equal(1, report.FindingCount);
    }

    [Fact]
    public async Task Near_duplicates_are_found_within_a_person_and_across_people()
    {
        HealthReport report = await new PlantedGallery()
            .Add("ana/1", 0, 0.999).Add("ana/2", 0, 0.999).Add("ana/3", 0, 0.7).Add("ben/1", 1, 0.9).Add("ben/2", 1, 0.9).Add("ben/3", 0, 0.995).ExamineAsync();

        Assert.Equal(
            [("ana/1", "ana/2"), ("ana/1", "ben/3"), ("ana/2", "ben/3")],
            Findings(report, HealthKind.NearDuplicate).Cast<HealthFinding.NearDuplicate>().Select(pair => (pair.Face.Photo, pair.Other.Photo)));
        Assert.Equal("ben/3", Assert.Single(Findings(report, HealthKind.LooksLikeAnother)).Face.Photo);
    }

    [Fact]
    public async Task The_only_photo_of_a_person_is_named()
    {
        HealthReport report = await new PlantedGallery().Add("ana/1", 0).Add("ana/2", 0).Add("ben/1", 1).ExamineAsync();

        HealthFinding finding = Assert.Single(Findings(report, HealthKind.OnlyPhoto));
        Assert.Equal(("ben", "ben/1", PlantedGallery.Good), (finding.Face.Person, finding.Face.Photo, finding.Face.Quality));
        Assert.Equal(1, report.FindingCount);
    }

    [Fact]
    public async Task Poor_faces_are_listed_worst_first_by_what_is_wrong_with_them()
    {
        HealthReport report = await new PlantedGallery()
            .Add("ana/1", 0, quality: PlantedGallery.Good with { SidePixels = 50 })
            .Add("ana/2", 0, quality: PlantedGallery.Good with { SidePixels = 45, Sharpness = 0.1f })
            .Add("ana/3", 0, quality: PlantedGallery.Good with { YawDegrees = -40 })
            .Add("ana/4", 0, quality: PlantedGallery.Good with { PitchDegrees = 35 })
            .Add("ana/5", 0, quality: PlantedGallery.Good with { SidePixels = 56, Sharpness = 0.16f, YawDegrees = 30, PitchDegrees = -30 }).ExamineAsync();

        Assert.Equal(["ana/2", "ana/1"], Findings(report, HealthKind.TooSmall).Select(finding => finding.Face.Photo));
        Assert.Equal(["ana/2"], Findings(report, HealthKind.TooBlurry).Select(finding => finding.Face.Photo));
        Assert.Equal(["ana/3", "ana/4"], Findings(report, HealthKind.TooTurned).Select(finding => finding.Face.Photo));
        Assert.Equal(5, report.FindingCount);
    }

    [Fact]
    public async Task All_findings_are_counted_and_the_worst_are_shown()
    {
        var gallery = new PlantedGallery();
        for (int person = 0; person < 12; person++)
        {
            gallery.Add($"p{person:00}/1", person, quality: PlantedGallery.Good with { SidePixels = 30 - person });
        }

        HealthReport report = await gallery.ExamineAsync(top: 3);

        HealthSection only = report.Sections.Single(section => section.Kind == HealthKind.OnlyPhoto);
        Assert.Equal(12, only.Count);
        Assert.Equal(["p00/1", "p01/1", "p02/1"], only.Findings.Select(finding => finding.Face.Photo));
        Assert.Equal(["p11/1", "p10/1", "p09/1"], Findings(report, HealthKind.TooSmall).Select(finding => finding.Face.Photo));
    }

    private static IReadOnlyList<HealthFinding> Findings(HealthReport report, HealthKind kind)
    {
        HealthSection section = report.Sections.Single(section => section.Kind == kind);
        Assert.True(section.Count >= section.Findings.Count);
        return section.Findings;
    }
}
