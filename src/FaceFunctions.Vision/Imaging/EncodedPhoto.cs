using System.Buffers;
using System.Numerics;
using FaceFunctions.Core.Recognition;
using SkiaSharp;

namespace FaceFunctions.Vision.Imaging;

/// <summary>A photo whose header was read and accepted; can be decoded more than once, at different scales. For one thread at a time.</summary>
/// <remarks>Reads the caller's bytes in place: they must live, unchanged, until this is disposed.</remarks>
internal sealed partial class EncodedPhoto : IDisposable
{
    /// <summary>libjpeg decodes at eighths of the size; the other formats only whole (WebP follows the same steps).</summary>
    private const int ScaleSteps = 8;

    /// <summary>Scans that a JPEG of the most pixels may have; a smaller one may have more. Encoders write about ten; each is a pass over the whole picture that may cost the file a few bytes and the decoder half a second.</summary>
    private const int ScansOfLargestPhoto = 12;

    private const string Damaged = "The picture is damaged or incomplete.";

    private readonly SKCodec _codec;
    private readonly SKData _data;
    private readonly MemoryHandle _pin;
    private readonly SKEncodedOrigin _origin;
    private readonly ReadOnlyMemory<byte> _file;

    private EncodedPhoto(ReadOnlyMemory<byte> file, SKCodec codec, SKData data, MemoryHandle pin)
    {
        _file = file;
        _origin = codec.EncodedFormat == SKEncodedImageFormat.Png ? PngOrientation.Read(file.Span) : codec.EncodedOrigin;
        (_codec, _data, _pin) = (codec, data, pin);
        (int width, int height) = (codec.Info.Width, codec.Info.Height);
        (Width, Height) = UprightMap.SwapsSides(_origin) ? (height, width) : (width, height);
    }

    /// <summary>Width of the upright photo in pixels.</summary>
    public int Width { get; }

    /// <summary>Height of the upright photo in pixels.</summary>
    public int Height { get; }

    /// <summary>Reads the header; allocates nothing for pixels.</summary>
    /// <param name="file">The photo's bytes.</param>
    /// <param name="limits">What the photo may be at most.</param>
    /// <param name="refusal">Why there is no photo, when the result is null.</param>
    public static EncodedPhoto? Open(ReadOnlyMemory<byte> file, PhotoLimits limits, out PhotoAnalysis? refusal)
    {
        refusal = null;
        if (file.Length > limits.MaxBytes)
        {
            refusal = new PhotoAnalysis.TooLarge(FormattableString.Invariant($"The photo has {file.Length} bytes; at most {limits.MaxBytes} are accepted."));
            return null;
        }

        if (PhotoFormat.Detect(file.Span) is not { } format)
        {
            refusal = new PhotoAnalysis.Unreadable(PhotoFormat.Refuse(file.Span));
            return null;
        }

        MemoryHandle pin = file.Pin();
        SKData? data = null;
        SKCodec? codec = null;
        try
        {
            data = Wrap(pin, file.Length);
            codec = SKCodec.Create(data);
            if (codec is null || codec.EncodedFormat != format || codec.Info.Width < 1 || codec.Info.Height < 1)
            {
                refusal = new PhotoAnalysis.Unreadable($"The header of the {Name(format)} picture is damaged, or its dimensions make no sense.");
                return null;
            }

            if ((long)codec.Info.Width * codec.Info.Height > limits.MaxPixels)
            {
                refusal = new PhotoAnalysis.TooLarge(FormattableString.Invariant(
                    $"The photo has {codec.Info.Width} x {codec.Info.Height} pixels; at most {limits.MaxPixels} are accepted."));
                return null;
            }

            if (format == SKEncodedImageFormat.Jpeg && ProgressiveJpeg.CountScans(file.Span) is var scans && (long)codec.Info.Width * codec.Info.Height * scans > limits.MaxPixels * ScansOfLargestPhoto)
            {
                refusal = new PhotoAnalysis.TooLarge(FormattableString.Invariant(
                    $"The photo has {codec.Info.Width} x {codec.Info.Height} pixels in {scans} scans; at most {limits.MaxPixels * ScansOfLargestPhoto} pixels of all scans are accepted."));
                return null;
            }

            var photo = new EncodedPhoto(file, codec, data, pin);
            (codec, data, pin) = (null, null, default);
            return photo;
        }
        finally
        {
            codec?.Dispose();
            data?.Dispose();
            pin.Dispose();
        }
    }

