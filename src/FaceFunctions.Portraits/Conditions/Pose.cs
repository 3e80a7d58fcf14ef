using FaceFunctions.Portraits.Seeding;

namespace FaceFunctions.Portraits.Conditions;

/// <summary>How the head is turned. Angles in radians.</summary>
/// <param name="Yaw">Positive turns the face to the viewer's right.</param>
/// <param name="Pitch">Positive looks up.</param>
/// <param name="Roll">Positive leans the head to the viewer's right.</param>
internal sealed record Pose(float Yaw, float Pitch, float Roll)
{
    private const float Degree = MathF.PI / 180;

    /// <summary>Draws a pose; the limits are rare.</summary>
    public static Pose Draw(Dice dice) => new(
        dice.Bell("yaw", 0, 10.5f, 25) * Degree,
        dice.Bell("pitch", 0, 6, 15) * Degree,
        dice.Bell("roll", 0, 5, 12) * Degree);
}
