using System.Numerics;
using FaceFunctions.Portraits.People;
using FaceFunctions.Portraits.Seeding;
using SkiaSharp;

namespace FaceFunctions.Portraits.Painting.Hair;

/// <summary>Hair that hangs beside the face, in front of the ears or behind them.</summary>
internal sealed class HangingPainter
{
    private const int LockPoints = 7;
    private const int LockCount = 16;

    private readonly Sketch _sketch;
    private readonly Scene _scene;
    private readonly HairEdges _edges;
    private readonly HairColors _colors;
    private readonly HairTraits _hair;
    private readonly Vector2 _down;

    /// <summary>Prepares to paint.</summary>
    /// <param name="sketch">The photo.</param>
    /// <param name="scene">What is painted.</param>
    /// <param name="edges">Of the hair on the head, which it continues.</param>
    /// <param name="colors">Of the hair.</param>
    public HangingPainter(Sketch sketch, Scene scene, HairEdges edges, HairColors colors)
    {
        _sketch = sketch;
        _scene = scene;
        _edges = edges;
        _colors = colors;
        _hair = scene.Person.Hair;

        // Hair follows the head's lean at its roots only.
        (float sine, float cosine) = MathF.SinCos(scene.Shot.Pose.Roll * 0.35f);
        _down = new Vector2(-sine, cosine);
    }

    /// <summary>Paints the mass behind neck and shoulders.</summary>
    public void PaintBehind()
    {
        float ends = _hair.Ends;
        float middle = ends * 0.5f;
        Span<Vector2> points =
        [
            _edges.At(-0.1f, 0.4f), _edges.At(-0.2f, 0.8f), At(-1, 0.96f, 0), At(-1, 1, middle), At(-1, 0.85f, ends * 0.96f), (At(-1, 0.3f, ends) + At(1, 0.3f, ends)) / 2,
            At(1, 0.85f, ends * 0.96f), At(1, 1, middle), At(1, 0.96f, 0), _edges.At(0.2f, 0.8f), _edges.At(0.1f, 0.4f),
        ];
        using SKPath mass = Curves.Closed(points);
        _sketch.Fill(mass, Gradients.Linear(points[0], points[4], (0, _colors.Dark.Paint()), (1, (_colors.Dark * 0.85f).Paint())));
        if (_hair.OverEars)
        {
            // Little of it is to be seen between the neck and the hair in front.
            return;
        }

        using var locks = new Locks();
        SplitMix64 random = new(_hair.Strands + 41);
        Span<Vector2> line = stackalloc Vector2[LockPoints];
        for (int i = 0; i < LockCount; i++)
        {
            int side = i % 2 == 0 ? -1 : 1;
            Hang(line, side, random.Between(0.3f, 1.02f), ref random);
            locks.Add(ref random, line[1..], _scene.Pixels(random.Between(0.07f, 0.12f)));
        }

        locks.Paint(_sketch, new HairColors(_colors.Dark, Vector3.Lerp(_colors.Dark, _colors.Base, 0.5f), _colors.Dark * 0.75f, _colors.Shine), 0.7f);
    }

    /// <summary>Paints the hair beside the face.</summary>
    public void PaintInFront()
    {
        Span<Vector2> line = stackalloc Vector2[LockPoints];
        foreach (int side in (ReadOnlySpan<int>)[-1, 1])
        {
            float low = _hair.Ends * 0.93f;
            float middle = low * 0.5f;
            Span<Vector2> points =
            [
                _edges.At(side * 0.1f, 1), _edges.At(side * 0.15f, 1), _edges.At(side * 0.2f, 1), At(side, 1, 0.05f), At(side, 1, middle), At(side, 0.95f, low), At(side, 0.5f, low * 1.03f),
                At(side, 0.1f, low), At(side, 0, middle), At(side, 0, 0.2f), At(side, 0, -0.05f), _edges.At(side * 0.15f, 0), _edges.At(side * 0.11f, 0.1f),
            ];
            bool isLit = side * _scene.Shot.Light.Direction.X > 0;
            Vector3 color = isLit ? _colors.Base * 1.04f : _colors.Base * 0.88f;
            using SKPath curtain = Curves.Closed(points);
            SKColor tips = Vector3.Lerp(color, _colors.Dark, 0.5f).Paint();
            _sketch.Fill(curtain, Gradients.Linear(points[0], points[5], (0, color.Paint(0)), (0.22f, color.Paint()), (0.5f, (color * 0.94f).Paint()), (1, tips)));
            using var locks = new Locks();
            SplitMix64 random = new(_hair.Strands + (ulong)(side + 5));
            for (int i = 0; i < LockCount; i++)
            {
                Hang(line, side, (i + random.Unit()) / LockCount, ref random);
                locks.Add(ref random, line, _scene.Pixels(random.Between(0.06f, 0.11f)));
            }

            locks.Paint(_sketch, isLit ? _colors : _colors with { Light = _colors.Base * 1.1f }, 0.55f);
        }
    }

    // A place in the hair that hangs: 0 is at the face, 1 outside.
    private Vector2 At(int side, float part, float y)
    {
        float width = _scene.Face.Shape.HalfWidth(0);
        float low = Math.Max(y, 0);
        Vector2 inner = _scene.View.Project(new Vector3(side * width * _hair.Frame * (1 - (0.1f * Math.Min(low, 1))), Math.Min(y, 0), 0.3f));
        Vector2 outer = _edges.At(side * (0.245f + (Math.Min(y, 0) * 0.12f)), 1) + (new Vector2(_down.Y, -_down.X) * _scene.Pixels(side * _hair.Flare * low));
        return Vector2.Lerp(inner, outer, part) + (_down * _scene.Pixels(low));
    }

    private void Hang(Span<Vector2> line, int side, float part, ref SplitMix64 random)
    {
        (float wave, float waves) = _hair.Texture switch { HairTexture.Straight => (0.012f, 2f), HairTexture.Wavy => (0.09f, 4f), _ => (0.11f, 6.5f) };
        float parting = _edges.TurnOf(_scene.On(_hair.Part, _hair.Line));
        float ends = _hair.Ends * random.Between(0.86f, 1.03f);
        float phase = random.Between(0, 1.3f);
        float stray = _scene.Shot.Disorder * random.Between(-0.15f, 0.15f);
        line[0] = _edges.At(parting + (((side * 0.14f) - parting) * 0.45f), 0.1f + (0.85f * part));
        line[1] = _edges.At(side * 0.14f, 0.05f + (0.9f * part));
        for (int k = 2; k < LockPoints; k++)
        {
            float t = (k - 2f) / (LockPoints - 3);
            float y = -0.08f + ((ends + 0.08f) * t);
            float swing = (wave * MathF.Sin((waves * y) + phase) * Math.Min(1, 2 * t)) + (stray * t * t);
            line[k] = At(side, Math.Clamp(part + (swing * 2), -0.1f, 1.12f), y);
        }
    }
}
