using FaceFunctions.Core.Detection;
using FaceFunctions.Core.Imaging;
using FaceFunctions.Pictures;
using FaceFunctions.Vision;

namespace FaceFunctions.Evaluation.Pages;

/// <summary>Cuts faces out of photos for pages that need nothing beside them. Skia decodes, within the product's default limits; ImageSharp makes the picture.</summary>
internal static class FaceCrops
{
    private static readonly VisionOptions Limits = new();
    private static readonly PhotoDecoder Decoder = new(Limits.MaxPhotoBytes, Limits.MaxPhotoPixels);

    /// <summary>A face as a data URI.</summary>
    /// <param name="file">The photo.</param>
    /// <param name="box">The face in it; null for the whole photo.</param>
    /// <param name="size">Longest side of the picture in pixels.</param>
    /// <param name="framed">Whether the face's box is drawn.</param>
    /// <returns>Null when the photo cannot be read any more.</returns>
    public static string? DataUri(string file, PixelBox? box, int size, bool framed = false)
    {
        try
        {
            if (file.Length == 0 || new FileInfo(file).Length > Limits.MaxPhotoBytes)
            {
                return null;
            }

            using PhotoPixels? photo = Decoder.Decode(File.ReadAllBytes(file), (width, height) => View(width, height).Scale, out _);
            return photo is null ? null : $"data:image/jpeg;base64,{Convert.ToBase64String(PhotoPicture.Create(photo, View(photo.Width, photo.Height), framed && box is { } frame ? [frame] : [], PictureFormat.Jpeg))}";
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or OutOfMemoryException)
        {
            return null;
        }

        PictureView View(int width, int height) => box is { } face ? PictureView.OfFace(face, width, height, size) : PictureView.Whole(width, height, size);
    }

    /// <summary>Many faces, on all cores.</summary>
    /// <param name="faces">Photos and faces.</param>
    /// <param name="size">Longest side of a picture in pixels.</param>
    /// <param name="cancellationToken">Stops between two pictures.</param>
    /// <param name="framed">Whether the faces' boxes are drawn.</param>
    public static string?[] DataUris(IReadOnlyList<(string File, PixelBox? Box)> faces, int size, CancellationToken cancellationToken, bool framed = false)
    {
        string?[] pictures = new string?[faces.Count];
        Parallel.For(0, faces.Count, new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = Environment.ProcessorCount },
            i => pictures[i] = DataUri(faces[i].File, faces[i].Box, size, framed));
        return pictures;
    }
}
