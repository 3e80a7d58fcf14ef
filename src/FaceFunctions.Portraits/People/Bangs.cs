namespace FaceFunctions.Portraits.People;

/// <summary>What hangs over the forehead.</summary>
internal enum Bangs
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>An even row.</summary>
    Straight,

    /// <summary>Swept to one side.</summary>
    Swept,

    /// <summary>Parted like a curtain.</summary>
    Curtain,

    /// <summary>Uneven locks.</summary>
    Choppy,
}
