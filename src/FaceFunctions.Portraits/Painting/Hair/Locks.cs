using System.Numerics;
using FaceFunctions.Portraits.Seeding;
using SkiaSharp;

namespace FaceFunctions.Portraits.Painting.Hair;

/// <summary>Locks of hair, gathered into one path for each tone: many small fills cost more than a large one.</summary>
internal sealed class Locks : IDisposable
{
    private readonly SKPathBuilder _dark = new();
    private readonly SKPathBuilder _middle = new();
    private readonly SKPathBuilder _light = new();

    /// <summary>Adds a lock of a random tone.</summary>
    /// <param name="random">Chooses the tone.</param>
    /// <param name="line">Along its middle, from the root, in pixels.</param>
    /// <param name="width">At its thickest, in pixels.</param>
    public void Add(ref SplitMix64 random, ReadOnlySpan<Vector2> line, float width)
    {
        float tone = random.Unit();
        Span<float> widths = stackalloc float[line.Length];
        for (int i = 0; i < line.Length; i++)
        {
            // Soon at its thickest, and a long tip.
            float t = (float)i / (line.Length - 1);
            widths[i] = width * MathF.Min(0.45f + (2.2f * t), 1) * MathF.Sqrt(1 - (t * t * t));
        }

        Curves.AddBrush(tone < 0.35f ? _dark : tone < 0.68f ? _middle : _light, line, widths);
    }

    /// <summary>Paints what was added.</summary>
    /// <param name="sketch">The photo.</param>
    /// <param name="colors">Of the hair.</param>
    /// <param name="strength">How much the tones differ from the mass beneath, from 0 to 1.</param>
    public void Paint(Sketch sketch, HairColors colors, float strength)
    {
        using SKPath dark = _dark.Detach();
        using SKPath middle = _middle.Detach();
        using SKPath light = _light.Detach();
        sketch.Fill(dark, colors.Dark.Paint(strength));
        sketch.Fill(middle, colors.Base.Paint(strength));
        sketch.Fill(light, colors.Light.Paint(strength));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _dark.Dispose();
        _middle.Dispose();
        _light.Dispose();
    }
}
