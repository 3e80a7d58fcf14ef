namespace FaceFunctions.Core.Recognition;

/// <summary>How usable one face is for recognition. Every part is kept, so that a refusal can say which one failed.</summary>
/// <param name="Score">All parts together, from 0 (useless) to 1 (excellent). Not a probability.</param>
/// <param name="DetectionScore">Detector confidence, from 0 to 1.</param>
/// <param name="SidePixels">Shorter side of the face box, in pixels of the upright photo.</param>
/// <param name="Sharpness">From 0 (blurred) to 1 (sharp), measured on the aligned crop.</param>
/// <param name="Brightness">Mean luma of the aligned crop, from 0 (black) to 1 (white).</param>
/// <param name="YawDegrees">Estimated turn to a side, in degrees; 0 is frontal, positive when the face looks to the image's right. 0 without landmarks.</param>
/// <param name="PitchDegrees">Estimated nod, in degrees; positive when the face looks down. 0 without landmarks.</param>
/// <param name="RollDegrees">In-plane rotation of the eye line, in degrees, positive clockwise in the image; alignment removes it. 0 without landmarks.</param>
public sealed record FaceQuality(
    float Score,
    float DetectionScore,
    float SidePixels,
    float Sharpness,
    float Brightness,
    float YawDegrees,
    float PitchDegrees,
    float RollDegrees);
