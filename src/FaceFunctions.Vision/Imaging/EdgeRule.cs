namespace FaceFunctions.Vision.Imaging;

/// <summary>What a sampler sees outside the photo.</summary>
internal enum EdgeRule
{
    /// <summary>Black, as OpenCV's warpAffine by default.</summary>
    Black,

    /// <summary>The nearest pixel of the photo, as a resize.</summary>
    Nearest,
}
