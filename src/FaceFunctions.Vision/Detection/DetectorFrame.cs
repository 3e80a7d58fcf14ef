using System.Numerics;
using FaceFunctions.Core.Detection;
using FaceFunctions.Vision.Imaging;

namespace FaceFunctions.Vision.Detection;

/// <summary>Where a photo lies in a detector's input: resized with its aspect kept, black around it.</summary>
/// <param name="InputWidth">Width of the input in pixels.</param>
/// <param name="InputHeight">Height of the input in pixels.</param>
/// <param name="X">Left edge of the photo in the input.</param>
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
    public BgrImage Draw(DecodedPhoto photo)
    {
        var image = new BgrImage(InputWidth, InputHeight);
        Matrix3x2 toUpright = UprightMap.Resize((float)PhotoWidth / Width, (float)PhotoHeight / Height);
        AffineSampler.Draw(photo, toUpright, EdgeRule.Nearest, image, (X, Y, Width, Height));
        return image;
    }

    /// <summary>A face found in the input, in pixels of the upright full-size photo.</summary>
    public DetectedFace ToPhoto(DetectedFace face)
    {
        var scale = new Vector2((float)PhotoWidth / Width, (float)PhotoHeight / Height);
        var corner = new Vector2(X, Y);
        Vector2 topLeft = (new Vector2(face.Box.X, face.Box.Y) - corner) * scale;
        FaceLandmarks? landmarks = face.Landmarks is not { } points ? null : new FaceLandmarks(
            (points.LeftEye - corner) * scale,
            (points.RightEye - corner) * scale,
            (points.Nose - corner) * scale,
            (points.MouthLeft - corner) * scale,
            (points.MouthRight - corner) * scale);
        return new DetectedFace(new PixelBox(topLeft.X, topLeft.Y, face.Box.Width * scale.X, face.Box.Height * scale.Y), landmarks, face.Score);
    }
}
