using FaceFunctions.Portraits.Seeding;

namespace FaceFunctions.Portraits.People;

/// <summary>The nose. Lengths are in half heads.</summary>
internal sealed record NoseTraits
{
    /// <summary>From the eyes down to the nose's base.</summary>
    public required float Length { get; init; }

    /// <summary>Half of the width at the nostrils.</summary>
    public required float Width { get; init; }

    /// <summary>Half of the width at the bridge.</summary>
    public required float Bridge { get; init; }

    /// <summary>How far the bridge stands out.</summary>
    public required float BridgeHeight { get; init; }

    /// <summary>How far the tip stands out.</summary>
    public required float Tip { get; init; }

    /// <summary>Radius of the tip.</summary>
    public required float TipSize { get; init; }

    /// <summary>How far the tip points up; negative hangs.</summary>
    public required float Upturn { get; init; }

    /// <summary>Height of the hump on the bridge; negative is a saddle.</summary>
    public required float Hump { get; init; }

    /// <summary>Size of the nostrils, from 0 to 1.</summary>
    public required float Nostrils { get; init; }

    /// <summary>How far it bends to a side.</summary>
    public required float Bend { get; init; }

    /// <summary>Draws the traits.</summary>
    public static NoseTraits Roll(Dice dice, Nature nature)
    {
        float size = 0.02f * nature.Masculinity;
        return new NoseTraits
        {
            Length = dice.Between("nose length", 0.34f, 0.5f) + (0.03f * nature.Age),
            Width = dice.Between("nose width", 0.115f, 0.205f) + (0.5f * size) + (0.03f * nature.Melanin * dice.Between("nose breadth", 0, 1)),
            Bridge = dice.Between("nose bridge", 0.05f, 0.095f),
            BridgeHeight = dice.Between("bridge height", 0.05f, 0.16f),
            Tip = dice.Between("nose tip", 0.2f, 0.36f) + size,
            TipSize = dice.Between("tip size", 0.065f, 0.125f),
            Upturn = dice.Between("nose upturn", -0.05f, 0.06f) - (0.02f * nature.Age),
            Hump = dice.Between("nose hump", -0.04f, 0.06f),
            Nostrils = dice.Between("nostrils", 0.25f, 1),
            Bend = dice.Bell("nose bend", 0, 0.014f, 0.035f),
        };
    }
}
