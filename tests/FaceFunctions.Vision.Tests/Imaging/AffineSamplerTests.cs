using System.Numerics;
using FaceFunctions.Vision.Imaging;

namespace FaceFunctions.Vision.Tests.Imaging;

public class AffineSamplerTests
{
    [Theory]
    [InlineData(1f, 0f, 0f, 0f)]
    [InlineData(0.37f, 0.2f, 3.25f, -2.5f)]
    [InlineData(-0.9f, 0.6f, 20f, 11.7f)]
    [InlineData(0.05f, -1f, -6f, 30f)]
    public void Draw_agrees_with_plain_bilinear_sampling_where_nothing_shrinks(float a, float b, float x, float y)
    {
        var map = new Matrix3x2(a, b, -b, a, x, y);
        using DecodedPhoto photo = RandomPhoto(31, 27);
        var image = new BgrImage(24, 19);

        AffineSampler.Draw(photo, map, EdgeRule.Black, image, (0, 0, 24, 19));

        for (int row = 0; row < 19; row++)
        {
            for (int column = 0; column < 24; column++)
            {
                double sourceX = ((double)a * column) - ((double)b * row) + x;
                double sourceY = ((double)b * column) + ((double)a * row) + y;
                for (int channel = 0; channel < 3; channel++)
                {
                    double expected = Bilinear(photo, sourceX, sourceY, channel);
                    Assert.Equal(expected, image.Pixels[(((row * 24) + column) * 3) + channel], 0.51);
                }
            }
        }
    }

    [Fact]
    public void Draw_sees_black_or_the_nearest_pixel_outside()
    {
        using DecodedPhoto photo = Fill(10, 10, (_, _) => 200);
        var black = new BgrImage(4, 1);
        var nearest = new BgrImage(4, 1);
        var far = Matrix3x2.CreateTranslation(-20, 5);

        AffineSampler.Draw(photo, far, EdgeRule.Black, black, (0, 0, 4, 1));
        AffineSampler.Draw(photo, far, EdgeRule.Nearest, nearest, (0, 0, 4, 1));

        Assert.All(black.Pixels, value => Assert.Equal(0, value));
        Assert.All(nearest.Pixels, value => Assert.Equal(200, value));
    }

    [Theory]
    [InlineData(4)]
    [InlineData(7)]
    [InlineData(20)]
    public void Draw_does_not_alias_when_it_shrinks(int factor)
    {
        // Stripes of one pixel: single samples are black or white, an area is gray.
        using DecodedPhoto photo = Fill(16 * factor, 16 * factor, (x, _) => (byte)(x % 2 == 0 ? 0 : 255));
        var image = new BgrImage(16, 16);

        AffineSampler.Draw(photo, UprightMap.Resize(factor, factor), EdgeRule.Nearest, image, (0, 0, 16, 16));

        Assert.All(image.Pixels, value => Assert.InRange(value, 85, 170));
    }

    [Fact]
    public void Draw_keeps_the_mean_and_the_place_when_it_shrinks()
    {
        // A slope: the middle of each output pixel lies at the middle of its source pixels.
        using DecodedPhoto photo = Fill(240, 8, (x, _) => (byte)x);
        var image = new BgrImage(30, 1);

        AffineSampler.Draw(photo, UprightMap.Resize(8, 8), EdgeRule.Nearest, image, (0, 0, 30, 1));

        for (int x = 0; x < 30; x++)
        {
            Assert.Equal((8 * x) + 3.5, image.Pixels[3 * x], 0.51);
        }
    }

    [Fact]
    public void Draw_writes_only_its_region()
    {
        using DecodedPhoto photo = Fill(10, 10, (_, _) => 255);
        var image = new BgrImage(6, 5);

        AffineSampler.Draw(photo, Matrix3x2.Identity, EdgeRule.Nearest, image, (2, 1, 3, 2));

        Assert.Equal(3 * 3 * 2, image.Pixels.Count(value => value == 255));
        Assert.Equal((255, 255, 255), image.At(2, 1));
        Assert.Equal((255, 255, 255), image.At(4, 2));
        Assert.Equal((0, 0, 0), image.At(5, 2));
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(1e30f)]
    public void Draw_gives_black_for_a_map_to_nowhere(float offset)
    {
        using DecodedPhoto photo = Fill(10, 10, (_, _) => 255);
        var image = new BgrImage(2, 2);

        AffineSampler.Draw(photo, Matrix3x2.CreateTranslation(offset, 0), EdgeRule.Black, image, (0, 0, 2, 2));

        Assert.All(image.Pixels, value => Assert.Equal(0, value));
    }

    private static DecodedPhoto RandomPhoto(int width, int height)
    {
        var random = new Random(width);
        return Fill(width, height, (_, _) => (byte)random.Next(256));
    }

    private static unsafe DecodedPhoto Fill(int width, int height, Func<int, int, byte> value)
    {
        var photo = new DecodedPhoto(width, height, Matrix3x2.Identity, 1);
        byte* pixels = (byte*)photo.Pixels;
        for (int i = 0; i < width * height * 4; i++)
        {
            pixels[i] = value(i / 4 % width, i / 4 / width);
        }

        return photo;
    }

    /// <summary>Each of the photo's pixels weighs (1 - dx)(1 - dy) where that is positive; outside is black.</summary>
    private static unsafe double Bilinear(DecodedPhoto photo, double x, double y, int channel)
    {
        double sum = 0;
        for (int row = 0; row < photo.Height; row++)
        {
            for (int column = 0; column < photo.Width; column++)
            {
                double weight = Math.Max(0, 1 - Math.Abs(column - x)) * Math.Max(0, 1 - Math.Abs(row - y));
                sum += weight * ((byte*)photo.Pixels)[(((row * photo.Width) + column) * 4) + channel];
            }
        }

        return sum;
    }
}
