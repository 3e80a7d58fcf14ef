namespace FaceFunctions.Core.Detection;

/// <summary>A face and how large the detector saw it.</summary>
/// <param name="Face">The face, in pixels of the upright photo.</param>
/// <param name="Scale">Pixels of the detector's input a pixel of the photo, above 0.</param>
public readonly record struct ScaledFace(DetectedFace Face, float Scale)
{
    /// <summary>From this <see cref="SeenSide"/> on, a larger sight hardly makes landmarks better.</summary>
    /// <remarks>Measured: docs/decisions/0015-small-faces.md.</remarks>
    public const float ClearSide = 40;

    /// <summary>The shorter side of the box in pixels of the detector's input.</summary>
    public float SeenSide => Face.Box.ShortSide * Scale;

    /// <summary>Whether its landmarks are as good as a larger sight's.</summary>
    public bool IsClear => SeenSide >= ClearSide;
}
