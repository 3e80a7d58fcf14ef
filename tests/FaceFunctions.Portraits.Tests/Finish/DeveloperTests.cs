using System.Numerics;
using FaceFunctions.Portraits.Conditions;
using FaceFunctions.Portraits.Finish;
using SkiaSharp;

namespace FaceFunctions.Portraits.Tests.Finish;

public class DeveloperTests
{
    [Theory]
    [InlineData(0.5f)]
    [InlineData(2)]
    [InlineData(4)]
    public void Noise_has_the_deviation_that_the_camera_says_and_no_mean(float deviation)
    {
        const byte Gray = 120;
        using SKBitmap picture = new(new SKImageInfo(400, 400, SKColorType.Bgra8888, SKAlphaType.Opaque));
        picture.Erase(new SKColor(Gray, Gray, Gray));

        byte[] file = Developer.Develop(picture, new Camera(Blur: 0, Noise: deviation, Gain: Vector3.One, Contrast: 1, Quality: 100, NoiseSeed: 1));

        Assert.NotEmpty(file);
        double[] levels = [.. picture.Pixels.Select(pixel => (double)pixel.Green)];
        double mean = levels.Average();
        Assert.Equal(Gray, mean, tolerance: 0.03);

        // Rounding to whole levels adds 1/12 to the variance.
        Assert.Equal((deviation * deviation) + (1.0 / 12), levels.Average(level => (level - mean) * (level - mean)), tolerance: 0.02 * (1 + (deviation * deviation)));
    }
}
