using System.Collections.Concurrent;
using System.Numerics;
using FaceFunctions.Core.Detection;
using FaceFunctions.Core.Recognition;
using FaceFunctions.Testing;
using FaceFunctions.Vision;
using Microsoft.Extensions.Options;

namespace FaceFunctions.Portraits.Tests;

/// <summary>Whether somebody who has only ever seen photos takes the drawings for faces.</summary>
public sealed class DetectorTests(ITestOutputHelper output)
{
    private const float WantedScore = 0.6f;

    [Fact]
    public async Task Detector_finds_the_drawn_faces_and_their_landmarks()
    {
        const int Count = 1_000;
        using PhotoAnalyzer analyzer = CreateAnalyzer();
        var set = new PortraitSet(20260103);
        var distances = new ConcurrentBag<float[]>();
        await Parallel.ForAsync(0, Count, TestContext.Current.CancellationToken, async (i, _) =>
        {
            PortraitPhoto drawn = set.Draw(i, 0);
            if (await FindAsync(analyzer, drawn.File, [drawn.Landmarks]) is [{ } found])
            {
                distances.Add(Distances(drawn.Landmarks, found));
            }
        });

        string[] names = ["left eye", "right eye", "nose", "left of the mouth", "right of the mouth"];
        float[] medians = [.. names.Select((_, k) => distances.Select(five => five[k]).Order().ElementAt(distances.Count / 2))];
        output.WriteLine($"{distances.Count} of {Count} found; median distances in eye distances: {string.Join(", ", names.Zip(medians, (name, median) => $"{name} {median:0.000}"))}");
        Assert.InRange(distances.Count, Count * 9 / 10, Count);
        Assert.All(medians[..2], median => Assert.InRange(median, 0, 0.12f));
        Assert.All(medians[2..], median => Assert.InRange(median, 0, 0.2f));
    }

    [Fact]
    public async Task Detector_finds_everybody_in_a_group()
    {
        using PhotoAnalyzer analyzer = CreateAnalyzer();
        var set = new PortraitSet(20260104);
        for (int i = 0; i < 21; i++)
        {
            GroupPhoto drawn = GroupPainter.Draw([.. Enumerable.Range(8 * i, 2 + (i % 7)).Select(set.Person)], set.Photo(i, 0));

            IReadOnlyList<FaceLandmarks?> found = await FindAsync(analyzer, drawn.File, drawn.Landmarks);

            Assert.DoesNotContain(null, found);
        }
    }

    private static PhotoAnalyzer CreateAnalyzer() => new(Options.Create(new VisionOptions { BundlePath = SharedBundle.Folder() }), TimeProvider.System);

    // For each drawn face the one found there; null when there is none.
    private static async Task<IReadOnlyList<FaceLandmarks?>> FindAsync(PhotoAnalyzer analyzer, byte[] photo, IReadOnlyList<PortraitLandmarks> drawn)
    {
        PhotoAnalysis analysis = await analyzer.AnalyzeAsync(photo, TestContext.Current.CancellationToken);
        FaceLandmarks[] found = analysis is PhotoAnalysis.FacesFound faces
            ? [.. faces.Faces.Where(face => face.Face.Score >= WantedScore).Select(face => face.Face.Landmarks).OfType<FaceLandmarks>()]
            : [];
        return [.. drawn.Select(points => found.Cast<FaceLandmarks?>().FirstOrDefault(candidate => Distances(points, candidate!.Value)[..2].Max() < 0.5f))];
    }

    private static float[] Distances(PortraitLandmarks drawn, FaceLandmarks found)
    {
        float unit = Vector2.Distance(drawn.LeftEye, drawn.RightEye);
        return
        [
            Vector2.Distance(drawn.LeftEye, found.LeftEye) / unit, Vector2.Distance(drawn.RightEye, found.RightEye) / unit, Vector2.Distance(drawn.Nose, found.Nose) / unit,
            Vector2.Distance(drawn.MouthLeft, found.MouthLeft) / unit, Vector2.Distance(drawn.MouthRight, found.MouthRight) / unit,
        ];
    }
}
