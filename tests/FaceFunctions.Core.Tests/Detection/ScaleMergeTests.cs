using FaceFunctions.Core.Detection;

namespace FaceFunctions.Core.Tests.Detection;

public class ScaleMergeTests
{
    [Fact]
    public void Merge_keeps_what_the_smaller_scale_saw_clearly() =>
        Assert.Equal([Face(1000, 0.1f, 0.7f)], ScaleMerge.Merge([Face(1010, 0.5f, 0.99f), Face(1000, 0.1f, 0.7f)], 0.3f));

    [Fact]
    public void Merge_takes_the_closer_sight_of_what_was_not_seen_clearly() =>
        Assert.Equal([Face(102, 0.5f, 0.7f)], ScaleMerge.Merge([Face(100, 0.1f, 0.99f), Face(102, 0.5f, 0.7f)], 0.3f));

    [Fact]
    public void Merge_takes_the_closest_of_two_coarse_sights() =>
        Assert.Equal([Face(42, 0.5f, 0.7f)], ScaleMerge.Merge([Face(40, 0.2f, 0.99f), Face(42, 0.5f, 0.7f)], 0.3f));

    [Fact]
    public void Merge_drops_an_eye_that_passes_for_a_face() =>
        Assert.Equal([Face(1000, 0.1f, 0.7f)], ScaleMerge.Merge([new(new(new(300, 300, 150, 150), null, 0.99f), 0.5f), Face(1000, 0.1f, 0.7f)], 0.3f));

    [Fact]
    public void Merge_keeps_a_face_in_front_of_another_at_one_scale()
    {
        ScaledFace child = new(new(new(600, 600, 400, 400), null, 0.9f), 0.2f);

        Assert.Equal([child, Face(1000, 0.2f, 0.8f)], ScaleMerge.Merge([Face(1000, 0.2f, 0.8f), child], 0.3f));
    }

    [Fact]
    public void Merge_keeps_one_of_two_tiles_sights() =>
        Assert.Equal([Face(101, 0.5f, 0.9f)], ScaleMerge.Merge([Face(100, 0.5f, 0.8f), Face(101, 0.5f, 0.9f)], 0.3f));

    private static ScaledFace Face(float side, float scale, float score) => new(new DetectedFace(new PixelBox(0, 0, side, side), null, score), scale);
}
