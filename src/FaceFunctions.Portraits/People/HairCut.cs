namespace FaceFunctions.Portraits.People;

/// <summary>How the hair is cut and worn.</summary>
internal enum HairCut
{
    /// <summary>No hair.</summary>
    Bald,

    /// <summary>Hair at the sides only.</summary>
    Tonsure,

    /// <summary>A few millimetres.</summary>
    Buzz,

    /// <summary>Short, combed to a side.</summary>
    Short,

    /// <summary>Short sides, combed up and back.</summary>
    Quiff,

    /// <summary>Short, standing in spikes.</summary>
    Spiky,

    /// <summary>Combed back flat.</summary>
    Slick,

    /// <summary>A stripe along the middle.</summary>
    Mohawk,

    /// <summary>An even rim over the forehead and ears.</summary>
    Bowl,

    /// <summary>A high round cloud of tight curls.</summary>
    Afro,

    /// <summary>Curls of medium length.</summary>
    Curls,

    /// <summary>To the jaw.</summary>
    Bob,

    /// <summary>Over the shoulders.</summary>
    Long,

    /// <summary>Tied to a bun on top.</summary>
    Bun,

    /// <summary>Combed back and tied behind, hanging over a shoulder.</summary>
    Ponytail,

    /// <summary>Two bunches at the sides.</summary>
    Pigtails,
}
