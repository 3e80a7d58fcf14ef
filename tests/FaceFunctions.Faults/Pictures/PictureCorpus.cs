using FaceFunctions.Portraits;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats;
using SixLabors.ImageSharp.Formats.Bmp;
using SixLabors.ImageSharp.Formats.Gif;
using SixLabors.ImageSharp.Formats.Jpeg;
using SixLabors.ImageSharp.Formats.Png;
using SixLabors.ImageSharp.PixelFormats;
using SkiaSharp;

namespace FaceFunctions.Faults.Pictures;

/// <summary>Whole pictures of every accepted format and of many kinds of each, drawn here: what is mutated.</summary>
internal static class PictureCorpus
{
    private const int Side = 144;

    /// <summary>Draws them; the same seed, the same files.</summary>
    public static IReadOnlyList<CorpusFile> Draw(int seed)
    {
        byte[] portrait = new PortraitSet((ulong)seed).Draw(0, 0).File;
        using SKBitmap drawn = SKBitmap.Decode(portrait);
        using SKBitmap small = drawn.Resize(new SKImageInfo(Side, Side * drawn.Height / drawn.Width, SKColorType.Bgra8888, SKAlphaType.Opaque), new SKSamplingOptions(SKFilterMode.Linear));
        using Image<Bgra32> picture = Image.LoadPixelData<Bgra32>(new Configuration(), small.GetPixelSpan().ToArray(), small.Width, small.Height);
        return
        [
            new(PictureKind.Jpeg, portrait),
            new(PictureKind.Jpeg, Encode(picture, new JpegEncoder { Quality = 90, ColorType = JpegColorType.YCbCrRatio420 })),
            new(PictureKind.Jpeg, Encode(picture, new JpegEncoder { Quality = 70, ColorType = JpegColorType.Luminance })),
            new(PictureKind.Jpeg, PictureParts.WithExif(Encode(picture, new JpegEncoder()), orientation: 6)),
            new(PictureKind.Jpeg, ScannedJpeg.Write(Side, Side, components: 1, scans: 6)),
            new(PictureKind.Jpeg, ScannedJpeg.Write(Side, Side, components: 3, scans: 9)),
            new(PictureKind.Png, Encode(picture, new PngEncoder { ColorType = PngColorType.Rgb })),
            new(PictureKind.Png, Encode(picture, new PngEncoder { ColorType = PngColorType.RgbWithAlpha, BitDepth = PngBitDepth.Bit16 })),
            new(PictureKind.Png, Encode(picture, new PngEncoder { ColorType = PngColorType.Rgb, InterlaceMethod = PngInterlaceMode.Adam7 })),
            new(PictureKind.Png, Encode(picture, new PngEncoder { ColorType = PngColorType.Palette, BitDepth = PngBitDepth.Bit8 })),
            new(PictureKind.Png, Encode(picture, new PngEncoder { ColorType = PngColorType.Grayscale, BitDepth = PngBitDepth.Bit4 })),
            new(PictureKind.Webp, Encode(small, SKEncodedImageFormat.Webp, quality: 80)),
            new(PictureKind.Webp, Encode(small, SKEncodedImageFormat.Webp, quality: 100)), // lossless
            new(PictureKind.Gif, Encode(picture, new GifEncoder())),
            new(PictureKind.Bmp, Encode(picture, new BmpEncoder { BitsPerPixel = BmpBitsPerPixel.Pixel24 })),
            new(PictureKind.Bmp, Encode(picture, new BmpEncoder { BitsPerPixel = BmpBitsPerPixel.Pixel32, SupportTransparency = true })),
            new(PictureKind.Bmp, Encode(picture, new BmpEncoder { BitsPerPixel = BmpBitsPerPixel.Pixel8 })),
            new(PictureKind.Bmp, Encode(picture, new BmpEncoder { BitsPerPixel = BmpBitsPerPixel.Pixel16 })),
        ];
    }

    private static byte[] Encode(Image picture, IImageEncoder encoder)
    {
        using var file = new MemoryStream();
        picture.Save(file, encoder);
        return file.ToArray();
    }

    private static byte[] Encode(SKBitmap picture, SKEncodedImageFormat format, int quality)
    {
        using SKData data = picture.Encode(format, quality);
        return data.ToArray();
    }
}

/// <summary>A whole picture.</summary>
/// <param name="Kind">Its format.</param>
/// <param name="Content">The file.</param>
internal sealed record CorpusFile(PictureKind Kind, byte[] Content);

/// <summary>The accepted formats.</summary>
internal enum PictureKind
{
    /// <summary>Segments behind markers.</summary>
    Jpeg,

    /// <summary>Chunks with checksums.</summary>
    Png,

    /// <summary>RIFF chunks.</summary>
    Webp,

    /// <summary>Blocks.</summary>
    Gif,

    /// <summary>A header of fixed fields.</summary>
    Bmp,
}
