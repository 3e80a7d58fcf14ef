using FaceFunctions.Core.Enrollment;
using FaceFunctions.Core.Gallery;
using FaceFunctions.Core.Recognition;
using FaceFunctions.Core.Tests.Support;

namespace FaceFunctions.Core.Tests.Enrollment;

public class EnrollmentRulesTests
{
    private static readonly EnrollmentRules Rules = new();

    [Fact]
    public void Judge_names_the_only_face()
    {
        EnrollmentVerdict verdict = Judge(FakeAnalyzer.Face(1, 100));

        Assert.Equal((PhotoStatus.Enrolled, null, 640, 480), (verdict.Status, verdict.Reason, verdict.Width, verdict.Height));
        Assert.Equal(["ana"], verdict.Faces.Select(face => face.Person));
    }

    [Theory]
    [InlineData(100, 70, true)] // 2.04 times the area.
    [InlineData(100, 71, false)] // 1.98 times.
    [InlineData(100, 100, false)]
    [InlineData(100, 10, true)]
    public void Judge_names_the_largest_face_only_when_it_is_clearly_the_subject(float first, float second, bool clear)
    {
        EnrollmentVerdict verdict = Judge(FakeAnalyzer.Face(1, first), FakeAnalyzer.Face(2, second), FakeAnalyzer.Face(3, 5));

        Assert.Equal(clear ? PhotoStatus.Enrolled : PhotoStatus.Refused, verdict.Status);
        Assert.Equal([clear ? "ana" : null, null, null], verdict.Faces.Select(face => face.Person));
        Assert.Equal(clear, verdict.Reason is null);
    }

    [Fact]
    public void Judge_of_a_subject_that_fails_the_gate_keeps_its_faces_without_a_name()
    {
        EnrollmentVerdict verdict = Judge(FakeAnalyzer.Face(1, 30), FakeAnalyzer.Face(2, 10));

        Assert.Equal(PhotoStatus.Refused, verdict.Status);
        Assert.Contains("too small", verdict.Reason, StringComparison.Ordinal);
        Assert.Equal([null, null], verdict.Faces.Select(face => face.Person));
    }

    [Fact]
    public void Judge_does_not_ask_for_the_quality_of_bystanders() =>
        Assert.Equal(PhotoStatus.Enrolled, Judge(FakeAnalyzer.Face(1, 100), FakeAnalyzer.Face(2, 4)).Status);

    [Fact]
    public void Judge_keeps_the_largest_faces_up_to_the_limit()
    {
        AnalyzedFace[] faces = [.. Enumerable.Range(1, 9).Select(i => FakeAnalyzer.Face(i, i == 1 ? 300 : 100 - i))];

        EnrollmentVerdict verdict = (Rules with { MaxFacesPerPhoto = 3 }).Judge("ana", new PhotoAnalysis.FacesFound(640, 480, faces, default));

        Assert.Equal(["ana", null, null], verdict.Faces.Select(face => face.Person));
        Assert.Equal(faces.Take(3).Select(face => face.Embedding), verdict.Faces.Select(face => face.Embedding));
    }

    [Fact]
    public void Judge_says_of_a_group_how_many_there_are()
    {
        AnalyzedFace[] faces = [.. Enumerable.Range(1, 9).Select(i => FakeAnalyzer.Face(i, 100))];

        EnrollmentVerdict verdict = (Rules with { MaxFacesPerPhoto = 3 }).Judge("ana", new PhotoAnalysis.FacesFound(640, 480, faces, default));

        Assert.Contains("9 faces", verdict.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("ana", verdict.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Judge_passes_the_other_outcomes_on_with_their_reasons()
    {
        EnrollmentVerdict none = Rules.Judge("ana", new PhotoAnalysis.NoFace(640, 480));
        EnrollmentVerdict bad = Rules.Judge("ana", new PhotoAnalysis.Unreadable("It ends too early."));
        EnrollmentVerdict large = Rules.Judge("ana", new PhotoAnalysis.TooLarge("It has 100 megapixels."));

        Assert.Equal((PhotoStatus.NoFace, 640, 480), (none.Status, none.Width, none.Height));
        Assert.NotNull(none.Reason);
        Assert.Equal((PhotoStatus.Unreadable, "It ends too early."), (bad.Status, bad.Reason));
        Assert.Equal((PhotoStatus.TooLarge, "It has 100 megapixels."), (large.Status, large.Reason));
        Assert.All([none, bad, large], verdict => Assert.Empty(verdict.Faces));
    }

    private static EnrollmentVerdict Judge(params AnalyzedFace[] faces) => Rules.Judge("ana", new PhotoAnalysis.FacesFound(640, 480, faces, default));
}
