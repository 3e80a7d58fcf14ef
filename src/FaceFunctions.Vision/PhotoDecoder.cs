using FaceFunctions.Core.Imaging;
using FaceFunctions.Core.Recognition;
using FaceFunctions.Vision.Imaging;

namespace FaceFunctions.Vision;

/// <summary>Decodes photos for those who show them: the same formats, limits and care as an analysis, and no model. Safe for any number of threads.</summary>
/// <param name="maxBytes">Most bytes of a file.</param>
/// <param name="maxPixels">Most pixels, width times height; checked before anything is decoded.</param>
public sealed class PhotoDecoder(long maxBytes, long maxPixels)
{
    private readonly PhotoLimits _limits = new(maxBytes, maxPixels);

    /// <summary>Decodes one photo on the calling thread.</summary>
    /// <param name="file">The photo's bytes.</param>
    /// <param name="chooseScale">Given width and height of the upright photo, says how many decoded pixels are wanted for each of its pixels, above 0.</param>
    /// <param name="refusal">Why there are no pixels, when the result is null: too large, or unreadable.</param>
    /// <returns>At least as many pixels as were wanted, as far as the photo has them: a JPEG is decoded at the next eighth of its size, other formats at least at that.</returns>
    /// <exception cref="OutOfMemoryException">The machine has no memory for the pixels.</exception>
    public PhotoPixels? Decode(ReadOnlyMemory<byte> file, Func<int, int, float> chooseScale, out PhotoAnalysis? refusal)
    {
        ArgumentNullException.ThrowIfNull(chooseScale);
        using EncodedPhoto? encoded = EncodedPhoto.Open(file, _limits, out refusal);
        if (encoded is null)
        {
            return null;
        }

        return encoded.Decode(chooseScale(encoded.Width, encoded.Height), out refusal) is { } photo
            ? new PhotoPixels(new NativePixels(photo), photo.Width, photo.Height, encoded.Width, encoded.Height, photo.UprightToStored)
            : null;
    }
}
