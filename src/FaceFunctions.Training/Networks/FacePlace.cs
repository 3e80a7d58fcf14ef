namespace FaceFunctions.Training.Networks;

/// <summary>Where a face is in a square picture: the point (u, v) of its crop lies at (A u - B v + X, B u + A v + Y) of the picture; both reach from -1 to 1, from the centre of the first pixel to that of the last.</summary>
/// <param name="A">Scale times the cosine of the rotation.</param>
/// <param name="B">Scale times the sine of the rotation.</param>
/// <param name="X">The crop's centre, to the right.</param>
/// <param name="Y">The crop's centre, down.</param>
internal readonly record struct FacePlace(float A, float B, float X, float Y)
{
    /// <summary>The place after a small turn, growth and move of the crop.</summary>
    /// <param name="turn">Radians, clockwise in the picture.</param>
    /// <param name="growth">1 is none.</param>
    /// <param name="x">Part of the crop's half side, to the right.</param>
    /// <param name="y">Part of the crop's half side, down.</param>
    public FacePlace Changed(float turn, float growth, float x, float y)
    {
        (float sin, float cos) = MathF.SinCos(turn);
        return new FacePlace(
            growth * ((A * cos) - (B * sin)), growth * ((A * sin) + (B * cos)), X + (A * x) - (B * y), Y + (B * x) + (A * y));
    }
}
