using FaceFunctions.Core.Imaging;
using FaceFunctions.Pictures;

namespace FaceFunctions.LocalHost.Demo;

/// <summary>Makes a group picture out of single ones.</summary>
internal static class GroupPicture
{
    private const int HeightPixels = 480;
    private const int GapPixels = 16;

    /// <summary>Puts photos side by side, all of the same height.</summary>
    /// <returns>A JPEG.</returns>
    /// <exception cref="LocalHostException">A photo cannot be read, or is larger than the app accepts.</exception>
    public static byte[] Create(IReadOnlyList<LabelledPhoto> singles)
    {
        using var row = new PictureRow(HeightPixels, GapPixels);
        foreach (LabelledPhoto single in singles)
        {
            using PhotoPixels photo = DemoDecoder.Decode(single.Read(), (_, height) => (float)HeightPixels / height, out string? reason)
                ?? throw new LocalHostException($"{single.BlobName} cannot be part of a group picture: {reason}");
            row.Add(photo);
        }

        return row.Encode(PictureFormat.Jpeg);
    }
}
