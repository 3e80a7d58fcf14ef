using System.Numerics;

namespace FaceFunctions.Core.Detection;

/// <summary>One face found in a photo.</summary>
/// <param name="Box">Face box, in pixels of the upright photo (EXIF orientation applied), origin top-left. May reach past the edge.</param>
/// <param name="Landmarks">Five points in the same pixel space; null when the bundle has no detector (the photo is the face).</param>
/// <param name="Score">Detector confidence, from 0 to 1; higher is surer. Not a calibrated probability. 1 when there is no detector.</param>
public sealed record DetectedFace(PixelBox Box, FaceLandmarks? Landmarks, float Score)
{
    /// <summary>The face in other coordinates.</summary>
    /// <param name="origin">The point that becomes 0, 0.</param>
    /// <param name="scale">New pixels an old one, to the right and down.</param>
    public DetectedFace Map(Vector2 origin, Vector2 scale)
    {
        Vector2 corner = (new Vector2(Box.X, Box.Y) - origin) * scale;
        FaceLandmarks? landmarks = Landmarks is not { } points ? null : new FaceLandmarks(
            (points.LeftEye - origin) * scale,
            (points.RightEye - origin) * scale,
            (points.Nose - origin) * scale,
            (points.MouthLeft - origin) * scale,
            (points.MouthRight - origin) * scale);
        return new DetectedFace(new PixelBox(corner.X, corner.Y, Box.Width * scale.X, Box.Height * scale.Y), landmarks, Score);
    }
}
