using System.Numerics;
using System.Runtime.InteropServices;

namespace FaceFunctions.Vision.Imaging;

/// <summary>Decoded pixels of a photo, perhaps scaled down and not yet turned upright: samplers read through <see cref="UprightToStored"/>, which costs no second copy.</summary>
/// <remarks>The pixels are native memory, given back at once by Dispose: pooled arrays of this size would stay in the process.</remarks>
internal sealed unsafe class DecodedPhoto : IDisposable
{
    /// <summary>Bytes a pixel: blue, green, red, and one that is 255.</summary>
    public const int BytesPerPixel = 4;

    private byte* _pixels;

    /// <summary>Allocates the pixels, unwritten.</summary>
    /// <exception cref="OutOfMemoryException">There is no memory for the pixels.</exception>
    public DecodedPhoto(int width, int height, Matrix3x2 uprightToStored, float scale)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        (Width, Height, UprightToStored, Scale) = (width, height, uprightToStored, scale);
        _pixels = (byte*)NativeMemory.Alloc(checked((nuint)width * (nuint)height), BytesPerPixel);
    }

    /// <summary>Width of the stored pixels.</summary>
    public int Width { get; }

    /// <summary>Height of the stored pixels.</summary>
    public int Height { get; }

    /// <summary>From pixel centres of the upright full-size photo to those of the stored pixels.</summary>
    public Matrix3x2 UprightToStored { get; }

    /// <summary>Stored pixels a pixel of the photo, above 0 to 1.</summary>
    public float Scale { get; }

    /// <summary>The pixels, [Height x Width x 4], rows without gaps.</summary>
    public nint Pixels
    {
        get
        {
            ObjectDisposedException.ThrowIf(_pixels is null, this);
            return (nint)_pixels;
        }
    }

    /// <summary>Turns premultiplied pixels into opaque ones in front of white.</summary>
    public void PutOnWhite()
    {
        byte* end = _pixels + ((nint)Width * Height * BytesPerPixel);
        for (byte* pixel = _pixels; pixel < end; pixel += BytesPerPixel)
        {
            int white = 255 - pixel[3];
            if (white != 0)
            {
                pixel[0] = (byte)Math.Min(255, pixel[0] + white);
                pixel[1] = (byte)Math.Min(255, pixel[1] + white);
                pixel[2] = (byte)Math.Min(255, pixel[2] + white);
                pixel[3] = 255;
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        NativeMemory.Free(_pixels);
        _pixels = null;
    }
}
