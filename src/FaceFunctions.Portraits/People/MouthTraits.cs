using System.Numerics;
using FaceFunctions.Portraits.Painting;
using FaceFunctions.Portraits.Seeding;

namespace FaceFunctions.Portraits.People;

/// <summary>Mouth and philtrum. Lengths are in half heads.</summary>
internal sealed record MouthTraits
{
    /// <summary>From the nose's base down to the line between the lips.</summary>
    public required float Drop { get; init; }

    /// <summary>Half of the mouth's width.</summary>
    public required float Width { get; init; }

    /// <summary>Height of the upper lip.</summary>
    public required float Upper { get; init; }

    /// <summary>Height of the lower lip.</summary>
    public required float Lower { get; init; }

    /// <summary>Depth of the notch in the upper lip, as a share of its height.</summary>
    public required float Bow { get; init; }

    /// <summary>How much higher the corners are than the middle, at rest.</summary>
    public required float Corners { get; init; }

    /// <summary>How clearly the groove under the nose shows, from 0 to 1.</summary>
    public required float Philtrum { get; init; }

    /// <summary>How far the mouth stands out.</summary>
    public required float Forward { get; init; }

    /// <summary>How far it lies to a side.</summary>
    public required float Shift { get; init; }

    /// <summary>Width of the gap between the front teeth; mostly 0.</summary>
    public required float ToothGap { get; init; }

    /// <summary>Colour of the lips.</summary>
    public required Vector3 Color { get; init; }

    /// <summary>Draws the traits.</summary>
    public static MouthTraits Roll(Dice dice, Nature nature, SkinTraits skin)
    {
        float thin = 1 - (0.35f * nature.Age) - (0.15f * nature.Masculinity);
        return new MouthTraits
        {
            Drop = dice.Between("philtrum length", 0.13f, 0.235f),
            Width = dice.Between("mouth width", 0.2f, 0.335f),
            Upper = thin * dice.Between("upper lip", 0.035f, 0.105f),
            Lower = thin * dice.Between("lower lip", 0.055f, 0.135f),
            Bow = dice.Between("lip bow", 0.05f, 0.6f),
            Corners = dice.Between("mouth corners", -0.035f, 0.03f) - (0.012f * nature.Age),
            Philtrum = dice.Between("philtrum", 0, 1),
            Forward = dice.Between("mouth forward", 0.02f, 0.08f),
            Shift = dice.Bell("mouth shift", 0, 0.009f, 0.025f),
            ToothGap = dice.Chance("tooth gap", 0.12f) ? dice.Between("tooth gap width", 0.008f, 0.016f) : 0,
            Color = RollColor(dice, nature, skin),
        };
    }

    private static Vector3 RollColor(Dice dice, Nature nature, SkinTraits skin)
    {
        Vector3 bare = skin.Base * Vector3.Lerp(new Vector3(0.88f, 0.6f, 0.6f), new Vector3(0.8f, 0.62f, 0.64f), nature.Melanin);
        if (!dice.Chance("lipstick", 0.45f * (1 - nature.Masculinity)))
        {
            return bare * dice.Between("lip shade", 0.9f, 1.05f);
        }

        Vector3 stick = dice.Pick("lipstick colour", (Tone.Hex(0xB3263A), 1f), (Tone.Hex(0xC4546A), 1f), (Tone.Hex(0x8E2A4A), 0.7f), (Tone.Hex(0xC8603F), 0.6f), (Tone.Hex(0x6E2433), 0.5f));
        return Vector3.Lerp(bare, stick, 0.8f);
    }
}
