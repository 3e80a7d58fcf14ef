using FaceFunctions.Core.Recognition;
using FaceFunctions.Testing;
using FaceFunctions.Vision.Alignment;
using FaceFunctions.Vision.Imaging;
using FaceFunctions.Vision.Tests.Imaging;
using OpenCvSharp;

namespace FaceFunctions.Vision.Tests;

/// <summary>Decoding and warping against OpenCV itself, on machines where its native library finds GTK 3.</summary>
public class OpenCvTests
{
    private static readonly Lazy<string?> Fault = new(() =>
    {
        try
        {
            Cv2.GetVersionString();
            return null;
        }
        catch (Exception missing) when (missing is TypeInitializationException or DllNotFoundException)
        {
            return "OpenCV's native library cannot be loaded: it needs GTK 3.";
        }
    });

    [Theory]
    [InlineData("img1.jpg")]
    [InlineData("img5.jpg")]
    [InlineData("img22.jpg")]
    [InlineData("img25.jpg")]
    public void Decode_gives_the_pixels_of_OpenCV(string photo)
    {
        byte[] file = Read(photo);
        using Mat expected = Cv2.ImDecode(file, ImreadModes.Color);

        BgrImage actual = Decoding.Upright(file);

        Assert.Equal((expected.Width, expected.Height), (actual.Width, actual.Height));
        double difference = 0;
        expected.GetArray(out Vec3b[] pixels);
        for (int i = 0; i < pixels.Length; i++)
        {
            difference += Math.Abs(pixels[i].Item0 - actual.Pixels[3 * i]) + Math.Abs(pixels[i].Item1 - actual.Pixels[(3 * i) + 1]) + Math.Abs(pixels[i].Item2 - actual.Pixels[(3 * i) + 2]);
        }

        Assert.True(difference / actual.Pixels.Length < 0.5, $"Mean difference {difference / actual.Pixels.Length}");
    }

    [Theory]
    [InlineData("img12.jpg", 0.2f, 0.9f)]
    [InlineData("img25.jpg", -0.4f, 1.4f)]
    public void Draw_warps_as_OpenCV(string photo, float angle, float scale)
    {
        byte[] file = Read(photo);
        (float a, float b) = (scale * MathF.Cos(angle), scale * MathF.Sin(angle));
        var map = new SimilarityTransform(a, b, -60, -70);
        using Mat source = Cv2.ImDecode(file, ImreadModes.Color);
        using Mat matrix = Mat.FromPixelData(2, 3, MatType.CV_32F, (float[])[a, -b, -60, b, a, -70]);
        using Mat expected = source.WarpAffine(matrix, new Size(112, 112));
        using EncodedPhoto encoded = EncodedPhoto.Open(file, Decoding.Limits, out _)!;
        using DecodedPhoto decoded = encoded.Decode(1, out _)!;

        BgrImage actual = new FaceAligner(112).Draw(decoded, map);

        expected.GetArray(out Vec3b[] pixels);
        double difference = Enumerable.Range(0, pixels.Length).Average(i => Math.Abs(pixels[i].Item1 - actual.Pixels[(3 * i) + 1]));
        Assert.True(difference < 1.5, $"Mean difference {difference}");
    }

    private static byte[] Read(string photo)
    {
        Assert.SkipWhen(Fault.Value is not null, Fault.Value ?? "");
        return File.ReadAllBytes(SharedFiles.Path($"photos/{photo}"));
    }
}
