using FaceFunctions.Client;

namespace FaceFunctions.LocalHost.Demo;

/// <summary>What the demo found out.</summary>
/// <param name="Status">The app with its gallery complete, before anything was changed.</param>
/// <param name="Sections">The questions and their answers, in the order in which they were asked.</param>
/// <param name="Album">The photos.</param>
internal sealed record DemoOutcome(StatusAnswer Status, IReadOnlyList<DemoSection> Sections, PhotoAlbum Album)
{
    /// <summary>All questions.</summary>
    public IEnumerable<DemoRow> Rows => Sections.SelectMany(section => section.Rows);

    /// <summary>Whether every answer is right.</summary>
    public bool IsRight => Rows.All(row => row.Ok);

    /// <summary>How many answers are right, and whether that is all of them.</summary>
    public string Verdict
    {
        get
        {
            int wrong = Rows.Count(row => !row.Ok);
            return wrong == 0 ? $"All {Rows.Count()} answers are right." : $"{wrong} of {Rows.Count()} answers are wrong.";
        }
    }
}
