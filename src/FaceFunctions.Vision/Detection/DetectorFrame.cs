using System.Numerics;
using FaceFunctions.Core.Detection;
using FaceFunctions.Vision.Imaging;

namespace FaceFunctions.Vision.Detection;

/// <summary>Where a photo lies in a detector's input: resized with its aspect kept, black around it.</summary>
/// <param name="InputWidth">Width of the input in pixels.</param>
/// <param name="InputHeight">Height of the input in pixels.</param>
/// <param name="X">Left edge of the photo in the input; below 0 where a part of the photo lies outside of it.</param>
/// <param name="Y">Top edge of the photo in the input.</param>
/// <param name="Width">Width of the photo in the input.</param>
/// <param name="Height">Height of the photo in the input.</param>
/// <param name="PhotoWidth">Width of the upright full-size photo.</param>
/// <param name="PhotoHeight">Height of the upright full-size photo.</param>
internal readonly record struct DetectorFrame(int InputWidth, int InputHeight, int X, int Y, int Width, int Height, int PhotoWidth, int PhotoHeight)
{
    /// <summary>Size of a photo whose longest side is at most a number of pixels; small photos keep their size, because enlarging shows nothing new.</summary>
    public static (int Width, int Height) Fit(int width, int height, int longestSide)
    {
        float scale = Math.Min(1, (float)longestSide / Math.Max(width, height));
        return (Math.Clamp((int)MathF.Round(width * scale), 1, longestSide), Math.Clamp((int)MathF.Round(height * scale), 1, longestSide));
    }

    /// <summary>Draws the photo into the input.</summary>
    public RentedImage Draw(DecodedPhoto photo)
    {
        var input = new RentedImage(InputWidth, InputHeight);
        (int left, int top) = (Math.Max(X, 0), Math.Max(Y, 0));
        (int right, int bottom) = (Math.Min(X + Width, InputWidth), Math.Min(Y + Height, InputHeight));
        Matrix3x2 toUpright = Matrix3x2.CreateTranslation(left - X, top - Y) * UprightMap.Resize((float)PhotoWidth / Width, (float)PhotoHeight / Height);
        AffineSampler.Draw(photo, toUpright, EdgeRule.Nearest, input.Image, (left, top, right - left, bottom - top));
        return input;
    }

    /// <summary>Pixels of the input a pixel of the photo.</summary>
    public float Scale => Math.Max((float)Width / PhotoWidth, (float)Height / PhotoHeight);

    /// <summary>A face found in the input, in pixels of the upright full-size photo.</summary>
    public DetectedFace ToPhoto(DetectedFace face) =>
        face.Map(new Vector2(X, Y), new Vector2((float)PhotoWidth / Width, (float)PhotoHeight / Height));
}
