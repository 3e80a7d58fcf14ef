namespace FaceFunctions.Portraits;

/// <summary>Seeds of the sets of people that the starter bundle is made with. To show that it recognises those would prove nothing; every other set is new to it.</summary>
public static class StarterSets
{
    /// <summary>The people it is trained on.</summary>
    public const ulong Training = 9001;

    /// <summary>The people its thresholds are chosen on.</summary>
    public const ulong Calibration = 9002;

    /// <summary>The people its figures are measured on.</summary>
    public const ulong Test = 9003;

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ulong> All { get; } = [Training, Calibration, Test];
}
