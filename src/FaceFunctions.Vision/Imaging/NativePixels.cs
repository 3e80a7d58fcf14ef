using System.Buffers;

namespace FaceFunctions.Vision.Imaging;

/// <summary>A decoded photo as memory that others can read, until it is disposed.</summary>
internal sealed unsafe class NativePixels(DecodedPhoto photo) : MemoryManager<byte>
{
    /// <inheritdoc/>
    /// <exception cref="ObjectDisposedException">The photo is gone.</exception>
    public override Span<byte> GetSpan() => new((byte*)photo.Pixels, checked(photo.Width * photo.Height * DecodedPhoto.BytesPerPixel));

    /// <inheritdoc/>
    /// <exception cref="ObjectDisposedException">The photo is gone.</exception>
    public override MemoryHandle Pin(int elementIndex = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(elementIndex);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(elementIndex, GetSpan().Length);
        return new MemoryHandle((byte*)photo.Pixels + elementIndex);
    }

    /// <summary>Nothing to do: native memory does not move.</summary>
    public override void Unpin()
    {
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing) => photo.Dispose();
}
