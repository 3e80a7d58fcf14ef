using System.Numerics;

namespace FaceFunctions.Portraits.People;

/// <summary>Hair of the head. Lengths are in half heads.</summary>
internal sealed partial record HairTraits
{
    /// <summary>How it is cut and worn.</summary>
    public required HairCut Cut { get; init; }

    /// <summary>What hangs over the forehead.</summary>
    public required Bangs Bangs { get; init; }

    /// <summary>How single hairs run.</summary>
    public required HairTexture Texture { get; init; }

    /// <summary>Colour in full light.</summary>
    public required Vector3 Color { get; init; }

    /// <summary>Height of the hairline in the middle of the forehead, negative.</summary>
    public required float Line { get; init; }

    /// <summary>How much higher the hairline is at its corners.</summary>
    public required float Recede { get; init; }

    /// <summary>Depth of the point in the middle of the hairline.</summary>
    public required float Peak { get; init; }

    /// <summary>Place of the parting: negative is the viewer's left.</summary>
    public required float Part { get; init; }

    /// <summary>How far the hair stands over the crown.</summary>
    public required float Top { get; init; }

    /// <summary>How far it stands off the sides.</summary>
    public required float Side { get; init; }

    /// <summary>Height of the ends of hanging hair.</summary>
    public required float Ends { get; init; }

    /// <summary>Height of the ends of the bangs.</summary>
    public required float BangsEnds { get; init; }

    /// <summary>Height of the ends of the sideburns.</summary>
    public required float Sideburns { get; init; }

    /// <summary>Whether hair hangs in front of the ears.</summary>
    public required bool OverEars { get; init; }

    /// <summary>Which way the hair on the head is combed.</summary>
    public required HairFlow Flow { get; init; }

    /// <summary>How much higher one side of the top is than the other, from -0.6 to 0.6.</summary>
    public required float Lean { get; init; }

    /// <summary>How uneven the silhouette is.</summary>
    public required float Lumps { get; init; }

    /// <summary>How much hanging hair leaves of the face, as a share of its width.</summary>
    public required float Frame { get; init; }

    /// <summary>How hanging hair spreads on its way down; negative comes together.</summary>
    public required float Flare { get; init; }

    /// <summary>Radius of a curl.</summary>
    public required float Curl { get; init; }

    /// <summary>Radius of a bun, half the width of a tail.</summary>
    public required float Tie { get; init; }

    /// <summary>How much it shines, from 0 to 1.</summary>
    public required float Gloss { get; init; }

    /// <summary>Seeds the strands, so that the same locks lie in the same places.</summary>
    public required ulong Strands { get; init; }

    /// <summary>Whether nothing is to be seen of the ears.</summary>
    public bool HidesEars => OverEars && Cut is HairCut.Bob or HairCut.Long;
}
