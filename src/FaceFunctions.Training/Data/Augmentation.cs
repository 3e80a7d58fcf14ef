namespace FaceFunctions.Training.Data;

/// <summary>Small changes to a picture that leave the person who they are: mirrored, moved, brighter or flatter.</summary>
/// <param name="Mirrored">Left and right exchanged.</param>
/// <param name="X">Pixels to the right.</param>
/// <param name="Y">Pixels down.</param>
/// <param name="Contrast">Multiplies the distance from middle gray.</param>
/// <param name="Brightness">Is added, in the scale of the network's input, where 2 is from black to white.</param>
internal readonly record struct Augmentation(bool Mirrored, int X, int Y, float Contrast, float Brightness)
{
    /// <summary>No change.</summary>
    public static readonly Augmentation None = new(false, 0, 0, 1, 0);

    private const int MaxShift = 4;

    /// <summary>Draws a change.</summary>
    public static Augmentation Draw(Random random) => new(
        random.Next(2) == 1,
        random.Next(-MaxShift, MaxShift + 1),
        random.Next(-MaxShift, MaxShift + 1),
        0.85f + (0.3f * random.NextSingle()),
        -0.12f + (0.24f * random.NextSingle()));

    /// <summary>Writes the network's input, (x - 127.5) / 127.5 of each changed pixel; what is moved in from outside repeats the edge.</summary>
    /// <param name="picture">Luma, [side x side].</param>
    /// <param name="side">Side in pixels.</param>
    /// <param name="input">Receives [side x side] values.</param>
    public void Apply(ReadOnlySpan<byte> picture, int side, Span<float> input)
    {
        float factor = Contrast / 127.5f;
        float offset = Brightness - Contrast;
        for (int y = 0; y < side; y++)
        {
            ReadOnlySpan<byte> from = picture.Slice(Math.Clamp(y - Y, 0, side - 1) * side, side);
            Span<float> to = input.Slice(y * side, side);
            for (int x = 0; x < side; x++)
            {
                to[x] = (from[Math.Clamp(x - X, 0, side - 1)] * factor) + offset;
            }

            if (Mirrored)
            {
                to.Reverse();
            }
        }
    }
}
