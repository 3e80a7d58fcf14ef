using FaceFunctions.Portraits.Finish;

namespace FaceFunctions.Portraits.Tests.Finish;

public unsafe class SmallBlurTests
{
    // Around the vector width of 16 bytes, which is 4 pixels.
    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 5)]
    [InlineData(4, 1)]
    [InlineData(5, 7)]
    [InlineData(8, 3)]
    [InlineData(33, 20)]
    public void Apply_agrees_with_a_plain_blur_in_double(int width, int height)
    {
        byte[] picture = new byte[width * height * 4];
        new Random(1).NextBytes(picture);
        double[] expected = Blur([.. picture.Select(level => (double)level)], width, height, 0.25);

        fixed (byte* pixels = picture)
        {
            SmallBlur.Apply(pixels, width, height, MathF.Sqrt(0.5f));
        }

        Assert.All(expected.Zip(picture), pair => Assert.Equal(pair.First, pair.Second, tolerance: 1.01));
    }

    [Fact]
    public void Apply_with_radius_0_changes_nothing()
    {
        byte[] picture = [1, 2, 3, 4, 250, 251, 252, 253];

        fixed (byte* pixels = picture)
        {
            SmallBlur.Apply(pixels, 2, 1, 0);
        }

        Assert.Equal([1, 2, 3, 4, 250, 251, 252, 253], picture);
    }

    private static double[] Blur(double[] levels, int width, int height, double weight)
    {
        double At(double[] from, int x, int y, int channel) => from[(((Math.Clamp(y, 0, height - 1) * width) + Math.Clamp(x, 0, width - 1)) * 4) + channel];
        double[] across = [.. levels.Select((_, i) => Blend(At, levels, i, 1, 0))];
        return [.. levels.Select((_, i) => Blend(At, across, i, 0, 1))];

        double Blend(Func<double[], int, int, int, double> at, double[] from, int i, int stepX, int stepY)
        {
            (int x, int y, int channel) = (i / 4 % width, i / 4 / width, i % 4);
            return (weight * (at(from, x - stepX, y - stepY, channel) + at(from, x + stepX, y + stepY, channel))) + ((1 - (2 * weight)) * from[i]);
        }
    }
}
