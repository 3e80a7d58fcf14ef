using System.Text.Json;
using FaceFunctions.Testing;
using SkiaSharp;

namespace FaceFunctions.Benchmarks;

/// <summary>Photos of real sizes with real faces, made of the shared photos.</summary>
internal static class BenchmarkPhotos
{
    /// <summary>The name of <see cref="Small"/> in tables.</summary>
    public const string SmallName = "400x400";

    /// <summary>The name of the first <see cref="Large"/> in tables.</summary>
    public const string LargeName = "4000x3000";

    private const int Width = 4000;
    private const int Height = 3000;
    private const int JpegQuality = 90;
    private const int PhotoCount = 25;

    /// <summary>Heights of the face in pixels, as far as the picture is large enough: from a close-up, for which a small decode does, to one whose crop takes every pixel of the photo.</summary>
    private static readonly float[] FaceHeights = [3000, 1000, 400, 200];

    private static readonly string[] GroupPhotos = ["img5.jpg", "img10.jpg", "img11.jpg", "img18.jpg", "img20.jpg", "img25.jpg"];

    private static readonly Lazy<IReadOnlyDictionary<string, float>> KnownFaceHeights = new(ReadFaceHeights);

    /// <summary>The photo with one of the names above.</summary>
    public static byte[] Named(string name) => name == SmallName ? Small() : Large(0);

    /// <summary>A photo of 400 x 400 pixels as it was published.</summary>
    public static byte[] Small() => File.ReadAllBytes(SharedPhotos.PathOf("img25.jpg"));

    /// <summary>A photo of 2500 x 1728 pixels as it was published.</summary>
    public static byte[] Wide() => File.ReadAllBytes(SharedPhotos.PathOf("img4.jpg"));

    /// <summary>A JPEG of 12 megapixels with one face; each number gives another picture, up to 100.</summary>
    /// <remarks>A shared photo on gray, with noise over all of it, so that the file is as long as a camera's and not as one of an enlarged picture.</remarks>
    /// <param name="number">From 0.</param>
    public static byte[] Large(int number)
    {
        string name = $"img{(number % PhotoCount) + 1}.jpg";
        using SKImage photo = SKImage.FromEncodedData(SharedPhotos.PathOf(name));
        using var picture = new SKBitmap(new SKImageInfo(Width, Height, SKColorType.Bgra8888, SKAlphaType.Opaque));
        float fitting = Math.Min((float)Width / photo.Width, (float)Height / photo.Height);
        float scale = Math.Min(fitting, FaceHeights[number % FaceHeights.Length] / KnownFaceHeights.Value[name]);
        (float width, float height) = (photo.Width * scale, photo.Height * scale);
        using (var canvas = new SKCanvas(picture))
        {
            canvas.Clear(new SKColor(150, 150, 150));
            canvas.DrawImage(photo, SKRect.Create((Width - width) / 2, (Height - height) / 2, width, height), new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        }

        return Finish(picture, number);
    }

    /// <summary>A JPEG of four to three with six faces, each 140 pixels high, side by side in the middle: a wide group photo.</summary>
    /// <param name="megapixels">Its size.</param>
    public static byte[] Group(int megapixels) => OnGray(megapixels, GroupPhotos, faceHeight: 140, cell: 320);

    /// <summary>A JPEG of four to three with one face, half as high as the photo.</summary>
    /// <param name="megapixels">Its size.</param>
    public static byte[] CloseUp(int megapixels) => OnGray(megapixels, ["img18.jpg"], HeightOf(megapixels) / 2f, cell: HeightOf(megapixels));

    private static int HeightOf(int megapixels) => (int)MathF.Sqrt(megapixels * 750_000f);

    private static byte[] OnGray(int megapixels, string[] names, float faceHeight, float cell)
    {
        int height = HeightOf(megapixels);
        using var picture = new SKBitmap(new SKImageInfo(height * 4 / 3, height, SKColorType.Bgra8888, SKAlphaType.Opaque));
        using (var canvas = new SKCanvas(picture))
        {
            canvas.Clear(new SKColor(150, 150, 150));
            float left = (picture.Width - (names.Length * cell)) / 2;
            foreach ((int place, string name) in names.Index())
            {
                using SKImage photo = SKImage.FromEncodedData(SharedPhotos.PathOf(name));
                float scale = faceHeight / KnownFaceHeights.Value[name];
                var part = SKRect.Create(left + (place * cell), (height - cell) / 2, cell, cell);
                canvas.Save();
                canvas.ClipRect(part);
                canvas.DrawImage(
                    photo,
                    SKRect.Create(part.MidX - (photo.Width * scale / 2), part.MidY - (photo.Height * scale / 2), photo.Width * scale, photo.Height * scale),
                    new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
                canvas.Restore();
            }
        }

        return Finish(picture, megapixels);
    }

    private static byte[] Finish(SKBitmap picture, int seed)
    {
        AddNoise(picture, seed);
        using SKData jpeg = picture.Encode(SKEncodedImageFormat.Jpeg, JpegQuality);
        return jpeg.ToArray();
    }

    private static void AddNoise(SKBitmap picture, int seed)
    {
        const int Strength = 28;
        var random = new Random(seed);
        byte[] noise = new byte[picture.Width];
        Span<byte> pixels = picture.GetPixelSpan();
        for (int y = 0; y < picture.Height; y++)
        {
            random.NextBytes(noise);
            Span<byte> row = pixels.Slice(y * picture.RowBytes, picture.Width * 4);
            for (int x = 0; x < row.Length; x++)
            {
                row[x] = (byte)Math.Clamp(row[x] + (noise[x / 4] % Strength) - (Strength / 2), 0, 255);
            }
        }
    }

    private static Dictionary<string, float> ReadFaceHeights()
    {
        using JsonDocument golden = JsonDocument.Parse(File.ReadAllBytes(SharedFiles.Path("photos/golden.json")));
        return golden.RootElement.EnumerateArray().ToDictionary(
            photo => photo.GetProperty("photo").GetString()!,
            photo => photo.GetProperty("faces")[0].GetProperty("box")[3].GetSingle());
    }
}
