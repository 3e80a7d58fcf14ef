using System.Numerics;
using SixLabors.ImageSharp.Processing;

namespace FaceFunctions.Pictures;

/// <summary>How stored pixels are turned to stand upright: the eight orientations of Exif 2.32, tag 0x0112.</summary>
/// <param name="Rotation">Clockwise, done first.</param>
/// <param name="Flip">Done afterwards.</param>
internal readonly record struct Orientation(RotateMode Rotation, FlipMode Flip)
{
    /// <summary>Whether width and height change places.</summary>
    public bool SwapsSides => Rotation is RotateMode.Rotate90 or RotateMode.Rotate270;

    /// <summary>Reads the orientation off a map from upright to stored pixels.</summary>
    /// <remarks>Its first row is where a step to the right in the upright picture leads in the stored one, its second row a step down.</remarks>
    public static Orientation Of(Matrix3x2 uprightToStored) => (
        Math.Abs(uprightToStored.M12) > Math.Abs(uprightToStored.M11),
        uprightToStored.M11 + uprightToStored.M12 > 0,
        uprightToStored.M21 + uprightToStored.M22 > 0) switch
    {
        (false, true, true) => new(RotateMode.None, FlipMode.None),
        (false, false, true) => new(RotateMode.None, FlipMode.Horizontal),
        (false, false, false) => new(RotateMode.Rotate180, FlipMode.None),
        (false, true, false) => new(RotateMode.None, FlipMode.Vertical),

        // Upright right is stored down, upright down is stored right: mirrored on the diagonal.
        (true, true, true) => new(RotateMode.Rotate90, FlipMode.Horizontal),
        (true, false, true) => new(RotateMode.Rotate90, FlipMode.None),
        (true, false, false) => new(RotateMode.Rotate90, FlipMode.Vertical),
        (true, true, false) => new(RotateMode.Rotate270, FlipMode.None),
    };
}
