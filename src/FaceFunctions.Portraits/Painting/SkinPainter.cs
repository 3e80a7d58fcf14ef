using System.Buffers;
using System.Numerics;
using FaceFunctions.Portraits.Geometry;
using SkiaSharp;

namespace FaceFunctions.Portraits.Painting;

/// <summary>The skin of the head: the grid in the light, within the head's smooth edge.</summary>
internal static class SkinPainter
{
    /// <summary>Paints it.</summary>
    public static unsafe void Paint(Sketch sketch, Scene scene)
    {
        using SKPath edge = EdgeOf(scene);
        SKRectI area = SKRectI.Inflate(SKRectI.Ceiling(edge.Bounds, true), 2, 2);
        using var bitmap = new SKBitmap(new SKImageInfo(area.Width, area.Height, SKColorType.Bgra8888, SKAlphaType.Premul));
        uint* pixels = (uint*)bitmap.GetPixels();
        int count = area.Width * area.Height;
        new Span<uint>(pixels, count).Clear();
        float[] depths = ArrayPool<float>.Shared.Rent(count);
        Array.Fill(depths, float.MinValue, 0, count);
        FillTriangles(scene, new TriangleFiller(pixels, depths, area.Width, area.Height), new Vector3(area.Left, area.Top, 0));
        ArrayPool<float>.Shared.Return(depths);
        Spread(pixels, area.Width, area.Height);
        sketch.Fill(edge, SKShader.CreateBitmap(bitmap, SKShaderTileMode.Clamp, SKShaderTileMode.Clamp, SKMatrix.CreateTranslation(area.Left, area.Top)));
    }

    /// <summary>The head's edge as a path.</summary>
    public static SKPath EdgeOf(Scene scene)
    {
        Span<Vector2> points = stackalloc Vector2[Outline.Count];
        for (int i = 0; i < points.Length; i++)
        {
            points[i] = scene.Outline.Point((float)i / Outline.Count);
        }

        return Curves.Closed(points);
    }

    private static void FillTriangles(Scene scene, TriangleFiller filler, Vector3 corner)
    {
        HeadMesh mesh = scene.Mesh;
        var complexion = new Complexion(scene.Person, scene.Layout);
        var colors = new Vector4[mesh.Model.Length];
        for (int i = 0; i < colors.Length; i++)
        {
            Vector3 color = Vector3.Clamp(scene.Shading.Skin(complexion.At(mesh.Model[i]), mesh.Normals[i]), Vector3.Zero, Vector3.One) * 255;
            colors[i] = new Vector4(color.Z, color.Y, color.X, 255);
        }

        for (int row = 0; row < mesh.Rows - 1; row++)
        {
            for (int column = 0; column < mesh.Columns - 1; column++)
            {
                int a = (row * mesh.Columns) + column;
                int b = a + 1;
                int d = a + mesh.Columns;
                int c = d + 1;
                filler.Fill(mesh.Placed[a] - corner, mesh.Placed[b] - corner, mesh.Placed[c] - corner, colors[a], colors[b], colors[c]);
                filler.Fill(mesh.Placed[a] - corner, mesh.Placed[c] - corner, mesh.Placed[d] - corner, colors[a], colors[c], colors[d]);
            }
        }
    }

    // The grid ends where the edge does, give or take a pixel: its outermost colours go on outside.
    private static unsafe void Spread(uint* pixels, int width, int height)
    {
        int above = -1;
        for (int y = 0; y < height; y++)
        {
            var row = new Span<uint>(pixels + (y * width), width);
            int first = row.IndexOfAnyExcept(0u);
            if (first < 0)
            {
                if (above >= 0)
                {
                    new Span<uint>(pixels + (above * width), width).CopyTo(row);
                }

                continue;
            }

            int last = row.LastIndexOfAnyExcept(0u);
            row[..first].Fill(row[first]);
            row[(last + 1)..].Fill(row[last]);
            if (above < 0)
            {
                for (int blank = 0; blank < y; blank++)
                {
                    row.CopyTo(new Span<uint>(pixels + (blank * width), width));
                }
            }

            above = y;
        }
    }
}
