using FaceFunctions.Portraits.Seeding;

namespace FaceFunctions.Portraits.People;

/// <summary>Eyebrows. Lengths are in half heads.</summary>
internal sealed record BrowTraits
{
    /// <summary>From the middle of an eye up to the brow.</summary>
    public required float Gap { get; init; }

    /// <summary>From the middle of the face to the brow's inner end; below 0.06 the two nearly meet.</summary>
    public required float Inner { get; init; }

    /// <summary>Length of the brow.</summary>
    public required float Length { get; init; }

    /// <summary>Thickness at the thickest place.</summary>
    public required float Thickness { get; init; }

    /// <summary>How much higher the outer end is than the inner one.</summary>
    public required float Tilt { get; init; }

    /// <summary>Height of the arch over the line from end to end.</summary>
    public required float Arch { get; init; }

    /// <summary>Where along the brow the arch is highest, from 0 (inner) to 1.</summary>
    public required float ArchAt { get; init; }

    /// <summary>Thickness of the outer end as a share of the inner one's.</summary>
    public required float Taper { get; init; }

    /// <summary>How dark, from 0 to 1.</summary>
    public required float Density { get; init; }

    /// <summary>How much higher the right brow is.</summary>
    public required float Uneven { get; init; }

    /// <summary>Draws the traits.</summary>
    public static BrowTraits Roll(Dice dice, Nature nature) => new()
    {
        Gap = dice.Between("brow gap", 0.17f, 0.29f) - (0.035f * nature.Masculinity),
        Inner = dice.Chance("brows meet", 0.07f) ? 0.03f : dice.Between("brow inner", 0.08f, 0.19f),
        Length = dice.Between("brow length", 0.32f, 0.45f),
        Thickness = dice.Between("brow thickness", 0.022f, 0.065f) + (0.032f * nature.Masculinity),
        Tilt = dice.Between("brow tilt", -0.085f, 0.08f),
        Arch = dice.Between("brow arch", 0.0f, 0.1f),
        ArchAt = dice.Between("brow arch at", 0.35f, 0.75f),
        Taper = dice.Between("brow taper", 0.15f, 0.85f),
        Density = dice.Between("brow density", 0.5f, 1),
        Uneven = dice.Bell("brows uneven", 0, 0.012f, 0.03f),
    };
}
