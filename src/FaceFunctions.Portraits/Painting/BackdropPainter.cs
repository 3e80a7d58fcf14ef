using System.Numerics;
using FaceFunctions.Portraits.Seeding;
using SkiaSharp;

namespace FaceFunctions.Portraits.Painting;

/// <summary>What is behind the people: out of focus, because it is painted small and stretched.</summary>
internal sealed partial class BackdropPainter : IDisposable
{
    // Longer side of the small picture, in pixels.
    private const int Small = 96;

    private readonly Sketch _sketch;
    private readonly float _width;
    private readonly float _height;
    private SplitMix64 _random;

    private BackdropPainter(int width, int height, SplitMix64 random)
    {
        float scale = (float)Small / Math.Max(width, height);
        _sketch = new Sketch((int)MathF.Ceiling(width * scale), (int)MathF.Ceiling(height * scale));
        _width = _sketch.Bitmap.Width;
        _height = _sketch.Bitmap.Height;
        _random = random;
    }

    /// <summary>Paints the whole photo.</summary>
    /// <param name="sketch">The photo.</param>
    /// <param name="dice">The photo's.</param>
    public static void Paint(Sketch sketch, Dice dice)
    {
        using var painter = new BackdropPainter(sketch.Bitmap.Width, sketch.Bitmap.Height, dice.Stream("backdrop"));
        painter.PaintScene();
        sketch.Stretch(painter._sketch.Bitmap);
    }

    /// <inheritdoc/>
    public void Dispose() => _sketch.Dispose();

    private void PaintScene()
    {
        switch (_random.Below(7))
        {
            case 0:
                PaintStudio();
                break;
            case 1:
                PaintStudio();
                PaintLights();
                break;
            case 2:
                PaintRoom();
                break;
            case 3:
                PaintShelves();
                break;
            case 4:
                PaintLandscape();
                break;
            case 5:
                PaintLeaves();
                break;
            default:
                PaintStreet();
                break;
        }
    }

    private void Rectangle(float left, float top, float width, float height, Vector3 color)
    {
        using SKPath path = Curves.Polygon([new Vector2(left, top), new Vector2(left + width, top), new Vector2(left + width, top + height), new Vector2(left, top + height)]);
        _sketch.Fill(path, color.Paint());
    }

    private Vector2 Place() => new(_random.Between(0, _width), _random.Between(0, _height));

    // A gray of some level, tinted by at most the given amount.
    private Vector3 Color(float darkest, float lightest, float tint) =>
        new Vector3(_random.Between(darkest, lightest)) + (tint * new Vector3(_random.Between(-1, 1), _random.Between(-0.7f, 0.7f), _random.Between(-1, 1)));
}
