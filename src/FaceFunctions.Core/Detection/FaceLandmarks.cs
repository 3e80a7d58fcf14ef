using System.Numerics;

namespace FaceFunctions.Core.Detection;

/// <summary>Five facial points, in pixels of the upright photo. "Left" is the viewer's left: on an upright face <c>LeftEye.X &lt; RightEye.X</c>.</summary>
/// <param name="LeftEye">Centre of the eye on the image's left.</param>
/// <param name="RightEye">Centre of the eye on the image's right.</param>
/// <param name="Nose">Tip of the nose.</param>
/// <param name="MouthLeft">Corner of the mouth on the image's left.</param>
/// <param name="MouthRight">Corner of the mouth on the image's right.</param>
public readonly record struct FaceLandmarks(Vector2 LeftEye, Vector2 RightEye, Vector2 Nose, Vector2 MouthLeft, Vector2 MouthRight)
{
    /// <summary>The points in an image scaled by <paramref name="factor"/>.</summary>
    public FaceLandmarks Scale(float factor) =>
        new(LeftEye * factor, RightEye * factor, Nose * factor, MouthLeft * factor, MouthRight * factor);

    /// <summary>Writes the points in declaration order.</summary>
    /// <param name="points">Receives exactly five points.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="points"/> has another length than 5.</exception>
    public void CopyTo(Span<Vector2> points)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(points.Length, 5);
        points[0] = LeftEye;
        points[1] = RightEye;
        points[2] = Nose;
        points[3] = MouthLeft;
        points[4] = MouthRight;
    }
}
