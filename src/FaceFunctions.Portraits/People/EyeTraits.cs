using System.Numerics;
using FaceFunctions.Portraits.Painting;
using FaceFunctions.Portraits.Seeding;

namespace FaceFunctions.Portraits.People;

/// <summary>Place, shape and colour of the eyes. Lengths are in half heads.</summary>
internal sealed record EyeTraits
{
    /// <summary>From the middle of the face to the middle of an eye.</summary>
    public required float Spacing { get; init; }

    /// <summary>Height of the eyes.</summary>
    public required float Height { get; init; }

    /// <summary>Half of an eye's width.</summary>
    public required float Width { get; init; }

    /// <summary>Height of the upper lid over the corners, when open.</summary>
    public required float Upper { get; init; }

    /// <summary>Depth of the lower lid under the corners.</summary>
    public required float Lower { get; init; }

    /// <summary>How much higher the outer corner is than the inner one.</summary>
    public required float Tilt { get; init; }

    /// <summary>Where the upper lid is highest: negative is nearer to the nose.</summary>
    public required float Peak { get; init; }

    /// <summary>Distance from the upper lid to its fold; 0 is an eye without a fold.</summary>
    public required float Fold { get; init; }

    /// <summary>How deep the eyes lie.</summary>
    public required float Depth { get; init; }

    /// <summary>Radius of the iris.</summary>
    public required float Iris { get; init; }

    /// <summary>Colour of the iris.</summary>
    public required Vector3 IrisColor { get; init; }

    /// <summary>Thickness of the upper lashes.</summary>
    public required float Lashes { get; init; }

    /// <summary>Strength of the bag under the eye, from 0 to 1.</summary>
    public required float Bag { get; init; }

    /// <summary>How much lower the right eye is.</summary>
    public required float Uneven { get; init; }

    /// <summary>Draws the traits.</summary>
    public static EyeTraits Roll(Dice dice, Nature nature)
    {
        float width = dice.Between("eye width", 0.132f, 0.19f) - (0.01f * nature.Masculinity);
        bool folded = dice.Chance("eye fold", 0.75f);
        return new EyeTraits
        {
            Spacing = dice.Between("eye spacing", 0.265f, 0.345f),
            Height = dice.Between("eye height", -0.07f, 0.09f),
            Width = width,
            Upper = width * (dice.Between("upper lid", 0.42f, 0.82f) - (0.1f * nature.Age) - (0.07f * nature.Masculinity)),
            Lower = width * dice.Between("lower lid", 0.2f, 0.44f),
            Tilt = dice.Between("eye tilt", -0.05f, 0.07f) - (0.02f * nature.Age),
            Peak = dice.Between("lid peak", -0.4f, 0.35f),
            Fold = folded ? dice.Between("fold height", 0.025f, 0.075f) : 0,
            Depth = dice.Between("eye depth", 0.02f, 0.1f) + (0.02f * nature.Masculinity),
            Iris = width * dice.Between("iris size", 0.46f, 0.6f),
            IrisColor = RollIris(dice, nature),
            Lashes = dice.Between("lashes", 0.014f, 0.022f) + ((1 - nature.Masculinity) * dice.Between("lash paint", 0, 0.022f)),
            Bag = Math.Clamp((nature.Age * 1.1f) + dice.Between("eye bag", -0.4f, 0.3f), 0, 1),
            Uneven = dice.Bell("eyes uneven", 0, 0.009f, 0.02f),
        };
    }

    private static Vector3 RollIris(Dice dice, Nature nature)
    {
        float light = nature.Melanin < 0.45f ? 1 : 0.08f;
        Vector3 color = dice.Pick(
            "iris",
            (Tone.Hex(0x2E1B12), 0.8f + nature.Melanin),
            (Tone.Hex(0x54331C), 1f),
            (Tone.Hex(0x7C5527), 0.7f * (0.4f + light)),
            (Tone.Hex(0x7D7B3A), 0.6f * light),
            (Tone.Hex(0x4F8558), 0.5f * light),
            (Tone.Hex(0x4C83B4), 0.9f * light),
            (Tone.Hex(0x86A9C2), 0.6f * light),
            (Tone.Hex(0x7C8A91), 0.4f * light));
        return color * dice.Between("iris shade", 0.85f, 1.15f);
    }
}
