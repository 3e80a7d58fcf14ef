using FaceFunctions.Portraits.Seeding;

namespace FaceFunctions.Portraits.People;

/// <summary>What colours many traits at once.</summary>
/// <param name="Age">0 is a young adult, 1 is very old.</param>
/// <param name="Masculinity">0 is feminine, 1 is masculine; most people are nearer to one of the two.</param>
/// <param name="Melanin">0 is the palest skin, 1 the darkest.</param>
internal sealed record Nature(float Age, float Masculinity, float Melanin)
{
    /// <summary>Draws a nature.</summary>
    public static Nature Roll(Dice dice)
    {
        float young = dice.Between("age", 0, 1);
        float side = dice.Chance("masculine", 0.5f) ? 1 : 0;
        return new Nature(
            Age: MathF.Pow(young, 1.8f),
            Masculinity: Math.Clamp(side + (0.3f * dice.Between("masculinity", -1, 1)), 0, 1),
            Melanin: dice.Between("melanin", 0, 1));
    }
}