    /// <summary>Decodes the photo, at a smaller scale where its format can.</summary>
    /// <param name="minScale">Decoded pixels wanted a pixel of the photo, above 0; the result has at least as many, and never more than 1.</param>
    /// <param name="refusal">Why there is no picture, when the result is null.</param>
    /// <exception cref="OutOfMemoryException">The machine has no memory for the pixels.</exception>
    public DecodedPhoto? Decode(float minScale, out PhotoAnalysis? refusal)
    {
        Scaling scaling = ScalingFor(minScale);
        DecodedPhoto? photo = new(scaling.Size.Width, scaling.Size.Height, scaling.Map, scaling.Scale);
        try
        {
            // Only a whole picture will do: Skia fills what it cannot read with one colour and says "incomplete".
            SKCodecResult result = _codec.GetPixels(PixelFormat(scaling.Size), photo.Pixels);
            bool whole = result == SKCodecResult.Success && !(_codec.EncodedFormat == SKEncodedImageFormat.Jpeg && ProgressiveJpeg.IsCutOff(_file.Span));
            refusal = whole ? null : new PhotoAnalysis.Unreadable(Damaged);
            if (refusal is not null)
            {
                return null;
            }

            if (!Opaque)
            {
                photo.PutOnWhite();
            }

            DecodedPhoto decoded = photo;
            photo = null;
            return decoded;
        }
        finally
        {
            photo?.Dispose();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _codec.Dispose();
        _data.Dispose();
        _pin.Dispose();
    }

    private bool Opaque => _codec.Info.AlphaType == SKAlphaType.Opaque;

    private SKImageInfo PixelFormat(SKSizeI size) => new(size.Width, size.Height, SKColorType.Bgra8888, Opaque ? SKAlphaType.Opaque : SKAlphaType.Premul);

    private Scaling ScalingFor(float minScale)
    {
        int step = Math.Clamp((int)MathF.Ceiling(minScale * ScaleSteps), 1, ScaleSteps);
        (int fullWidth, int fullHeight) = (_codec.Info.Width, _codec.Info.Height);
        SKSizeI size = step < ScaleSteps ? _codec.GetScaledDimensions((float)step / ScaleSteps) : new SKSizeI(fullWidth, fullHeight);

        // A JPEG's last column and row may stand for a part of a pixel: its scale is the fraction, not the ratio of the sides.
        float jpegScale = _codec.EncodedFormat == SKEncodedImageFormat.Jpeg ? (float)step / ScaleSteps : 0;
        (float scaleX, float scaleY) = jpegScale > 0 ? (jpegScale, jpegScale) : ((float)size.Width / fullWidth, (float)size.Height / fullHeight);
        Matrix3x2 map = UprightMap.ToStored(_origin, fullWidth, fullHeight) * UprightMap.Resize(scaleX, scaleY);
        return new Scaling(size, map, Math.Min(scaleX, scaleY));
    }

    private static unsafe SKData Wrap(MemoryHandle pin, int length) => SKData.Create((nint)pin.Pointer, length);

    private static string Name(SKEncodedImageFormat format) => format == SKEncodedImageFormat.Webp ? "WebP" : format.ToString().ToUpperInvariant();

    /// <summary>How a photo is decoded.</summary>
    /// <param name="Size">Size of the stored pixels.</param>
    /// <param name="Map">From pixel centres of the upright full-size photo to those of the stored pixels.</param>
    /// <param name="Scale">Stored pixels a pixel of the photo.</param>
    private readonly record struct Scaling(SKSizeI Size, Matrix3x2 Map, float Scale);
}
