using System.Numerics;
using FaceFunctions.Portraits.Seeding;

namespace FaceFunctions.Portraits.Conditions;

/// <summary>One lamp and what comes from everywhere.</summary>
/// <param name="Direction">Unit vector to the lamp: right, down, to the viewer.</param>
/// <param name="Key">Strength of the lamp.</param>
/// <param name="Ambient">Strength of the rest.</param>
/// <param name="Color">Colour of the lamp, near white.</param>
internal sealed record Light(Vector3 Direction, float Key, float Ambient, Vector3 Color)
{
    /// <summary>Draws a light.</summary>
    public static Light Draw(Dice dice)
    {
        float azimuth = dice.Bell("light side", 0, 0.55f, 1.2f);
        float elevation = dice.Between("light height", 0.15f, 0.95f);
        float contrast = dice.Between("light contrast", 0.3f, 0.8f);
        float warmth = dice.Bell("light warmth", 0, 0.5f, 1);
        return new Light(
            new Vector3(MathF.Sin(azimuth) * MathF.Cos(elevation), -MathF.Sin(elevation), MathF.Cos(azimuth) * MathF.Cos(elevation)),
            Key: contrast,
            Ambient: 1.02f - (0.8f * contrast),
            Color: new Vector3(1 + (0.07f * warmth), 1, 1 - (0.11f * warmth)));
    }
}
