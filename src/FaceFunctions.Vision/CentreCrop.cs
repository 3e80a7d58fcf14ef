using FaceFunctions.Core.Detection;
using FaceFunctions.Core.Recognition;
using FaceFunctions.Vision.Alignment;
using FaceFunctions.Vision.Imaging;

namespace FaceFunctions.Vision;

/// <summary>Reads photos as a bundle without a detector does, for those who train its model: what it learns from and what it will be given must be made alike.</summary>
public static class CentreCrop
{
    private static readonly PhotoLimits Limits = new(int.MaxValue, int.MaxValue);

    /// <summary>Cuts the largest square out of the middle of a photo, resizes it and turns it gray.</summary>
    /// <param name="file">The photo's bytes, for instance a JPEG file.</param>
    /// <param name="side">Side of the result in pixels.</param>
    /// <param name="luma">Receives [side x side] values of BT.601 luma, from 0 to 255.</param>
    /// <returns>Whether the bytes are a photo that can be decoded.</returns>
    public static bool TryReadLuma(ReadOnlyMemory<byte> file, int side, Span<byte> luma)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(luma.Length, side * side);
        using EncodedPhoto? encoded = EncodedPhoto.Open(file, Limits, out _);
        using DecodedPhoto? photo = encoded?.Decode(AffineSampler.WantedShrink * side / Math.Min(encoded.Width, encoded.Height), out _);
        if (encoded is null || photo is null)
        {
            return false;
        }

        var aligner = new FaceAligner(side);
        var whole = new DetectedFace(new PixelBox(0, 0, encoded.Width, encoded.Height), Landmarks: null, Score: 1);
        SimilarityTransform square = aligner.Locate(whole, encoded.Width, encoded.Height)!.Value;
        float[] values = new float[luma.Length];
        aligner.Draw(photo, square).CopyLumaTo(values);
        for (int i = 0; i < values.Length; i++)
        {
            luma[i] = (byte)(values[i] + 0.5f);
        }

        return true;
    }
}
