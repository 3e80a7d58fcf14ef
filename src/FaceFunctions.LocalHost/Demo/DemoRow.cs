using System.Globalization;
using FaceFunctions.Client;

namespace FaceFunctions.LocalHost.Demo;

/// <summary>One line of the demo's table: a question, the right answer and the given one.</summary>
/// <param name="Probe">What was asked about.</param>
/// <param name="Expected">The right answer.</param>
/// <param name="Decision">The decision given.</param>
/// <param name="Person">Who was named; empty for nobody.</param>
/// <param name="Ok">Whether the answer is right.</param>
internal sealed record DemoRow(string Probe, string Expected, string Decision, string Person, bool Ok)
{
    /// <summary>The photo asked about, as container/path; null when the question is about none.</summary>
    public string? Photo { get; init; }

    /// <summary>The faces that the line is about.</summary>
    public IReadOnlyList<IdentifiedFace> Faces { get; init; } = [];

    /// <summary>Cosine similarities of the best candidates; empty when there are none.</summary>
    public string Similarity => string.Join(", ", Faces.Select(Format));

    /// <summary>The second candidate of a single face with its similarity; empty when there is none.</summary>
    public string RunnerUp => Faces is [{ Candidates: [_, var second, ..] }] ? $"{second.Person} {Format(second.Similarity)}" : "";

    /// <summary>A line about a probe of one person: right when that person, or for a stranger nobody, is named.</summary>
    /// <param name="probe">What was asked about.</param>
    /// <param name="person">Who it is; null is a stranger.</param>
    /// <param name="faces">The answer.</param>
    public static DemoRow OfOne(string probe, string? person, IReadOnlyList<IdentifiedFace> faces)
    {
        string expected = person ?? "nobody";
        if ((faces.FirstOrDefault(face => face.IsMatch && face.Person == person) ?? faces.MaxBy(face => face.BestSimilarity)) is not { } shown)
        {
            return new DemoRow(probe, expected, "no faces in the answer", "", Ok: false);
        }

        bool ok = person is null ? !faces.Any(face => face.IsMatch) : shown.IsMatch && shown.Person == person;
        return new DemoRow(probe, expected, shown.Decision.ToString(), shown.Person ?? "", ok) { Faces = [shown] };
    }

    /// <summary>A line about a group: right when exactly the given people are named, and there is a face left for each stranger.</summary>
    public static DemoRow OfGroup(string probe, IReadOnlyList<string> people, int strangers, IReadOnlyList<IdentifiedFace> faces)
    {
        string[] named = [.. faces.Where(face => face.IsMatch).Select(face => face.Person ?? "")];
        bool ok = named.Order(StringComparer.Ordinal).SequenceEqual(people.Order(StringComparer.Ordinal)) && faces.Count >= people.Count + strangers;
        return new DemoRow(
            probe,
            $"{string.Join(", ", people)} and {strangers} more",
            string.Join(", ", faces.Select(face => face.Decision)),
            string.Join(", ", named),
            ok)
        { Faces = faces };
    }

    /// <summary>A cosine similarity as it is shown.</summary>
    public static string Format(float similarity) => similarity.ToString("0.000", CultureInfo.InvariantCulture);

    private static string Format(IdentifiedFace face) => face.Candidates.Count > 0 ? Format(face.Candidates[0].Similarity) : "";
}
