namespace FaceFunctions.Portraits.Conditions;

/// <summary>Cut of the clothes at the neck.</summary>
internal enum Collar
{
    /// <summary>A round neckline.</summary>
    Round,

    /// <summary>A pointed neckline.</summary>
    Vee,

    /// <summary>A shirt's collar.</summary>
    Shirt,

    /// <summary>A high roll.</summary>
    Turtle,

    /// <summary>A jacket over a shirt.</summary>
    Jacket,
}
