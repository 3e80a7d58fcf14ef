using System.Globalization;
using FaceFunctions.Cli.Enroll;
using FaceFunctions.Cli.Output;
using FaceFunctions.Core.Detection;
using FaceFunctions.Core.Matching;
using FaceFunctions.Evaluation.Finding;
using FaceBox = FaceFunctions.Client.FaceBox;

namespace FaceFunctions.Cli.Find;

/// <summary>Shows what <c>find</c> found.</summary>
internal static class FindReport
{
    /// <summary>Writes the answer.</summary>
    public static void Show(Report report, FindResult result, Facts facts) => report.Answer(
        new
        {
            photo = facts.Sought,
            bundle = facts.BundleId,
            threshold = facts.Thresholds.Match,
            reviewThreshold = facts.Thresholds.Review,
            faces = result.Faces.Select(face => new
            {
                box = BoxOf(face.Sought.Face.Box),
                detectionScore = face.Sought.Face.Score,
                quality = face.Sought.Quality.Score,
                count = face.Count,
                photos = face.Photos.Select(found => Json(found, facts)),
                nearest = face.Nearest is { } nearest ? Json(nearest, facts) : null,
            }),
            photos = facts.Photos.Count,
            fromCache = result.FromCache,
            withoutFace = result.WithoutFace.Select(i => facts.Photos[i].Name),
            bad = result.Bad.Select(one => new { photo = facts.Photos[one.Photo].Name, one.Why.Kind, message = one.Why.Reason }),
            html = facts.Page,
            seconds = Math.Round(facts.Elapsed.TotalSeconds, 3),
        },
        () => Write(report, result, facts));

    private static void Write(Report report, FindResult result, Facts facts)
    {
        for (int i = 0; i < result.Faces.Count; i++)
        {
            FoundFace face = result.Faces[i];
            string who = result.Faces.Count > 1 ? string.Create(CultureInfo.InvariantCulture, $"Face {i} ({Format.Box(BoxOf(face.Sought.Face.Box))}): ") : "";
            if (face.Photos.Count == 0)
            {
                report.Line(face.Nearest is { } nearest
                    ? $"{who}nobody like this; the nearest is {facts.Photos[nearest.Photo].Name} with {Format.Number(nearest.Similarity)}."
                    : $"{who}no other photo has a face.");
                continue;
            }

            string more = face.Photos.Count < face.Count ? string.Create(CultureInfo.InvariantCulture, $", of which the best {face.Photos.Count}") : "";
            report.Line(string.Create(CultureInfo.InvariantCulture, $"{who}{face.Count} photos from {Format.Number(facts.Thresholds.Review)} up{more}:"));
            report.Table(["photo", "box", "similarity", "decision"], face.Photos.Select(found => (IReadOnlyList<string>)
                [facts.Photos[found.Photo].Name, Format.Box(BoxOf(found.Face.Face.Box)), Format.Number(found.Similarity), Word(found.Decision)]));
        }

        if (result.Bad.Count > 0)
        {
            report.Table(["not looked at", "why"], result.Bad.Select(one => (IReadOnlyList<string>)[facts.Photos[one.Photo].Name, one.Why.Reason]));
        }

        report.Line(string.Create(
            CultureInfo.InvariantCulture,
            $"{facts.Photos.Count} photos in {facts.Elapsed.TotalSeconds:0.0} s ({result.FromCache} known from before): {result.WithoutFace.Count} without a face, {result.Bad.Count} not readable. Match from {Format.Number(facts.Thresholds.Match)}. {facts.BundleId}"));
        if (facts.Page is { } page)
        {
            report.Line($"Contact sheet: {page}");
        }
    }

    private static object Json(FoundPhoto found, Facts facts) => new
    {
        photo = facts.Photos[found.Photo].Name,
        box = BoxOf(found.Face.Face.Box),
        similarity = found.Similarity,
        decision = Word(found.Decision),
    };

    private static string Word(MatchDecision decision) => decision.ToString().ToLowerInvariant();

    private static FaceBox BoxOf(PixelBox box) => new(box.X, box.Y, box.Width, box.Height);

    /// <summary>What the answer is about.</summary>
    /// <param name="Sought">The photo that was asked about.</param>
    /// <param name="BundleId">The bundle.</param>
    /// <param name="Thresholds">What counts.</param>
    /// <param name="Photos">The folder's photos.</param>
    /// <param name="Page">The contact sheet's file; null without one.</param>
    /// <param name="Elapsed">How long it took, with loading the models.</param>
    internal sealed record Facts(string Sought, string BundleId, MatchThresholds Thresholds, IReadOnlyList<PhotoFile> Photos, string? Page, TimeSpan Elapsed);
}
