using System.Numerics;
using FaceFunctions.Core.Detection;

namespace FaceFunctions.Core.Recognition;

/// <summary>A rough head pose from five landmarks, in degrees: good enough to refuse extreme poses, not to measure.</summary>
/// <param name="YawDegrees">Turn to a side; positive when the face looks to the image's right.</param>
/// <param name="PitchDegrees">Nod; positive when the face looks down.</param>
/// <param name="RollDegrees">Rotation of the eye line, positive clockwise in the image.</param>
public readonly record struct FacePose(float YawDegrees, float PitchDegrees, float RollDegrees)
{
    // Derived: the nose tip stands about 0.6 eye distances before the eyes' plane, so a turn by t moves it by 0.6 tan(t) of the (shortened) eye distance.
    private const float NoseDepth = 0.6f;

    // The frontal face is ArcFace's template: eye line at 51.60, nose at 71.74, mouth line at 92.28 and eyes 35.24 apart, of 112.
    private const float FrontalNoseHeight = (71.74f - 51.60f) / (92.28f - 51.60f);
    private const float NoseDepthInFaceHeights = NoseDepth * 35.24f / (92.28f - 51.60f);

    /// <summary>Estimates the pose.</summary>
    /// <returns>All zero when the landmarks coincide.</returns>
    public static FacePose Estimate(FaceLandmarks landmarks)
    {
        Vector2 eyeLine = landmarks.RightEye - landmarks.LeftEye;
        float eyeDistance = eyeLine.Length();
        Vector2 eyes = (landmarks.LeftEye + landmarks.RightEye) / 2;
        Vector2 mouth = (landmarks.MouthLeft + landmarks.MouthRight) / 2;
        if (!float.IsNormal(eyeDistance))
        {
            return default;
        }

        Vector2 right = eyeLine / eyeDistance;
        Vector2 down = new(-right.Y, right.X);
        float faceHeight = Vector2.Dot(mouth - eyes, down);
        Vector2 nose = landmarks.Nose - eyes;
        float yaw = MathF.Atan(Vector2.Dot(nose, right) / eyeDistance / NoseDepth);
        float pitch = MathF.Atan2(Vector2.Dot(nose, down) - (FrontalNoseHeight * faceHeight), NoseDepthInFaceHeights * faceHeight);
        return new FacePose(float.RadiansToDegrees(yaw), float.RadiansToDegrees(pitch), float.RadiansToDegrees(MathF.Atan2(right.Y, right.X)));
    }
}
