using FaceFunctions.Core.Detection;

namespace FaceFunctions.Core.Tests.Detection;

public class NonMaximumSuppressionTests
{
    [Theory]
    [InlineData(1, 0.3f)]
    [InlineData(2, 0.5f)]
    [InlineData(3, 0.05f)]
    [InlineData(4, 0.99f)]
    public void Suppress_agrees_with_brute_force(int seed, float maxOverlap)
    {
        var random = new Random(seed);
        DetectedFace[] faces = [.. Enumerable.Range(0, 300).Select(_ => Face(
            random.Next(200), random.Next(200), 10 + random.Next(60), 10 + random.Next(60), MathF.Round(random.NextSingle(), 2)))];

        IReadOnlyList<DetectedFace> kept = NonMaximumSuppression.Suppress(faces, maxOverlap, 5000);

        Assert.Equal(BruteForce(faces, maxOverlap), kept);
    }

    [Fact]
    public void Suppress_keeps_the_earlier_of_equal_scores()
    {
        DetectedFace first = Face(0, 0, 10, 10, 0.9f);
        DetectedFace second = Face(1, 0, 10, 10, 0.9f);

        Assert.Same(first, Assert.Single(NonMaximumSuppression.Suppress([first, second], 0.3f, 10)));
        Assert.Same(second, Assert.Single(NonMaximumSuppression.Suppress([second, first], 0.3f, 10)));
    }

    [Fact]
    public void Suppress_keeps_boxes_that_overlap_exactly_as_much_as_allowed()
    {
        // 10 x 10 each, 5 x 10 in common: 50 of 150.
        DetectedFace[] faces = [Face(0, 0, 10, 10, 0.9f), Face(5, 0, 10, 10, 0.8f)];

        Assert.Equal(2, NonMaximumSuppression.Suppress(faces, 50f / 150f, 10).Count);
        Assert.Single(NonMaximumSuppression.Suppress(faces, 0.33f, 10));
    }

    [Fact]
    public void Suppress_looks_only_at_the_surest_candidates()
    {
        DetectedFace[] faces = [.. Enumerable.Range(0, 10).Select(i => Face(i * 100, 0, 10, 10, i / 10f))];

        IReadOnlyList<DetectedFace> kept = NonMaximumSuppression.Suppress(faces, 0.3f, 3);

        Assert.Equal([0.9f, 0.8f, 0.7f], kept.Select(face => face.Score));
    }

    private static DetectedFace Face(float x, float y, float width, float height, float score) => new(new PixelBox(x, y, width, height), null, score);

    /// <summary>Counts whole pixels that two boxes share (all corners are integers), and marks what a surer kept box suppresses.</summary>
    private static List<DetectedFace> BruteForce(DetectedFace[] faces, float maxOverlap)
    {
        int[] order = [.. Enumerable.Range(0, faces.Length).OrderBy(i => -faces[i].Score).ThenBy(i => i)];
        bool[] suppressed = new bool[faces.Length];
        for (int i = 0; i < order.Length; i++)
        {
            for (int j = i + 1; j < order.Length && !suppressed[i]; j++)
            {
                suppressed[j] |= Overlap(faces[order[i]].Box, faces[order[j]].Box) > maxOverlap;
            }
        }

        return [.. order.Where((_, i) => !suppressed[i]).Select(i => faces[i])];
    }

    private static double Overlap(PixelBox a, PixelBox b)
    {
        int columns = Enumerable.Range((int)a.X, (int)a.Width).Intersect(Enumerable.Range((int)b.X, (int)b.Width)).Count();
        int rows = Enumerable.Range((int)a.Y, (int)a.Height).Intersect(Enumerable.Range((int)b.Y, (int)b.Height)).Count();
        double common = columns * rows;
        return common / ((a.Width * a.Height) + (b.Width * b.Height) - common);
    }
}
