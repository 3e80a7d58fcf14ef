using FaceFunctions.Core.Detection;
using FaceFunctions.Core.Recognition;

namespace FaceFunctions.Core.Tests.Recognition;

public class FaceQualityMeterTests
{
    private const int Side = 16;

    private static readonly FaceLandmarks Frontal = new(new(38.29f, 51.6f), new(73.53f, 51.6f), new(55.91f, 71.74f), new(41.5f, 92.28f), new(70.3f, 92.28f));

    [Fact]
    public void Measure_takes_sharpness_from_the_variance_of_the_laplacian()
    {
        // A checkerboard of 120 and 130: the Laplacian is +40 and -40, its variance 1600.
        float[] luma = [.. Enumerable.Range(0, Side * Side).Select(i => ((i / Side) + i) % 2 == 0 ? 120f : 130f)];

        FaceQuality quality = FaceQualityMeter.Measure(Face(100, 1), luma, Side);

        Assert.Equal(1 - Math.Exp(-16), quality.Sharpness, 1e-6);
        Assert.Equal(125 / 255.0, quality.Brightness, 1e-5);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(127.5f, 0.5f)]
    [InlineData(255, 1)]
    public void Measure_reports_a_flat_crop_as_blurred_and_its_brightness(float value, float brightness)
    {
        FaceQuality quality = FaceQualityMeter.Measure(Face(100, 1), Flat(value), Side);

        Assert.Equal(0, quality.Sharpness, 1e-6f);
        Assert.Equal(brightness, quality.Brightness, 1e-5f);
    }

    [Fact]
    public void Measure_weighs_the_parts_as_published()
    {
        // Detection 0.8, no sharpness, perfect brightness, half the full size, frontal.
        FaceQuality quality = FaceQualityMeter.Measure(Face(40, 0.8f), Flat(127.5f), Side);

        Assert.Equal((0.35 * 0.8) + 0.15 + (0.15 * 0.5) + 0.10, quality.Score, 2e-3);
        Assert.Equal(40, quality.SidePixels);
        Assert.Equal(0.8f, quality.DetectionScore);
    }

    [Fact]
    public void Measure_reports_no_pose_without_landmarks()
    {
        FaceQuality quality = FaceQualityMeter.Measure(Face(100, 1) with { Landmarks = null }, Flat(100), Side);

        Assert.Equal((0f, 0f, 0f), (quality.YawDegrees, quality.PitchDegrees, quality.RollDegrees));
    }

    private static DetectedFace Face(float side, float score) => new(new PixelBox(0, 0, side, side + 10), Frontal, score);

    private static float[] Flat(float value)
    {
        float[] luma = new float[Side * Side];
        Array.Fill(luma, value);
        return luma;
    }
}
