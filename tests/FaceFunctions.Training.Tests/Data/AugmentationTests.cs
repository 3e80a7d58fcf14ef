using FaceFunctions.Training.Data;

namespace FaceFunctions.Training.Tests.Data;

public class AugmentationTests
{
    private static readonly byte[] Picture = [.. Enumerable.Range(0, 16).Select(i => (byte)(i * 17))];

    [Fact]
    public void No_change_scales_black_to_minus_1_and_white_to_1()
    {
        float[] input = Apply(Augmentation.None);

        Assert.All(input, (value, i) => Assert.Equal((Picture[i] - 127.5f) / 127.5f, value, 1e-6f));
    }

    [Fact]
    public void A_move_repeats_the_edge()
    {
        float[] still = Apply(Augmentation.None);

        float[] moved = Apply(Augmentation.None with { X = 1, Y = -2 });

        Assert.All(moved, (value, i) => Assert.Equal(still[(Math.Min((i / 4) + 2, 3) * 4) + Math.Max((i % 4) - 1, 0)], value));
    }

    [Fact]
    public void A_mirror_exchanges_left_and_right()
    {
        float[] still = Apply(Augmentation.None);

        float[] mirrored = Apply(Augmentation.None with { Mirrored = true });

        Assert.All(mirrored, (value, i) => Assert.Equal(still[(i / 4 * 4) + 3 - (i % 4)], value));
    }

    [Fact]
    public void Contrast_and_brightness_change_values_around_the_middle()
    {
        float[] still = Apply(Augmentation.None);

        float[] changed = Apply(Augmentation.None with { Contrast = 0.5f, Brightness = 0.1f });

        Assert.All(changed, (value, i) => Assert.Equal((still[i] * 0.5f) + 0.1f, value, 1e-6f));
    }

    [Fact]
    public void Draw_gives_all_kinds_of_changes_and_the_same_for_the_same_seed()
    {
        Augmentation[] changes = [.. Enumerable.Range(0, 200).Select(seed => Augmentation.Draw(new Random(seed)))];

        Assert.Equal(changes, Enumerable.Range(0, 200).Select(seed => Augmentation.Draw(new Random(seed))));
        Assert.InRange(changes.Count(change => change.Mirrored), 60, 140);
        Assert.Equal(9, changes.Select(change => change.X).Distinct().Count());
        Assert.Equal(9, changes.Select(change => change.Y).Distinct().Count());
    }

    private static float[] Apply(Augmentation change)
    {
        float[] input = new float[16];
        change.Apply(Picture, 4, input);
        return input;
    }
}
