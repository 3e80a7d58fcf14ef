using System.Buffers.Binary;
using SkiaSharp;

namespace FaceFunctions.Vision.Imaging;

/// <summary>Recognises what a file is from its first bytes, so that only accepted formats reach a decoder.</summary>
internal static class PhotoFormat
{
    /// <summary>The accepted formats, for messages.</summary>
    public const string Accepted = "JPEG, PNG, WebP, GIF and BMP";

    /// <summary>Fewest bytes by which every signature can be told.</summary>
    private const int SignatureLength = 12;

    /// <summary>The accepted format of a file.</summary>
    /// <returns>Null when the file is no accepted picture.</returns>
    public static SKEncodedImageFormat? Detect(ReadOnlySpan<byte> file) =>
        file.Length < SignatureLength ? null
        : file.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? SKEncodedImageFormat.Jpeg
        : file.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) ? SKEncodedImageFormat.Png
        : file.StartsWith("RIFF"u8) && file[8..].StartsWith("WEBP"u8) ? SKEncodedImageFormat.Webp
        : file.StartsWith("GIF87a"u8) || file.StartsWith("GIF89a"u8) ? SKEncodedImageFormat.Gif
        : file.StartsWith("BM"u8) ? SKEncodedImageFormat.Bmp
        : null;

    /// <summary>The media type of an accepted format.</summary>
    public static string MediaType(SKEncodedImageFormat format) => format switch
    {
        SKEncodedImageFormat.Jpeg => "image/jpeg",
        SKEncodedImageFormat.Png => "image/png",
        SKEncodedImageFormat.Webp => "image/webp",
        SKEncodedImageFormat.Gif => "image/gif",
        SKEncodedImageFormat.Bmp => "image/bmp",
        _ => throw new ArgumentOutOfRangeException(nameof(format)),
    };

    /// <summary>One sentence for the user about a file that <see cref="Detect"/> does not accept.</summary>
    public static string Refuse(ReadOnlySpan<byte> file) =>
        file.IsEmpty ? "The file is empty."
        : Name(file) is { } name ? $"The file is {name}; accepted are {Accepted}."
        : $"The file is no picture that can be read; accepted are {Accepted}.";

    private static string? Name(ReadOnlySpan<byte> file) =>
        file.Length < SignatureLength ? null
        : file[4..].StartsWith("ftypavi"u8) ? "an AVIF picture"
        : file[4..].StartsWith("ftyphei"u8) || file[4..].StartsWith("ftyphev"u8) || file[4..].StartsWith("ftypmif1"u8) ? "a HEIC picture"
        : file[4..].StartsWith("ftyp"u8) ? "a video"
        : file.StartsWith("II*\0"u8) || file.StartsWith("MM\0*"u8) ? "a TIFF or raw camera picture"
        : file.StartsWith("%PDF"u8) ? "a PDF document"
        : file.StartsWith("<svg"u8) || (file.StartsWith("<?xml"u8) && file[..Math.Min(file.Length, 1024)].IndexOf("<svg"u8) > 0) ? "an SVG drawing"
        : BinaryPrimitives.ReadUInt32LittleEndian(file) == 0x00010000 ? "an icon"
        : file.StartsWith("PK\x03\x04"u8) ? "a ZIP archive"
        : null;
}
