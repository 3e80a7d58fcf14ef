using System.Numerics;

namespace FaceFunctions.Portraits.Painting;

/// <summary>Fills triangles with colours that run from corner to corner; what is nearer to the viewer hides what is behind.</summary>
/// <remarks>A pixel belongs to a triangle that holds its centre. Not thread-safe.</remarks>
internal sealed unsafe class TriangleFiller(uint* pixels, float[] depths, int width, int height)
{
    /// <summary>Fills one triangle; one that shows its back is left out.</summary>
    /// <param name="a">A corner: pixels right, pixels down, depth.</param>
    /// <param name="b">The next one, clockwise.</param>
    /// <param name="c">The last one.</param>
    /// <param name="colorA">Blue, green and red at the first corner, from 0 to 255.</param>
    /// <param name="colorB">At the next.</param>
    /// <param name="colorC">At the last.</param>
    public void Fill(Vector3 a, Vector3 b, Vector3 c, Vector4 colorA, Vector4 colorB, Vector4 colorC)
    {
        float area = ((b.X - a.X) * (c.Y - a.Y)) - ((b.Y - a.Y) * (c.X - a.X));
        if (area <= 1e-4f)
        {
            return;
        }

        int left = Math.Max((int)MathF.Ceiling(Math.Min(a.X, Math.Min(b.X, c.X)) - 0.5f), 0);
        int right = Math.Min((int)MathF.Floor(Math.Max(a.X, Math.Max(b.X, c.X)) - 0.5f), width - 1);
        int top = Math.Max((int)MathF.Ceiling(Math.Min(a.Y, Math.Min(b.Y, c.Y)) - 0.5f), 0);
        int bottom = Math.Min((int)MathF.Floor(Math.Max(a.Y, Math.Max(b.Y, c.Y)) - 0.5f), height - 1);
        float scale = 1 / area;
        float stepBX = (c.Y - a.Y) * scale;
        float stepBY = (a.X - c.X) * scale;
        float stepCX = (a.Y - b.Y) * scale;
        float stepCY = (b.X - a.X) * scale;
        Vector4 toB = colorB - colorA;
        Vector4 toC = colorC - colorA;
        for (int y = top; y <= bottom; y++)
        {
            float shareB = ((left + 0.5f - a.X) * stepBX) + ((y + 0.5f - a.Y) * stepBY);
            float shareC = ((left + 0.5f - a.X) * stepCX) + ((y + 0.5f - a.Y) * stepCY);
            int at = (y * width) + left;
            for (int x = left; x <= right; x++, at++, shareB += stepBX, shareC += stepCX)
            {
                if (shareB < -1e-4f || shareC < -1e-4f || shareB + shareC > 1.0001f)
                {
                    continue;
                }

                float depth = a.Z + (shareB * (b.Z - a.Z)) + (shareC * (c.Z - a.Z));
                if (depth > depths[at])
                {
                    depths[at] = depth;
                    Vector4 color = colorA + (toB * shareB) + (toC * shareC);
                    pixels[at] = 0xFF000000 | ((uint)color.Z << 16) | ((uint)color.Y << 8) | (uint)color.X;
                }
            }
        }
    }
}
