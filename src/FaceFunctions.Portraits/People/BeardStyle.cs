namespace FaceFunctions.Portraits.People;

/// <summary>Hair of the face.</summary>
internal enum BeardStyle
{
    /// <summary>Shaven.</summary>
    None,

    /// <summary>A few days old.</summary>
    Stubble,

    /// <summary>Over the mouth only.</summary>
    Moustache,

    /// <summary>On the chin only.</summary>
    Goatee,

    /// <summary>Around the mouth.</summary>
    Circle,

    /// <summary>Along the jaw, without a moustache.</summary>
    Strap,

    /// <summary>Everywhere.</summary>
    Full,
}
