using System.Globalization;

namespace FaceFunctions.LocalHost.Demo;

/// <summary>One line of the demo's table: a question, the right answer and the given one.</summary>
/// <param name="Probe">What was asked about.</param>
/// <param name="Expected">The right answer.</param>
/// <param name="Decision">The decision given.</param>
/// <param name="Person">Who was named; empty for nobody.</param>
/// <param name="Similarity">Cosine similarity of the best candidate; empty when there is none.</param>
/// <param name="RunnerUp">The second candidate with its similarity; empty when there is none.</param>
/// <param name="Ok">Whether the answer is right.</param>
internal sealed record DemoRow(string Probe, string Expected, string Decision, string Person, string Similarity, string RunnerUp, bool Ok)
{
    /// <summary>A line without faces.</summary>
    public static DemoRow Plain(string probe, string expected, string answer, bool ok) => new(probe, expected, answer, "", "", "", ok);

    /// <summary>A line about a probe of one person: right when that person, or for a stranger nobody, is named.</summary>
    /// <param name="probe">What was asked about.</param>
    /// <param name="person">Who it is; null is a stranger.</param>
    /// <param name="faces">The answer.</param>
    public static DemoRow OfOne(string probe, string? person, IReadOnlyList<FaceAnswer> faces)
    {
        string expected = person ?? "nobody";
        if ((faces.FirstOrDefault(face => face.IsMatch && face.Person == person) ?? faces.MaxBy(face => face.BestSimilarity)) is not { } shown)
        {
            return Plain(probe, expected, "no faces in the answer", ok: false);
        }

        bool ok = person is null ? !faces.Any(face => face.IsMatch) : shown.IsMatch && shown.Person == person;
        return new DemoRow(probe, expected, shown.Decision, shown.Person ?? "", Format(shown), FormatRunnerUp(shown), ok);
    }

    /// <summary>A line about a group: right when exactly the given people are named, and there is a face left for each stranger.</summary>
    public static DemoRow OfGroup(string probe, IReadOnlyList<string> people, int strangers, IReadOnlyList<FaceAnswer> faces)
    {
        string[] named = [.. faces.Where(face => face.IsMatch).Select(face => face.Person ?? "")];
        bool ok = named.Order(StringComparer.Ordinal).SequenceEqual(people.Order(StringComparer.Ordinal)) && faces.Count >= people.Count + strangers;
        return new DemoRow(
            probe,
            $"{string.Join(", ", people)} and {strangers} more",
            string.Join(", ", faces.Select(face => face.Decision)),
            string.Join(", ", named),
            string.Join(", ", faces.Select(Format)),
            "",
            ok);
    }

    private static string Format(FaceAnswer face) => face.Candidates.Count > 0 ? Format(face.Candidates[0]) : "";

    private static string Format(CandidateAnswer candidate) => candidate.Similarity.ToString("0.000", CultureInfo.InvariantCulture);

    private static string FormatRunnerUp(FaceAnswer face) => face.Candidates.Count > 1 ? $"{face.Candidates[1].Person} {Format(face.Candidates[1])}" : "";
}
