using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats;
using SixLabors.ImageSharp.Formats.Jpeg;
using SixLabors.ImageSharp.Formats.Webp;
using SixLabors.ImageSharp.PixelFormats;

namespace FaceFunctions.Pictures;

/// <summary>Encodes finished pictures.</summary>
internal static class PictureFile
{
    private const int JpegQuality = 85;
    private const int WebpQuality = 80;

    /// <summary>Encodes a picture.</summary>
    public static byte[] Encode(Image<Bgra32> picture, PictureFormat format)
    {
        using var file = new MemoryStream();
        picture.Save(file, Encoder(format));
        return file.ToArray();
    }

    // Encoders are not safe for several threads: one a picture.
    private static IImageEncoder Encoder(PictureFormat format) => format switch
    {
        PictureFormat.Jpeg => new JpegEncoder { Quality = JpegQuality, ColorType = JpegColorType.YCbCrRatio420 },

        // The levels from 3 search several times as long, for a file that is a quarter smaller.
        PictureFormat.Webp => new WebpEncoder { FileFormat = WebpFileFormatType.Lossy, Quality = WebpQuality, Method = WebpEncodingMethod.Level1 },
        _ => throw new ArgumentOutOfRangeException(nameof(format)),
    };
}
