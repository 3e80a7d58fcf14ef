namespace FaceFunctions.Portraits.People;

/// <summary>Which way the hair on the head is combed.</summary>
internal enum HairFlow
{
    /// <summary>From a parting to both sides.</summary>
    Sideways,

    /// <summary>From the hairline back.</summary>
    Back,

    /// <summary>From the crown to the forehead.</summary>
    Forward,
}
