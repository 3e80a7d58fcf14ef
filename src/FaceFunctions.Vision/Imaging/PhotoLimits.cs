namespace FaceFunctions.Vision.Imaging;

/// <summary>What a photo may be at most; checked before anything is decoded.</summary>
/// <param name="MaxBytes">Most bytes of a file.</param>
/// <param name="MaxPixels">Most pixels, width times height.</param>
internal readonly record struct PhotoLimits(long MaxBytes, long MaxPixels);
