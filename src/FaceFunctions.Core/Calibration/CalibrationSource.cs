namespace FaceFunctions.Core.Calibration;

/// <summary>What a calibration was made of.</summary>
public enum CalibrationSource
{
    /// <summary>The stored faces of the gallery itself.</summary>
    Gallery,

    /// <summary>Photos in a folder for each person.</summary>
    Folder,

    /// <summary>A list of pairs of photos.</summary>
    Pairs,
}
