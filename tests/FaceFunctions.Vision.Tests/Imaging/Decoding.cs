using System.Numerics;
using FaceFunctions.Core.Recognition;
using FaceFunctions.Vision.Imaging;

namespace FaceFunctions.Vision.Tests.Imaging;

/// <summary>Decodes a file as the pipeline does.</summary>
internal static class Decoding
{
    public static readonly PhotoLimits Limits = new(20 * 1024 * 1024, 60_000_000);

    /// <summary>Null when the file is a whole picture.</summary>
    public static PhotoAnalysis? Refusal(byte[] file)
    {
        using EncodedPhoto? encoded = EncodedPhoto.Open(file, Limits, out PhotoAnalysis? refusal);
        using DecodedPhoto? decoded = encoded?.Decode(1, out refusal);
        Assert.Equal(refusal is null, decoded is not null);
        return refusal;
    }

    /// <summary>The whole upright picture.</summary>
    public static BgrImage Upright(byte[] file, float minScale = 1)
    {
        using EncodedPhoto encoded = Assert.IsType<EncodedPhoto>(EncodedPhoto.Open(file, Limits, out _));
        using DecodedPhoto decoded = Assert.IsType<DecodedPhoto>(encoded.Decode(minScale, out _));
        var image = new BgrImage(encoded.Width, encoded.Height);
        AffineSampler.Draw(decoded, Matrix3x2.Identity, EdgeRule.Nearest, image, (0, 0, image.Width, image.Height));
        return image;
    }

    public static (byte Red, byte Green, byte Blue) At(this BgrImage image, int x, int y)
    {
        int i = ((y * image.Width) + x) * 3;
        return (image.Pixels[i + 2], image.Pixels[i + 1], image.Pixels[i]);
    }

    /// <summary>Each quarter's middle has its colour.</summary>
    public static void AssertQuarters(BgrImage image, int tolerance)
    {
        for (int quarter = 0; quarter < 4; quarter++)
        {
            SkiaSharp.SKColor expected = Pictures.QuarterColors[quarter];
            (byte red, byte green, byte blue) = image.At(image.Width * (1 + (2 * (quarter % 2))) / 4, image.Height * (1 + (2 * (quarter / 2))) / 4);
            Assert.True(
                Math.Abs(red - expected.Red) <= tolerance && Math.Abs(green - expected.Green) <= tolerance && Math.Abs(blue - expected.Blue) <= tolerance,
                $"Quarter {quarter} is ({red}, {green}, {blue}), expected {expected}.");
        }
    }
}
