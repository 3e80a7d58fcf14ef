using FaceFunctions.Core.Imaging;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;

namespace FaceFunctions.Pictures;

/// <summary>Photos side by side on white, all of one height. For one thread at a time.</summary>
/// <param name="height">Height of each photo in pixels, from <see cref="PictureView.MinSize"/> to <see cref="PictureView.MaxSize"/>; smaller ones are enlarged.</param>
/// <param name="gap">Pixels around and between the photos.</param>
public sealed class PictureRow(int height, int gap) : IDisposable
{
    private readonly List<Image<Bgra32>> _photos = [];

    /// <summary>Adds a photo at the right end.</summary>
    /// <param name="photo">Its pixels, of which a small copy is kept.</param>
    public void Add(PhotoPixels photo)
    {
        ArgumentNullException.ThrowIfNull(photo);
        _photos.Add(ShownPart.Draw(photo, PictureView.OfHeight(photo.Width, photo.Height, height)));
    }

    /// <summary>Makes the file.</summary>
    public byte[] Encode(PictureFormat format)
    {
        int width = _photos.Sum(photo => photo.Width) + (gap * (_photos.Count + 1));
        using var row = new Image<Bgra32>(ImageSharpSetup.Configuration, width, height + (2 * gap), new Bgra32(255, 255, 255));
        int left = gap;
        foreach (Image<Bgra32> photo in _photos)
        {
            Copy(photo, row, left);
            left += photo.Width + gap;
        }

        return PictureFile.Encode(row, format);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (Image<Bgra32> photo in _photos)
        {
            photo.Dispose();
        }
    }

    private void Copy(Image<Bgra32> photo, Image<Bgra32> row, int left) => photo.ProcessPixelRows(row, (from, to) =>
    {
        for (int y = 0; y < from.Height; y++)
        {
            from.GetRowSpan(y).CopyTo(to.GetRowSpan(gap + y)[left..]);
        }
    });
}
