namespace FaceFunctions.Hosting;

/// <summary>What is done with a new photo that looks like somebody else than its person.</summary>
internal enum EnrollmentWarningMode
{
    /// <summary>Nothing is compared, and nothing read before a photo.</summary>
    Off,

    /// <summary>The photo's record says so.</summary>
    Warn,

    /// <summary>The photo is refused, unless it is the first of its person.</summary>
    Refuse,
}
