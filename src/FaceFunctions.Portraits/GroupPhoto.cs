namespace FaceFunctions.Portraits;

/// <summary>One drawn photo of several people.</summary>
/// <param name="File">The encoded photo, a JPEG file.</param>
/// <param name="Width">Width in pixels.</param>
/// <param name="Height">Height in pixels.</param>
/// <param name="Landmarks">Where the five facial points of each person were drawn, in the order in which the people were given.</param>
public sealed record GroupPhoto(byte[] File, int Width, int Height, IReadOnlyList<PortraitLandmarks> Landmarks);
