using FaceFunctions.Portraits.Seeding;

namespace FaceFunctions.Portraits.People;

/// <summary>Ears. Lengths are in half heads.</summary>
/// <param name="Size">Height of an ear.</param>
/// <param name="Out">How far it stands off the head.</param>
/// <param name="Height">Height of its middle, under the eyes.</param>
/// <param name="Lobe">Size of the lobe, from 0 to 1.</param>
/// <param name="Point">How pointed the top is, from 0 to 1.</param>
internal sealed record EarTraits(float Size, float Out, float Height, float Lobe, float Point)
{
    /// <summary>Draws the traits.</summary>
    public static EarTraits Roll(Dice dice, Nature nature) => new(
        Size: dice.Between("ear size", 0.36f, 0.52f) + (0.05f * nature.Age),
        Out: dice.Between("ears out", 0.07f, 0.19f),
        Height: dice.Between("ear height", 0.08f, 0.2f),
        Lobe: dice.Between("ear lobe", 0.2f, 1),
        Point: dice.Between("ear point", 0, 1));
}
