using System.Numerics;
using FaceFunctions.Portraits.Painting;
using FaceFunctions.Portraits.Seeding;

namespace FaceFunctions.Portraits.People;

/// <summary>Colours of the skin, as red, green and blue from 0 to 1.</summary>
/// <param name="Base">The skin in full light.</param>
/// <param name="Shadow">What the base is multiplied by where no light falls.</param>
/// <param name="Blush">Colour of cheeks, nose and ears.</param>
/// <param name="BlushAmount">How much of it shows, from 0 to 1.</param>
/// <param name="EyeCircles">Darkness under the eyes, from 0 to 1.</param>
/// <param name="Gloss">Strength of highlights.</param>
internal sealed record SkinTraits(Vector3 Base, Vector3 Shadow, Vector3 Blush, float BlushAmount, float EyeCircles, float Gloss)
{
    // From palest to darkest; between two neighbours colours are mixed.
    private static readonly Vector3[] Tones =
    [
        Tone.Hex(0xF8DCC8), Tone.Hex(0xF1C9AC), Tone.Hex(0xE5B48F), Tone.Hex(0xD39C73), Tone.Hex(0xB97F57),
        Tone.Hex(0x9A6443), Tone.Hex(0x784B33), Tone.Hex(0x593728),
    ];

    /// <summary>Draws the traits.</summary>
    public static SkinTraits Roll(Dice dice, Nature nature)
    {
        float at = nature.Melanin * (Tones.Length - 1.001f);
        int tone = (int)at;
        float warmth = dice.Between("skin warmth", -1, 1);
        Vector3 skin = Vector3.Lerp(Tones[tone], Tones[tone + 1], at - tone) * new Vector3(1 + (0.02f * warmth), 1, 1 - (0.05f * warmth));
        float red = dice.Between("skin redness", 0, 1);
        return new SkinTraits(
            Base: skin,
            Shadow: Vector3.Lerp(new Vector3(0.52f, 0.38f, 0.38f), new Vector3(0.38f, 0.30f, 0.33f), nature.Melanin),
            Blush: Vector3.Lerp(skin, skin * new Vector3(1.02f, 0.66f, 0.62f), 0.9f),
            BlushAmount: (0.25f + (0.75f * red)) * (1 - (0.55f * nature.Melanin)),
            EyeCircles: (0.15f + (0.5f * nature.Age)) * dice.Between("eye circles", 0.2f, 1),
            Gloss: dice.Between("skin gloss", 0.05f, 0.2f) + (0.08f * nature.Melanin));
    }
}
