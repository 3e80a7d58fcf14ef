using FaceFunctions.Core.Detection;

namespace FaceFunctions.Core.Recognition;

/// <summary>Measures the quality of a face.</summary>
/// <remarks>The parts and their weights are InsightFace Server's (inference/quality.py): 0.35 detection, 0.25 sharpness, 0.15 brightness, 0.15 size, 0.10 pose.</remarks>
public static class FaceQualityMeter
{
    private const float FullSizeSide = 80;

    /// <summary>Measures one face.</summary>
    /// <param name="face">The detected face.</param>
    /// <param name="luma">The aligned crop's luma, [<paramref name="side"/> x <paramref name="side"/>] values from 0 to 255, row-major.</param>
    /// <param name="side">Side of the crop in pixels, 3 or more.</param>
    public static FaceQuality Measure(DetectedFace face, ReadOnlySpan<float> luma, int side)
    {
        ArgumentNullException.ThrowIfNull(face);
        ArgumentOutOfRangeException.ThrowIfLessThan(side, 3);
        ArgumentOutOfRangeException.ThrowIfNotEqual(luma.Length, side * side);
        FacePose pose = face.Landmarks is { } landmarks ? FacePose.Estimate(landmarks) : default;
        float sharpness = Sharpness(luma, side);
        float brightness = Brightness(luma);
        float evenness = 1 - (2 * Math.Abs(brightness - 0.5f));
        float size = Math.Clamp(face.Box.ShortSide / FullSizeSide, 0, 1);
        float frontal = 1 - Math.Clamp(Math.Max(Math.Abs(pose.YawDegrees), Math.Abs(pose.PitchDegrees)) / 90, 0, 1);
        float score = (0.35f * Math.Clamp(face.Score, 0, 1)) + (0.25f * sharpness) + (0.15f * evenness) + (0.15f * size) + (0.10f * frontal);
        return new FaceQuality(Math.Clamp(score, 0, 1), face.Score, face.Box.ShortSide, sharpness, brightness, pose.YawDegrees, pose.PitchDegrees, pose.RollDegrees);
    }

    /// <summary>1 - exp(-v / 100) for the variance v of the four-neighbour Laplacian.</summary>
    private static float Sharpness(ReadOnlySpan<float> luma, int side)
    {
        double sum = 0;
        double squares = 0;
        for (int y = 1; y < side - 1; y++)
        {
            for (int x = 1; x < side - 1; x++)
            {
                int i = (y * side) + x;
                double laplacian = luma[i - 1] + luma[i + 1] + luma[i - side] + luma[i + side] - (4 * luma[i]);
                sum += laplacian;
                squares += laplacian * laplacian;
            }
        }

        double count = (side - 2) * (side - 2);
        double variance = Math.Max(0, (squares / count) - (sum / count * (sum / count)));
        return (float)(1 - Math.Exp(-variance / 100));
    }

    private static float Brightness(ReadOnlySpan<float> luma)
    {
        double sum = 0;
        foreach (float value in luma)
        {
            sum += value;
        }

        return (float)Math.Clamp(sum / luma.Length / 255, 0, 1);
    }
}
