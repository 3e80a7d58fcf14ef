using System.Reflection;
using FaceFunctions.Core.Enrollment;
using FaceFunctions.Core.Recognition;

namespace FaceFunctions.Core.Tests.Enrollment;

public class QualityGateTests
{
    private static readonly FaceQuality Good = new(
        Score: 0.8f, DetectionScore: 0.9f, SidePixels: 100, Sharpness: 0.5f, Brightness: 0.5f, YawDegrees: 5, PitchDegrees: -5, RollDegrees: 170);

    public static TheoryData<string, FaceQuality, string> Refusals => new()
    {
        { "small", Good with { SidePixels = 39 }, "The face is too small: 39 pixels, at least 40 are needed." },
        { "blurry", Good with { Sharpness = 0.05f }, "The face is too blurry: sharpness 0.05, at least 0.08 is needed." },
        { "dark", Good with { Brightness = 0.05f }, "The face is too dark: brightness 0.05, at least 0.06 is needed." },
        { "bright", Good with { Brightness = 0.96f }, "The face is too bright: brightness 0.96, at most 0.94 is allowed." },
        { "turned right", Good with { YawDegrees = 50 }, "The face is turned too far to a side: about 50 degrees, at most 45 are allowed." },
        { "turned left", Good with { YawDegrees = -50 }, "The face is turned too far to a side: about 50 degrees, at most 45 are allowed." },
        { "down", Good with { PitchDegrees = 60 }, "The face looks too far up or down: about 60 degrees, at most 45 are allowed." },
        { "up", Good with { PitchDegrees = -60 }, "The face looks too far up or down: about 60 degrees, at most 45 are allowed." },
        { "poor", Good with { Score = 0.2f }, "The quality of the face is too low: 0.20, at least 0.35 is needed." },
    };

    public static TheoryData<string> Measures => [nameof(FaceQuality.SidePixels), nameof(FaceQuality.Sharpness), nameof(FaceQuality.Brightness), nameof(FaceQuality.YawDegrees), nameof(FaceQuality.PitchDegrees), nameof(FaceQuality.Score)];

    [Fact]
    public void Refuse_lets_a_good_face_pass_however_it_is_rolled() => Assert.Null(new QualityGate().Refuse(Good));

    [Theory]
    [MemberData(nameof(Refusals))]
    public void Refuse_says_what_is_wrong_with_the_value_and_the_limit(string what, FaceQuality quality, string expected) =>
        Assert.True(new QualityGate().Refuse(quality) == expected, $"{what}: {new QualityGate().Refuse(quality)}");

    [Fact]
    public void Refuse_lets_a_face_pass_that_is_exactly_on_every_limit()
    {
        var gate = new QualityGate();

        Assert.Null(gate.Refuse(new FaceQuality(gate.MinScore, 0, gate.MinSidePixels, gate.MinSharpness, gate.MinBrightness, gate.MaxYawDegrees, -gate.MaxPitchDegrees, 0)));
        Assert.Null(gate.Refuse(new FaceQuality(gate.MinScore, 0, gate.MinSidePixels, gate.MinSharpness, gate.MaxBrightness, -gate.MaxYawDegrees, gate.MaxPitchDegrees, 0)));
    }

    [Theory]
    [MemberData(nameof(Measures))]
    public void Refuse_refuses_a_face_that_could_not_be_measured(string measure)
    {
        FaceQuality unmeasured = Good with { };
        typeof(FaceQuality).GetProperty(measure, BindingFlags.Public | BindingFlags.Instance)!.SetValue(unmeasured, float.NaN);

        Assert.NotNull(new QualityGate().Refuse(unmeasured));
    }

    [Fact]
    public void The_open_gate_lets_everything_pass() =>
        Assert.Null(QualityGate.Open.Refuse(new FaceQuality(0, 0, 0, 0, 0, -180, 180, 0)));

    [Fact]
    public void The_language_of_the_machine_does_not_show_in_a_reason()
    {
        var before = Thread.CurrentThread.CurrentCulture;
        Thread.CurrentThread.CurrentCulture = new System.Globalization.CultureInfo("de-DE");
        try
        {
            Assert.Contains("0.05", new QualityGate().Refuse(Good with { Sharpness = 0.05f }), StringComparison.Ordinal);
        }
        finally
        {
            Thread.CurrentThread.CurrentCulture = before;
        }
    }
}
