using System.Numerics;
using FaceFunctions.Portraits.Painting;
using FaceFunctions.Portraits.Seeding;

namespace FaceFunctions.Portraits.Conditions;

/// <summary>What somebody wears on this day.</summary>
/// <param name="Collar">Cut of the clothes.</param>
/// <param name="Cloth">Their colour.</param>
/// <param name="Shirt">Colour of what shows beneath.</param>
/// <param name="Glasses">Whether there are glasses.</param>
/// <param name="Hat">The hat; mostly none.</param>
/// <param name="HatColor">Its colour.</param>
internal sealed record Outfit(Collar Collar, Vector3 Cloth, Vector3 Shirt, bool Glasses, HatKind Hat, Vector3 HatColor)
{
    /// <summary>Whether something covers the upper hair.</summary>
    public bool HasHat => Hat != HatKind.None;

    /// <summary>Draws an outfit.</summary>
    public static Outfit Draw(Dice dice) => new(
        dice.Pick("collar", (Collar.Round, 1f), (Collar.Vee, 0.8f), (Collar.Shirt, 1f), (Collar.Turtle, 0.5f), (Collar.Jacket, 0.8f)),
        RollCloth(dice, "cloth"),
        Vector3.Lerp(RollCloth(dice, "shirt"), Vector3.One, 0.55f),
        dice.Chance("glasses", 0.12f),
        dice.Pick("hat", (HatKind.None, 0.94f), (HatKind.Beanie, 0.025f), (HatKind.Cap, 0.02f), (HatKind.Brimmed, 0.015f)),
        RollCloth(dice, "hat colour"));

    private static Vector3 RollCloth(Dice dice, string name) => dice.Pick(
        name,
        (Tone.Hex(0x2B3040), 1f),
        (Tone.Hex(0x3F5E8C), 1f),
        (Tone.Hex(0x7C2F3B), 0.8f),
        (Tone.Hex(0x3B6B52), 0.8f),
        (Tone.Hex(0xD8D2C4), 0.8f),
        (Tone.Hex(0xB9853F), 0.6f),
        (Tone.Hex(0x7A5C86), 0.6f),
        (Tone.Hex(0xC46A55), 0.6f),
        (Tone.Hex(0x8A9199), 0.8f),
        (Tone.Hex(0x5E8E99), 0.6f)) * dice.Between($"{name} shade", 0.85f, 1.12f);
}
