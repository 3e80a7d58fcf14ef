namespace FaceFunctions.Portraits.Conditions;

/// <summary>What somebody wears on the head.</summary>
internal enum HatKind
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>A knitted hat with a folded rim.</summary>
    Beanie,

    /// <summary>A cap with a visor.</summary>
    Cap,

    /// <summary>A hat with a brim all around.</summary>
    Brimmed,
}
