using System.Diagnostics.CodeAnalysis;
using FaceFunctions.Vision.Imaging;
using SkiaSharp;

namespace FaceFunctions.Vision;

/// <summary>Tells what a file is by its first bytes. Nothing is decoded, so what is accepted here may still turn out to be damaged.</summary>
public static class PhotoMediaType
{
    /// <summary>Reads the media type of a photo.</summary>
    /// <param name="file">The whole file, or its beginning of 1,024 bytes at least.</param>
    /// <param name="mediaType">For instance <c>image/jpeg</c>.</param>
    /// <param name="refusal">One sentence for the user, when it is not one of the accepted formats.</param>
    /// <returns>Whether the file is of an accepted format.</returns>
    public static bool TryRead(ReadOnlySpan<byte> file, [NotNullWhen(true)] out string? mediaType, [NotNullWhen(false)] out string? refusal)
    {
        SKEncodedImageFormat? format = PhotoFormat.Detect(file);
        mediaType = format is { } accepted ? PhotoFormat.MediaType(accepted) : null;
        refusal = format is null ? PhotoFormat.Refuse(file) : null;
        return mediaType is not null;
    }
}
