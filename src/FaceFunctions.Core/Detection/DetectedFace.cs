namespace FaceFunctions.Core.Detection;

/// <summary>One face found in a photo.</summary>
/// <param name="Box">Face box, in pixels of the upright photo (EXIF orientation applied), origin top-left. May reach past the edge.</param>
/// <param name="Landmarks">Five points in the same pixel space; null when the bundle has no detector (the photo is the face).</param>
/// <param name="Score">Detector confidence, from 0 to 1; higher is surer. Not a calibrated probability. 1 when there is no detector.</param>
public sealed record DetectedFace(PixelBox Box, FaceLandmarks? Landmarks, float Score);
