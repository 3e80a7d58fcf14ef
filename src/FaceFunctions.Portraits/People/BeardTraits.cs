using System.Numerics;
using FaceFunctions.Portraits.Seeding;

namespace FaceFunctions.Portraits.People;

/// <summary>The beard. Lengths are in half heads.</summary>
/// <param name="Style">Which parts of the face it covers.</param>
/// <param name="Color">Colour in full light.</param>
/// <param name="Length">How far it hangs under the chin.</param>
/// <param name="Pointed">1 is a broad end, 6 a pointed one.</param>
/// <param name="CheekLine">How high it reaches on the cheeks, from 0 to 1.</param>
/// <param name="MoustacheWidth">As a share of the mouth's width.</param>
/// <param name="MoustacheHeight">Thickness of the moustache.</param>
/// <param name="Droop">How far the moustache's ends hang; negative ones point up.</param>
/// <param name="Density">From 0 to 1.</param>
internal sealed record BeardTraits(BeardStyle Style, Vector3 Color, float Length, float Pointed, float CheekLine, float MoustacheWidth, float MoustacheHeight, float Droop, float Density)
{
    /// <summary>Whether the upper lip has hair.</summary>
    public bool HasMoustache => Style is BeardStyle.Moustache or BeardStyle.Circle or BeardStyle.Full;

    /// <summary>Draws the traits.</summary>
    public static BeardTraits Roll(Dice dice, Nature nature, HairTraits hair) => new(
        RollStyle(dice, nature),
        hair.Color * dice.Between("beard shade", 0.75f, 1.05f),
        Length: dice.Between("beard length", 0.02f, 0.34f),
        Pointed: dice.Between("beard point", 1, 6),
        CheekLine: dice.Between("beard cheeks", 0, 1),
        MoustacheWidth: dice.Between("moustache width", 0.8f, 1.35f),
        MoustacheHeight: dice.Between("moustache height", 0.06f, 0.12f),
        Droop: dice.Between("moustache droop", -0.05f, 0.14f),
        Density: dice.Between("beard density", 0.6f, 1));

    private static BeardStyle RollStyle(Dice dice, Nature nature) => nature.Masculinity < 0.5f || !dice.Chance("bearded", 0.68f)
        ? BeardStyle.None
        : dice.Pick(
            "beard",
            (BeardStyle.Stubble, 1f),
            (BeardStyle.Moustache, 0.8f),
            (BeardStyle.Goatee, 0.6f),
            (BeardStyle.Circle, 0.9f),
            (BeardStyle.Strap, 0.5f),
            (BeardStyle.Full, 1.3f));
}
