using System.Numerics;
using SkiaSharp;

namespace FaceFunctions.Portraits.Painting;

/// <summary>The photo while it is painted, and the few strokes that all painters use.</summary>
/// <remarks>Not thread-safe. Whoever makes a shader gives it away: it is disposed after its one use.</remarks>
internal sealed class Sketch : IDisposable
{
    private readonly SKPaint _paint = new() { IsAntialias = true };

    /// <summary>Begins a picture.</summary>
    /// <param name="width">In pixels.</param>
    /// <param name="height">In pixels.</param>
    public Sketch(int width, int height)
    {
        Bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Bgra8888, SKAlphaType.Opaque));
        Canvas = new SKCanvas(Bitmap);
    }

    /// <summary>The pixels: blue, green, red, unused.</summary>
    public SKBitmap Bitmap { get; }

    /// <summary>Draws onto <see cref="Bitmap"/>.</summary>
    public SKCanvas Canvas { get; }

    /// <summary>Fills a path with a colour.</summary>
    public void Fill(SKPath path, SKColor color)
    {
        _paint.Style = SKPaintStyle.Fill;
        _paint.Color = color;
        Canvas.DrawPath(path, _paint);
    }

    /// <summary>Fills a path with a shader, which is disposed.</summary>
    public void Fill(SKPath path, SKShader shader)
    {
        _paint.Style = SKPaintStyle.Fill;
        _paint.Color = SKColors.Black;
        _paint.Shader = shader;
        Canvas.DrawPath(path, _paint);
        _paint.Shader = null;
        shader.Dispose();
    }

    /// <summary>Fills everything, within the clip, with a shader, which is disposed.</summary>
    public void Flood(SKShader shader)
    {
        _paint.Style = SKPaintStyle.Fill;
        _paint.Color = SKColors.Black;
        _paint.Shader = shader;
        Canvas.DrawPaint(_paint);
        _paint.Shader = null;
        shader.Dispose();
    }

    /// <summary>Draws a line along a path.</summary>
    public void Stroke(SKPath path, SKColor color, float width)
    {
        _paint.Style = SKPaintStyle.Stroke;
        _paint.StrokeCap = SKStrokeCap.Round;
        _paint.StrokeJoin = SKStrokeJoin.Round;
        _paint.StrokeWidth = width;
        _paint.Color = color;
        Canvas.DrawPath(path, _paint);
    }

    /// <summary>Fills an ellipse.</summary>
    public void Oval(Vector2 middle, float radiusX, float radiusY, SKColor color)
    {
        _paint.Style = SKPaintStyle.Fill;
        _paint.Color = color;
        Canvas.DrawOval(middle.X, middle.Y, radiusX, radiusY, _paint);
    }

    /// <summary>A soft ellipse that is strongest in the middle and gone at its edge: the cheap blur.</summary>
    public void Glow(Vector2 middle, float radiusX, float radiusY, SKColor color, float turn = 0)
    {
        if (radiusX < 0.3f || radiusY < 0.3f)
        {
            return;
        }

        Canvas.Save();
        Canvas.Translate(middle.X, middle.Y);
        Canvas.RotateRadians(turn);
        Canvas.Scale(radiusX, radiusY);
        _paint.Style = SKPaintStyle.Fill;
        _paint.Color = SKColors.Black;
        using (SKShader shader = Gradients.Radial(default, 1, (0, color), (0.45f, color.WithAlpha((byte)(color.Alpha * 0.6f))), (1, color.WithAlpha(0))))
        {
            _paint.Shader = shader;
            Canvas.DrawCircle(0, 0, 1, _paint);
            _paint.Shader = null;
        }

        Canvas.Restore();
    }

    /// <summary>Covers everything with another picture, stretched.</summary>
    public void Stretch(SKBitmap picture)
    {
        var matrix = SKMatrix.CreateScale((float)Bitmap.Width / picture.Width, (float)Bitmap.Height / picture.Height);
        using SKImage image = SKImage.FromBitmap(picture);
        Flood(SKShader.CreateImage(image, SKShaderTileMode.Clamp, SKShaderTileMode.Clamp, new SKSamplingOptions(SKFilterMode.Linear), matrix));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Canvas.Dispose();
        Bitmap.Dispose();
        _paint.Dispose();
    }
}
