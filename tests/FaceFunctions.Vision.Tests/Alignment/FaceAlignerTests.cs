using System.Numerics;
using FaceFunctions.Core.Detection;
using FaceFunctions.Core.Recognition;
using FaceFunctions.Vision.Alignment;
using FaceFunctions.Vision.Imaging;
using FaceFunctions.Vision.Tests.Imaging;

namespace FaceFunctions.Vision.Tests.Alignment;

public class FaceAlignerTests
{
    [Theory]
    [InlineData(112)]
    [InlineData(128)]
    public void Draw_puts_the_landmarks_on_the_template(int side)
    {
        // A turned face, five times as large as the crop, with a white dot of 13 pixels on each landmark.
        Matrix3x2 toPhoto = Matrix3x2.CreateScale(5) * Matrix3x2.CreateRotation(0.4f) * Matrix3x2.CreateTranslation(400, 150);
        Vector2[] template = ArcFaceTemplate.For(side);
        Vector2[] points = [.. template.Select(point => Vector2.Transform(point, toPhoto))];
        using DecodedPhoto photo = Draw(1200, 1200, (x, y) => points.Any(point => Vector2.Distance(point, new Vector2(x, y)) < 6.5f));
        var face = new DetectedFace(new PixelBox(0, 0, 500, 500), new FaceLandmarks(points[0], points[1], points[2], points[3], points[4]), 1);
        var aligner = new FaceAligner(side);

        SimilarityTransform map = Assert.NotNull(aligner.Locate(face, 1200, 1200));
        BgrImage crop = aligner.Draw(photo, map);

        Assert.Equal(0.2f, map.Scale, 1e-3f);
        foreach (Vector2 point in template)
        {
            Assert.True(crop.At((int)MathF.Round(point.X), (int)MathF.Round(point.Y)).Red > 150, $"{point}");
            Assert.Equal(0, crop.At((int)point.X + 4, (int)point.Y).Red);
        }
    }

    [Theory]
    [InlineData(300, 200, 50, 0)]
    [InlineData(200, 300, 0, 50)]
    [InlineData(50, 50, 0, 0)]
    public void Locate_takes_the_middle_square_without_landmarks(int width, int height, int left, int top)
    {
        var face = new DetectedFace(new PixelBox(0, 0, width, height), null, 1);

        SimilarityTransform map = Assert.NotNull(new FaceAligner(100).Locate(face, width, height));

        // Corners of the square are half a pixel outside the centres of its first pixels, in the photo as in the crop.
        float side = Math.Min(width, height);
        Vector2 first = map.Apply(new Vector2(left - 0.5f, top - 0.5f));
        Vector2 last = map.Apply(new Vector2(left + side - 0.5f, top + side - 0.5f));
        Assert.True(Vector2.Distance(first, new Vector2(-0.5f)) < 1e-3f, $"{first}");
        Assert.True(Vector2.Distance(last, new Vector2(99.5f)) < 1e-3f, $"{last}");
    }

    [Fact]
    public void Locate_gives_nothing_when_the_landmarks_coincide()
    {
        var point = new Vector2(5, 5);

        Assert.Null(new FaceAligner(112).Locate(new DetectedFace(new PixelBox(0, 0, 9, 9), new FaceLandmarks(point, point, point, point, point), 1), 20, 20));
    }

    private static unsafe DecodedPhoto Draw(int width, int height, Func<int, int, bool> white)
    {
        var photo = new DecodedPhoto(width, height, Matrix3x2.Identity, 1);
        uint* pixels = (uint*)photo.Pixels;
        for (int i = 0; i < width * height; i++)
        {
            pixels[i] = white(i % width, i / width) ? 0xFFFFFFFF : 0xFF000000;
        }

        return photo;
    }
}
