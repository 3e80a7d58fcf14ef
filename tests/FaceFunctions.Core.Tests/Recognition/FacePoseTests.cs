using System.Numerics;
using FaceFunctions.Core.Detection;
using FaceFunctions.Core.Recognition;

namespace FaceFunctions.Core.Tests.Recognition;

public class FacePoseTests
{
    // A head in units of the eye distance: x right, y down, z towards the viewer; the nose stands out by 0.6.
    private static readonly Vector3[] Head =
        [new(-0.5f, 0, 0), new(0.5f, 0, 0), new(0, 0.5715f, 0.6f), new(-0.41f, 1.1544f, 0), new(0.41f, 1.1544f, 0)];

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(30, 0, 0)]
    [InlineData(-55, 0, 0)]
    [InlineData(0, 25, 0)]
    [InlineData(0, -40, 0)]
    [InlineData(0, 0, 35)]
    [InlineData(0, 0, -120)]
    [InlineData(20, 0, 50)]
    public void Estimate_finds_the_turn_of_a_projected_head(float yaw, float pitch, float roll)
    {
        FacePose pose = FacePose.Estimate(Project(yaw, pitch, roll));

        Assert.Equal(yaw, pose.YawDegrees, 1.5f);
        Assert.Equal(pitch, pose.PitchDegrees, 1.5f);
        Assert.Equal(roll, pose.RollDegrees, 0.1f);
    }

    [Fact]
    public void Estimate_gives_zero_when_the_eyes_coincide() =>
        Assert.Equal(default, FacePose.Estimate(new FaceLandmarks(new(5, 5), new(5, 5), new(5, 5), new(5, 5), new(5, 5))));

    [Fact]
    public void Estimate_reports_an_extreme_nod_when_the_mouth_is_above_the_eyes() =>
        Assert.True(Math.Abs(FacePose.Estimate(new FaceLandmarks(new(0, 10), new(10, 10), new(5, 14), new(2, 6), new(8, 6))).PitchDegrees) > 60);

    private static FaceLandmarks Project(float yaw, float pitch, float roll)
    {
        // Turning about the vertical axis moves the nose (towards the viewer) to the image's right; nodding moves it down; rolling is clockwise as seen.
        (float yawSin, float yawCos) = MathF.SinCos(float.DegreesToRadians(yaw));
        (float pitchSin, float pitchCos) = MathF.SinCos(float.DegreesToRadians(pitch));
        (float rollSin, float rollCos) = MathF.SinCos(float.DegreesToRadians(roll));
        Vector2[] points = [.. Head.Select(point =>
        {
            (float x, float z) = ((point.X * yawCos) + (point.Z * yawSin), (point.Z * yawCos) - (point.X * yawSin));
            float y = (point.Y * pitchCos) + (z * pitchSin);
            return (200 * new Vector2((x * rollCos) - (y * rollSin), (x * rollSin) + (y * rollCos))) + new Vector2(640, 360);
        })];
        return new FaceLandmarks(points[0], points[1], points[2], points[3], points[4]);
    }
}
