using FaceFunctions.Portraits.Seeding;

namespace FaceFunctions.Portraits.People;

/// <summary>Shape of the skull and jaw. Lengths are in half heads: the crown is near -1 and the chin near 1.</summary>
internal sealed record HeadTraits
{
    /// <summary>Height of the crown, negative.</summary>
    public required float Crown { get; init; }

    /// <summary>Height of the chin's lower edge.</summary>
    public required float Chin { get; init; }

    /// <summary>Half of the width at the cheekbones.</summary>
    public required float Cheek { get; init; }

    /// <summary>Height of the cheekbones.</summary>
    public required float CheekHeight { get; init; }

    /// <summary>Width of the skull as a share of the cheekbones'.</summary>
    public required float Skull { get; init; }

    /// <summary>Width of the temples as a share of the cheekbones'.</summary>
    public required float Temple { get; init; }

    /// <summary>Width at the jaw's corners as a share of the cheekbones'.</summary>
    public required float Jaw { get; init; }

    /// <summary>Height of the jaw's corners.</summary>
    public required float JawHeight { get; init; }

    /// <summary>Width of the chin as a share of the cheekbones'.</summary>
    public required float ChinWidth { get; init; }

    /// <summary>Exponent of the chin's curve: 2 is round, more is square.</summary>
    public required float ChinSquare { get; init; }

    /// <summary>How far the chin stands out.</summary>
    public required float ChinForward { get; init; }

    /// <summary>Depth of the groove in the chin; mostly 0.</summary>
    public required float Cleft { get; init; }

    /// <summary>How far the ridge over the eyes stands out.</summary>
    public required float BrowRidge { get; init; }

    /// <summary>How far the cheekbones stand out.</summary>
    public required float CheekBone { get; init; }

    /// <summary>Fullness of the cheeks: negative is hollow.</summary>
    public required float CheekFullness { get; init; }

    /// <summary>Half of the neck's width.</summary>
    public required float Neck { get; init; }

    /// <summary>Half of the shoulders' width.</summary>
    public required float Shoulders { get; init; }

    /// <summary>Draws the traits.</summary>
    public static HeadTraits Roll(Dice dice, Nature nature)
    {
        float masculine = nature.Masculinity;
        float cheek = dice.Between("head width", 0.6f, 0.8f);
        float jaw = dice.Between("jaw width", 0.63f, 0.9f) + (0.07f * masculine);
        return new HeadTraits
        {
            Crown = dice.Between("crown", -1.12f, -0.93f),
            Chin = dice.Between("chin height", 0.87f, 1.13f),
            Cheek = cheek,
            CheekHeight = dice.Between("cheek height", 0.06f, 0.26f),
            Skull = dice.Between("skull width", 0.93f, 1.06f),
            Temple = dice.Between("temple width", 0.88f, 1.02f),
            Jaw = jaw,
            JawHeight = dice.Between("jaw height", 0.48f, 0.68f),
            ChinWidth = jaw * dice.Between("chin width", 0.36f, 0.64f),
            ChinSquare = dice.Between("chin square", 1.9f, 2.7f) + (0.7f * masculine),
            ChinForward = dice.Between("chin forward", -0.05f, 0.09f),
            Cleft = dice.Chance("cleft", 0.16f + (0.1f * masculine)) ? dice.Between("cleft depth", 0.02f, 0.05f) : 0,
            BrowRidge = dice.Between("brow ridge", 0, 0.03f) + (0.05f * masculine * dice.Between("brow ridge male", 0.3f, 1)),
            CheekBone = dice.Between("cheek bone", 0.01f, 0.09f),
            CheekFullness = dice.Between("cheek fullness", -0.08f, 0.09f),
            Neck = (cheek * dice.Between("neck", 0.5f, 0.62f)) + (0.08f * masculine),
            Shoulders = dice.Between("shoulders", 1.25f, 1.55f) + (0.3f * masculine),
        };
    }
}
