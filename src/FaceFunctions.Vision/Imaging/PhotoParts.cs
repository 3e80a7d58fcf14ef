namespace FaceFunctions.Vision.Imaging;

/// <summary>Decoded parts of a photo. Each can be sampled like the whole photo, as far as it reaches.</summary>
/// <param name="pictures">One picture a part, or a single one that holds them all.</param>
/// <param name="count">Number of parts.</param>
/// <param name="borrowed">Whether the pictures are somebody else's; otherwise they are disposed with this.</param>
internal sealed class PhotoParts(IReadOnlyList<DecodedPhoto> pictures, int count, bool borrowed = false) : IDisposable
{
    /// <summary>Number of parts.</summary>
    public int Count { get; } = count;

    /// <summary>The picture that holds a part.</summary>
    public DecodedPhoto this[int part]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)part, (uint)Count);
            return pictures[pictures.Count == Count ? part : 0];
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (DecodedPhoto picture in borrowed ? [] : pictures)
        {
            picture.Dispose();
        }
    }
}
