using System.Numerics;
using FaceFunctions.Portraits.Seeding;

namespace FaceFunctions.Portraits.Conditions;

/// <summary>What the camera does to the picture.</summary>
/// <param name="Blur">Radius of the blur, in pixels of the photo; often 0.</param>
/// <param name="Noise">Standard deviation of the gray noise, in levels of 255; a quarter as much of colour comes on top.</param>
/// <param name="Gain">What each channel is multiplied by: exposure and white balance.</param>
/// <param name="Contrast">Around middle gray; 1 leaves it.</param>
/// <param name="Quality">JPEG quality.</param>
/// <param name="NoiseSeed">Seeds the noise.</param>
internal sealed record Camera(float Blur, float Noise, Vector3 Gain, float Contrast, int Quality, ulong NoiseSeed)
{
    /// <summary>Draws a camera.</summary>
    /// <param name="dice">The photo's.</param>
    /// <param name="side">Shorter side of the photo, in pixels: a blur that a large photo bears would wash out a small one.</param>
    public static Camera Draw(Dice dice, int side)
    {
        float exposure = dice.Bell("exposure", 1, 0.075f, 0.2f);
        float tint = dice.Bell("white balance", 0, 0.03f, 0.08f);
        return new Camera(
            Blur: dice.Chance("blurred", 0.35f) ? dice.Between("blur", 0.3f, 1.4f) * side / 320 : 0,
            Noise: 0.35f + (3.65f * MathF.Pow(dice.Between("noise", 0, 1), 2.5f)),
            Gain: exposure * new Vector3(1 + tint, 1, 1 - tint),
            Contrast: dice.Bell("contrast", 1, 0.07f, 0.18f),
            Quality: (int)dice.Between("quality", 55, 95.99f),
            NoiseSeed: dice.Stream("grain").Next());
    }
}
