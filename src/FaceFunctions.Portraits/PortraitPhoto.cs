using System.Numerics;

namespace FaceFunctions.Portraits;

/// <summary>One drawn photo of one drawn person.</summary>
/// <param name="File">The encoded photo, a JPEG file.</param>
/// <param name="Width">Width in pixels.</param>
/// <param name="Height">Height in pixels.</param>
/// <param name="Landmarks">Where the five facial points were drawn.</param>
public sealed record PortraitPhoto(byte[] File, int Width, int Height, PortraitLandmarks Landmarks);

/// <summary>The five facial points of a drawn face, in pixels of its photo, origin top-left. "Left" is the viewer's left.</summary>
public readonly record struct PortraitLandmarks(Vector2 LeftEye, Vector2 RightEye, Vector2 Nose, Vector2 MouthLeft, Vector2 MouthRight);
