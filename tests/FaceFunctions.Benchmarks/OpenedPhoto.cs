using FaceFunctions.Vision.Imaging;

namespace FaceFunctions.Benchmarks;

/// <summary>A decoded photo with the size of the whole one.</summary>
internal sealed record OpenedPhoto(DecodedPhoto Pixels, int Width, int Height) : IDisposable
{
    /// <summary>What a photo may be at most: no photo here is refused.</summary>
    public static PhotoLimits Limits { get; } = new(MaxBytes: 100_000_000, MaxPixels: 100_000_000);

    /// <summary>Decodes as the pipeline does before it looks for faces.</summary>
    public static OpenedPhoto ForDetector(byte[] file, int longestSide) => Open(file, (width, height) => (float)longestSide / Math.Max(width, height));

    /// <summary>Decodes every pixel.</summary>
    public static OpenedPhoto Whole(byte[] file) => Open(file, (_, _) => 1);

    /// <inheritdoc/>
    public void Dispose() => Pixels.Dispose();

    private static OpenedPhoto Open(byte[] file, Func<int, int, float> scale)
    {
        using EncodedPhoto encoded = EncodedPhoto.Open(file, Limits, out _)!;
        return new OpenedPhoto(encoded.Decode(scale(encoded.Width, encoded.Height), out _)!, encoded.Width, encoded.Height);
    }
}
