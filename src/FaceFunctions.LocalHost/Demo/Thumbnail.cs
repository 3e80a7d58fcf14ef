using FaceFunctions.Core.Imaging;
using FaceFunctions.Pictures;
using FaceBox = FaceFunctions.Client.FaceBox;

namespace FaceFunctions.LocalHost.Demo;

/// <summary>Makes small copies of photos, as the app does.</summary>
internal static class Thumbnail
{
    // Twice what the page shows, for screens with more than one dot a pixel.
    private const int PhotoSize = 216;
    private const int FaceSize = 144;

    /// <summary>Shrinks a photo; a smaller one stays as it is.</summary>
    /// <param name="photo">An encoded photo.</param>
    /// <param name="frames">Faces to frame.</param>
    /// <returns>An upright JPEG; null when the photo cannot be read.</returns>
    public static byte[]? Create(byte[] photo, IReadOnlyList<FaceBox> frames) =>
        Create(photo, (width, height) => PictureView.Whole(width, height, PhotoSize), frames);

    /// <summary>Cuts a face out of a photo, with a margin.</summary>
    /// <param name="photo">An encoded photo.</param>
    /// <param name="face">The face's box.</param>
    /// <returns>An upright JPEG; null when the photo cannot be read.</returns>
    public static byte[]? CreateOfFace(byte[] photo, FaceBox face) =>
        Create(photo, (width, height) => PictureView.OfFace(face.ToPixels(), width, height, FaceSize), []);

    private static byte[]? Create(byte[] file, Func<int, int, PictureView> choose, IReadOnlyList<FaceBox> frames)
    {
        using PhotoPixels? photo = DemoDecoder.Decode(file, (width, height) => choose(width, height).Scale, out _);
        return photo is null ? null : PhotoPicture.Create(photo, choose(photo.Width, photo.Height), [.. frames.Select(frame => frame.ToPixels())], PictureFormat.Jpeg);
    }
}
