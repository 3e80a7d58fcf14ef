using System.Numerics;
using FaceFunctions.Portraits.Seeding;
using SkiaSharp;

namespace FaceFunctions.Portraits.Painting.Hair;

/// <summary>Curls, gathered into one path for each tone.</summary>
internal sealed class Curls : IDisposable
{
    private readonly SKPathBuilder _mass = new();
    private readonly SKPathBuilder _dark = new();
    private readonly SKPathBuilder _light = new();

    /// <summary>Adds a curl.</summary>
    /// <param name="random">Turns it.</param>
    /// <param name="middle">In pixels.</param>
    /// <param name="radius">In pixels.</param>
    public void Add(ref SplitMix64 random, Vector2 middle, float radius)
    {
        _mass.AddCircle(middle.X, middle.Y, radius, SKPathDirection.Clockwise);
        float turn = random.Between(-0.6f, 0.6f);
        Crescent(_light, middle, radius * 0.8f, turn - 2.6f, radius * 0.3f);
        Crescent(_dark, middle, radius * 0.85f, turn + 0.4f, radius * 0.34f);
        Crescent(_dark, middle, radius * 0.4f, turn + 2.6f, radius * 0.2f);
    }

    /// <summary>Paints what was added.</summary>
    public void Paint(Sketch sketch, HairColors colors)
    {
        using SKPath mass = _mass.Detach();
        using SKPath dark = _dark.Detach();
        using SKPath light = _light.Detach();
        sketch.Fill(mass, colors.Base.Paint());
        sketch.Fill(dark, colors.Dark.Paint(0.8f));
        sketch.Fill(light, colors.Light.Paint(0.75f));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _mass.Dispose();
        _dark.Dispose();
        _light.Dispose();
    }

    // Two arcs with common ends.
    private static void Crescent(SKPathBuilder builder, Vector2 middle, float radius, float from, float width)
    {
        const float Spread = 0.9f;
        Vector2 Around(float angle, float reach) => middle + (new Vector2(MathF.Cos(angle), MathF.Sin(angle)) * reach);
        Vector2 start = Around(from, radius);
        float bulge = radius / MathF.Cos(Spread);
        builder.MoveTo(start.Sk());
        builder.QuadTo(Around(from + Spread, bulge + width).Sk(), Around(from + (2 * Spread), radius).Sk());
        builder.QuadTo(Around(from + Spread, bulge - width).Sk(), start.Sk());
        builder.Close();
    }
}
