using System.Numerics;
using SkiaSharp;

namespace FaceFunctions.Portraits.Painting;

/// <summary>Gradients with named stops. The caller disposes them, or gives them to <see cref="Sketch"/>, which does.</summary>
internal static class Gradients
{
    /// <summary>Along a line.</summary>
    public static SKShader Linear(Vector2 from, Vector2 to, params ReadOnlySpan<(float At, SKColor Color)> stops)
    {
        (SKColor[] colors, float[] places) = Split(stops);
        return SKShader.CreateLinearGradient(from.Sk(), to.Sk(), colors, places, SKShaderTileMode.Clamp);
    }

    /// <summary>Around a point.</summary>
    public static SKShader Radial(Vector2 middle, float radius, params ReadOnlySpan<(float At, SKColor Color)> stops)
    {
        (SKColor[] colors, float[] places) = Split(stops);
        return SKShader.CreateRadialGradient(middle.Sk(), radius, colors, places, SKShaderTileMode.Clamp);
    }

    private static (SKColor[] Colors, float[] Places) Split(ReadOnlySpan<(float At, SKColor Color)> stops)
    {
        var colors = new SKColor[stops.Length];
        float[] places = new float[stops.Length];
        for (int i = 0; i < stops.Length; i++)
        {
            (places[i], colors[i]) = stops[i];
        }

        return (colors, places);
    }
}
