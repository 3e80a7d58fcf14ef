using BenchmarkDotNet.Attributes;
using FaceFunctions.Core.Detection;
using FaceFunctions.Core.Imaging;
using FaceFunctions.Pictures;
using FaceFunctions.Vision;
using SkiaSharp;

namespace FaceFunctions.Benchmarks;

/// <summary>From decoded pixels to a picture file: what ImageSharp does in this product, beside Skia doing the same. On one thread; the photo has 4000 x 3000 pixels, decoded at the eighth that each picture needs.</summary>
public class PictureBenchmarks
{
    private const int Width = 4000;
    private const int Height = 3000;
    private const int Size = 512;
    private const int JpegQuality = 85;
    private const int WebpQuality = 80;

    private static readonly PixelBox Face = new(1500, 900, 700, 900);
    private static readonly SKColor Bright = new(255, 214, 0);
    private static readonly SKColor Dark = new(20, 20, 20);

    private PictureView _view;
    private PhotoPixels? _photo;
    private SKBitmap? _skia;

    [Params("thumbnail", "crop", "framed")]
    public string Kind { get; set; } = "";

    [GlobalSetup]
    public void Setup()
    {
        byte[] file = BenchmarkPhotos.Large(0);
        _view = Kind == "crop" ? PictureView.OfFace(Face, Width, Height, Size) : PictureView.Whole(Width, Height, Size);
        _photo = new PhotoDecoder(OpenedPhoto.Limits.MaxBytes, OpenedPhoto.Limits.MaxPixels).Decode(file, (_, _) => _view.Scale, out _)!;
        _skia = new SKBitmap(new SKImageInfo(_photo.StoredWidth, _photo.StoredHeight, SKColorType.Bgra8888, SKAlphaType.Opaque));
        _photo.Bgra.Span.CopyTo(_skia.GetPixelSpan());
        using SKBitmap ours = SKBitmap.Decode(PhotoPicture.Create(_photo, _view, Frames, PictureFormat.Jpeg));
        using SKBitmap theirs = SKBitmap.Decode(Draw(SKEncodedImageFormat.Jpeg, JpegQuality));
        Check.That((ours.Width, ours.Height) == (theirs.Width, theirs.Height) && Difference(ours, theirs) < 8, "both make the same picture");
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        _photo?.Dispose();
        _skia?.Dispose();
    }

    /// <summary>Skia: a bilinear resize from its mipmaps, two rectangles a frame, libjpeg-turbo.</summary>
    [Benchmark(Baseline = true)]
    public int SkiaJpeg() => Draw(SKEncodedImageFormat.Jpeg, JpegQuality).Length;

    [Benchmark]
    public int Jpeg() => PhotoPicture.Create(_photo!, _view, Frames, PictureFormat.Jpeg).Length;

    [Benchmark]
    public int SkiaWebp() => Draw(SKEncodedImageFormat.Webp, WebpQuality).Length;

    [Benchmark]
    public int Webp() => PhotoPicture.Create(_photo!, _view, Frames, PictureFormat.Webp).Length;

    private PixelBox[] Frames => Kind == "framed" ? [Face] : [];

    private byte[] Draw(SKEncodedImageFormat format, int quality)
    {
        using var picture = new SKBitmap(new SKImageInfo(_view.Width, _view.Height, SKColorType.Bgra8888, SKAlphaType.Opaque));
        using var canvas = new SKCanvas(picture);
        using SKImage photo = SKImage.FromPixels(_skia!.PeekPixels());
        (float across, float down) = ((float)_skia!.Width / Width, (float)_skia.Height / Height);
        var part = SKRect.Create(_view.Part.X * across, _view.Part.Y * down, _view.Part.Width * across, _view.Part.Height * down);
        canvas.DrawImage(photo, part, SKRect.Create(_view.Width, _view.Height), new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        foreach (PixelBox face in Frames)
        {
            float scale = (float)_view.Width / Width;
            var box = SKRect.Create(face.X * scale, face.Y * scale, face.Width * scale, face.Height * scale);
            using var paint = new SKPaint { Style = SKPaintStyle.Stroke };
            foreach ((SKColor color, float width) in new[] { (Dark, 4f), (Bright, 2f) })
            {
                (paint.Color, paint.StrokeWidth) = (color, width);
                canvas.DrawRect(box, paint);
            }
        }

        using SKData file = picture.Encode(format, quality);
        return file.ToArray();
    }

    /// <summary>Mean difference of the green values.</summary>
    private static double Difference(SKBitmap a, SKBitmap b) => a.Pixels.Zip(b.Pixels).Average(pixels => Math.Abs(pixels.First.Green - pixels.Second.Green));
}
