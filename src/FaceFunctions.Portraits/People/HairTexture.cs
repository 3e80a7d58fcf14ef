namespace FaceFunctions.Portraits.People;

/// <summary>How single hairs run.</summary>
internal enum HairTexture
{
    /// <summary>Straight.</summary>
    Straight,

    /// <summary>In long waves.</summary>
    Wavy,

    /// <summary>In curls.</summary>
    Curly,
}
