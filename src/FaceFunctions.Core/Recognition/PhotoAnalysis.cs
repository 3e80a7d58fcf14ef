namespace FaceFunctions.Core.Recognition;

/// <summary>What became of one photo. The hierarchy is closed: these four are all there is.</summary>
public abstract record PhotoAnalysis
{
    private PhotoAnalysis()
    {
    }

    /// <summary>At least one face was found and embedded.</summary>
    /// <param name="Width">Width of the upright photo in pixels (EXIF orientation applied, never scaled).</param>
    /// <param name="Height">Height of the upright photo in pixels.</param>
    /// <param name="Faces">At least one face, largest box first.</param>
    /// <param name="Times">Where the time went.</param>
    public sealed record FacesFound(int Width, int Height, IReadOnlyList<AnalyzedFace> Faces, AnalysisTimes Times) : PhotoAnalysis;

    /// <summary>The photo is readable and holds no face that the detector is sure of.</summary>
    /// <param name="Width">Width of the upright photo in pixels.</param>
    /// <param name="Height">Height of the upright photo in pixels.</param>
    public sealed record NoFace(int Width, int Height) : PhotoAnalysis;

    /// <summary>The bytes are no picture that can be decoded.</summary>
    /// <param name="Reason">One sentence for the user.</param>
    public sealed record Unreadable(string Reason) : PhotoAnalysis;

    /// <summary>The photo is over a limit in bytes or pixels; it was not decoded.</summary>
    /// <param name="Reason">One sentence for the user, with the limit.</param>
    public sealed record TooLarge(string Reason) : PhotoAnalysis;
}
