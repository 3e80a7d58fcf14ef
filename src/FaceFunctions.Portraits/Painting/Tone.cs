using System.Numerics;
using SkiaSharp;

namespace FaceFunctions.Portraits.Painting;

/// <summary>Colours as red, green and blue from 0 to 1.</summary>
internal static class Tone
{
    /// <summary>A colour as it is written in hexadecimal, red first.</summary>
    public static Vector3 Hex(int rgb) => new Vector3((rgb >> 16) & 255, (rgb >> 8) & 255, rgb & 255) / 255;

    /// <summary>As Skia takes it; what lies outside the range is cut off.</summary>
    public static SKColor Paint(this Vector3 color, float alpha = 1)
    {
        Vector3 bytes = Vector3.Clamp(color, Vector3.Zero, Vector3.One) * 255;
        return new SKColor((byte)(bytes.X + 0.5f), (byte)(bytes.Y + 0.5f), (byte)(bytes.Z + 0.5f), (byte)((Math.Clamp(alpha, 0, 1) * 255) + 0.5f));
    }
}
