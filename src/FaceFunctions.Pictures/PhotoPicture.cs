using FaceFunctions.Core.Detection;
using FaceFunctions.Core.Imaging;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;

namespace FaceFunctions.Pictures;

/// <summary>Makes picture files of photos: thumbnails, crops of faces, photos with their faces framed. In managed code, from decoded pixels only; the same input gives the same bytes.</summary>
public static class PhotoPicture
{
    /// <summary>Makes one picture, upright. Memory: twice the picture's pixels and its file; the photo's pixels are not copied.</summary>
    /// <param name="photo">Decoded pixels, best with at least <see cref="PictureView.Scale"/> a pixel of the photo. Neither changed nor disposed.</param>
    /// <param name="view">What to show, made for this photo.</param>
    /// <param name="frames">Boxes to frame, in pixels of the upright full-size photo; what lies outside the view is left out.</param>
    /// <param name="format">Format of the file.</param>
    /// <returns>The file, without metadata.</returns>
    public static byte[] Create(PhotoPixels photo, PictureView view, IReadOnlyList<PixelBox> frames, PictureFormat format)
    {
        ArgumentNullException.ThrowIfNull(photo);
        ArgumentNullException.ThrowIfNull(frames);
        using Image<Bgra32> picture = ShownPart.Draw(photo, view);
        foreach (PixelBox frame in frames)
        {
            FaceFrame.Draw(picture, InView(frame, view));
        }

        return PictureFile.Encode(picture, format);
    }

    private static PixelBox InView(PixelBox box, PictureView view)
    {
        (float scaleX, float scaleY) = (view.Width / view.Part.Width, view.Height / view.Part.Height);
        return new PixelBox((box.X - view.Part.X) * scaleX, (box.Y - view.Part.Y) * scaleY, box.Width * scaleX, box.Height * scaleY);
    }
}
