using System.Buffers;

namespace FaceFunctions.Vision.Imaging;

/// <summary>A black picture in a pooled array: a detector's input is too large to be allocated for each look.</summary>
/// <param name="width">Width in pixels.</param>
/// <param name="height">Height in pixels.</param>
internal sealed class RentedImage(int width, int height) : IDisposable
{
    private BgrImage? _image = new(width, height, RentBlack(width * height * 3));

    /// <summary>The picture, until this is disposed; its array may be longer.</summary>
    public BgrImage Image => _image ?? throw new ObjectDisposedException(nameof(RentedImage));

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_image is { } image)
        {
            _image = null;
            ArrayPool<byte>.Shared.Return(image.Pixels);
        }
    }

    private static byte[] RentBlack(int length)
    {
        byte[] pixels = ArrayPool<byte>.Shared.Rent(length);
        pixels.AsSpan(0, length).Clear();
        return pixels;
    }
}
