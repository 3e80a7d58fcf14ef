using System.Buffers;
using System.Numerics;

namespace FaceFunctions.Core.Imaging;

/// <summary>Decoded pixels of a photo, perhaps at a fraction of its size, in the order in which the file stores them: who shows them turns them upright.</summary>
/// <remarks>They can be hundreds of megabytes outside the managed heap: dispose them as soon as a smaller picture is made.</remarks>
public sealed class PhotoPixels : IDisposable
{
    /// <summary>Bytes a pixel: blue, green, red, and one that is 255.</summary>
    public const int BytesPerPixel = 4;

    private readonly IMemoryOwner<byte> _owner;

    /// <summary>Takes over the pixels.</summary>
    /// <param name="owner">Holds [<paramref name="storedHeight"/> x <paramref name="storedWidth"/> x 4] bytes, rows without gaps; disposed with this.</param>
    /// <param name="storedWidth">Width of the stored pixels.</param>
    /// <param name="storedHeight">Height of the stored pixels.</param>
    /// <param name="width">Width of the upright full-size photo in pixels.</param>
    /// <param name="height">Height of the upright full-size photo in pixels.</param>
    /// <param name="uprightToStored">From pixel centres of the upright full-size photo to those of the stored pixels.</param>
    public PhotoPixels(IMemoryOwner<byte> owner, int storedWidth, int storedHeight, int width, int height, Matrix3x2 uprightToStored)
    {
        ArgumentNullException.ThrowIfNull(owner);
        ArgumentOutOfRangeException.ThrowIfLessThan(storedWidth, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(storedHeight, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfNotEqual(owner.Memory.Length, checked(storedWidth * storedHeight * BytesPerPixel), nameof(owner));
        _owner = owner;
        (StoredWidth, StoredHeight, Width, Height, UprightToStored) = (storedWidth, storedHeight, width, height, uprightToStored);
    }

    /// <summary>Width of the upright full-size photo in pixels: what boxes and landmarks of faces are measured in.</summary>
    public int Width { get; }

    /// <summary>Height of the upright full-size photo in pixels.</summary>
    public int Height { get; }

    /// <summary>Width of the stored pixels.</summary>
    public int StoredWidth { get; }

    /// <summary>Height of the stored pixels.</summary>
    public int StoredHeight { get; }

    /// <summary>From pixel centres of the upright full-size photo to those of the stored pixels: one of the eight orientations of Exif 2.32, and a scale.</summary>
    public Matrix3x2 UprightToStored { get; }

    /// <summary>The stored pixels, [<see cref="StoredHeight"/> x <see cref="StoredWidth"/> x 4], rows without gaps.</summary>
    public Memory<byte> Bgra => _owner.Memory;

    /// <inheritdoc/>
    public void Dispose() => _owner.Dispose();
}
