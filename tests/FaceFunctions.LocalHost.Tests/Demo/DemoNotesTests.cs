using FaceFunctions.LocalHost.Commands;
using FaceFunctions.LocalHost.Demo;

namespace FaceFunctions.LocalHost.Tests.Demo;

public sealed class DemoNotesTests
{
    private static readonly BundleFacts Starter = new("starter", HasDetector: false);
    private static readonly BundleFacts Real = new("yunet-sface", HasDetector: true);

    [Fact]
    public void The_starter_is_said_to_be_for_drawn_portraits_and_to_have_no_detector()
    {
        string notes = string.Join('\n', DemoNotes.About(Starter, drawn: true));

        Assert.Contains("for drawn portraits", notes, StringComparison.Ordinal);
        Assert.Contains("bundle fetch yunet-sface", notes, StringComparison.Ordinal);
        Assert.Contains("no detector: the whole picture is taken for the face", notes, StringComparison.Ordinal);
        Assert.DoesNotContain("WARNING", notes, StringComparison.Ordinal);
    }

    [Fact]
    public void The_starter_with_photos_that_are_not_drawn_is_warned_of() =>
        Assert.Contains(DemoNotes.About(Starter, drawn: false), note => note.StartsWith("WARNING", StringComparison.Ordinal));

    [Fact]
    public void A_bundle_for_real_faces_is_excused_for_drawn_ones_and_needs_no_note_otherwise()
    {
        Assert.Contains("pass --photos", Assert.Single(DemoNotes.About(Real, drawn: true)), StringComparison.Ordinal);
        Assert.Empty(DemoNotes.About(Real, drawn: false));
    }
}
