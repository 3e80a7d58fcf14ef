using System.Text.RegularExpressions;
using FaceFunctions.Client;
using FaceFunctions.LocalHost.Demo;
using FaceFunctions.LocalHost.Demo.Report;
using FaceFunctions.Portraits;

namespace FaceFunctions.LocalHost.Tests.Demo.Report;

public sealed partial class ReportPageTests
{
    private const string Evil = "<i>\"Bobby' &";

    private static readonly Lazy<byte[]> Portrait = new(() => new PortraitSet(DrawnPhotos.DefaultSeed).Draw(0, 0).File);

    [Fact]
    public void Every_question_has_a_row_with_what_was_asked_expected_and_answered()
    {
        string page = Create(
            new DemoRow("probes/a/4.jpg", "a", "match", "a", Ok: true) { Photo = "probes/a/4.jpg", Faces = [Face("match", "a", ("a", 0.81f), ("b", 0.3f))] },
            new DemoRow("probes/words.jpg", "415", "200", "", Ok: false) { Photo = "probes/words.jpg" });

        Match[] rows = Rows().Matches(page).ToArray();
        Assert.Equal(2, rows.Length);
        Assert.Matches("class=\"right\"(?s:.*)probes/a/4.jpg(?s:.*)data-label=\"Expected\">a<(?s:.*)match <b>a</b>(?s:.*)0.810(?s:.*)0.300(?s:.*)>yes<", rows[0].Value);
        Assert.Matches("class=\"wrong\"(?s:.*)probes/words.jpg(?s:.*)data-label=\"Expected\">415<(?s:.*)200(?s:.*)>NO<", rows[1].Value);
        Assert.Contains("1 of 2 answers are wrong.", page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_probe_and_the_nearest_photos_are_shown_with_a_text_for_those_who_do_not_see_them()
    {
        string page = Create(new DemoRow("q", "a", "match", "a", Ok: true) { Photo = "probes/a/4.jpg", Faces = [Face("match", "a", ("a", 0.81f), ("b", 0.3f))] });

        Assert.Equal(["Photo asked about: probes/a/4.jpg", "gallery/a/1.jpg, the nearest photo of a", "gallery/b/1.jpg, the nearest photo of b"], Images().Matches(page).Select(image => image.Groups["alt"].Value));
        Assert.All(Images().Matches(page), image => Assert.StartsWith("data:image/jpeg;base64,", image.Groups["src"].Value, StringComparison.Ordinal));
    }

    [Fact]
    public void Only_the_three_nearest_people_are_shown()
    {
        string page = Create(new DemoRow("q", "a", "match", "a", Ok: true) { Faces = [Face("match", "a", ("a", 0.81f), ("b", 0.3f), ("c", 0.2f), ("d", 0.1f))] });

        Assert.Equal(["a", "b", "c"], Names().Matches(page).Select(name => name.Groups["name"].Value));
    }

    [Fact]
    public void A_file_that_is_no_picture_is_shown_as_none() => Assert.Contains(">no picture<", Create(new DemoRow("q", "415", "415", "", Ok: true) { Photo = "probes/words.jpg" }), StringComparison.Ordinal);

    [Fact]
    public void Each_face_of_a_group_is_shown_by_itself()
    {
        string page = Create(new DemoRow("q", "a and 1 more", "match, unknown", "a", Ok: true) { Photo = "probes/a/4.jpg", Faces = [Face("match", "a", ("a", 0.8f)), Face("unknown", null, ("b", 0.1f))] });

        Assert.Contains("alt=\"Face in probes/a/4.jpg: a\"", page, StringComparison.Ordinal);
        Assert.Contains("alt=\"Face in probes/a/4.jpg: unknown\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bar_ends_at_the_similarity_and_marks_both_thresholds()
    {
        string page = Create(new DemoRow("q", "a", "match", "a", Ok: true) { Faces = [Face("match", "a", ("a", 0.81f), ("b", 0.44f), ("c", -0.2f))] });

        Assert.Matches("class=\"bar match\"[^>]*--score:81.0%;--match:50.0%;--review:40.0%", page);
        Assert.Matches("class=\"bar uncertain\"[^>]*--score:44.0%", page);
        Assert.Matches("class=\"bar unknown\"[^>]*--score:0.0%", page);
        Assert.Contains("-0.200", page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_head_tells_bundle_counts_photos_times_and_notes()
    {
        string page = Create();

        Assert.All(
            ["starter-0123", "36 faces of 12 people", "Drawn with seed 4", "12.0 s: drawing 2.0", "It knows drawn portraits only.", "0.500", "0.400"],
            text => Assert.Contains(text, page, StringComparison.Ordinal));
    }

    [Fact]
    public void Nothing_that_comes_from_outside_is_taken_for_markup()
    {
        string page = Create(new DemoRow(Evil, Evil, Evil, Evil, Ok: false) { Photo = "probes/a/4.jpg", Faces = [Face(Evil, Evil, (Evil, 0.5f)), Face(Evil, null, (Evil, 0.5f))] });

        Assert.DoesNotContain("<i>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("\"Bobby", page, StringComparison.Ordinal);
        Assert.Contains("&lt;i&gt;&quot;Bobby&#x27; &amp;", page, StringComparison.Ordinal);
    }

    [Fact]
    public void It_needs_nothing_from_elsewhere_and_runs_nothing()
    {
        string page = Create(new DemoRow("q", "a", "match", "a", Ok: true) { Photo = "probes/a/4.jpg", Faces = [Face("match", "a", ("a", 0.81f))] });

        Assert.DoesNotMatch("(?i)https?:|src=\"(?!data:)|href=|url\\(|@import|<script|<link|<iframe", page);
        Assert.Contains("default-src 'none'", page, StringComparison.Ordinal);
    }

    [Fact]
    public void It_is_made_for_phones_for_dark_rooms_and_for_screen_readers()
    {
        string page = Create(new DemoRow("q", "a", "match", "a", Ok: true));

        Assert.All(
            ["<html lang=\"en\">", "width=device-width", "prefers-color-scheme: dark", "scope=\"col\"", "scope=\"row\"", "role=\"columnheader\""],
            text => Assert.Contains(text, page, StringComparison.Ordinal));
    }

    private static IdentifiedFace Face(string decision, string? person, params (string Person, float Similarity)[] candidates) =>
        new(new FaceBox(10, 10, 50, 50), new Decision(decision), [.. candidates.Select(candidate => new Candidate(candidate.Person, $"gallery/{candidate.Person}/1.jpg", candidate.Similarity))], person);

    private static string Create(params DemoRow[] rows)
    {
        var album = new PhotoAlbum();
        foreach (string blob in new[] { "probes/a/4.jpg", "gallery/a/1.jpg", "gallery/b/1.jpg" })
        {
            album.Add(blob, () => Portrait.Value);
        }

        album.Add("probes/words.jpg", () => [1, 2, 3]);
        var status = new StatusAnswer(true, Bundle: "starter-0123", Thresholds: new Thresholds(0.5f, 0.4f), Gallery: new GallerySize(36, 12));
        var outcome = new DemoOutcome(status, [new DemoSection("Questions", "All of them.", rows)], album);
        return ReportPage.Create(new DemoReport(outcome, "Drawn with seed 4", ["It knows drawn portraits only."], "12.0 s: drawing 2.0"));
    }

    [GeneratedRegex("<tr role=\"row\" class=.*?</tr>", RegexOptions.Singleline)]
    private static partial Regex Rows();

    [GeneratedRegex("class=\"who\">(?<name>[^<]*)<")]
    private static partial Regex Names();

    [GeneratedRegex("<img src=\"(?<src>[^\"]*)\" alt=\"(?<alt>[^\"]*)\">")]
    private static partial Regex Images();
}
