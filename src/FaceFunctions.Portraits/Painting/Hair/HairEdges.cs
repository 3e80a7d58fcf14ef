using System.Numerics;
using FaceFunctions.Portraits.Geometry;
using FaceFunctions.Portraits.People;
using FaceFunctions.Portraits.Seeding;
using SkiaSharp;

namespace FaceFunctions.Portraits.Painting.Hair;

/// <summary>Where the hair on the head begins and ends, seen from the middle of the face: the hairline inside, the silhouette outside.</summary>
internal sealed class HairEdges
{
    private const int Count = 2 * Outline.Count;

    private readonly Scene _scene;
    private readonly HairTraits _hair;
    private readonly float[] _outer = new float[Count];
    private readonly float[] _inner = new float[Count];

    /// <summary>Finds the edges.</summary>
    public HairEdges(Scene scene)
    {
        _scene = scene;
        _hair = scene.Person.Hair;
        Vector2[] line = Curves.Smooth(HairLine(), 4);
        SplitMix64 random = new(_hair.Strands);
        (float first, float second, float third) = (random.Between(0, MathF.Tau), random.Between(0, MathF.Tau), random.Between(0, MathF.Tau));
        for (int i = 0; i < Count; i++)
        {
            float turn = (float)i / Count;
            float angle = turn * MathF.Tau;
            float lumps = 1 + (_hair.Lumps * ((0.5f * MathF.Sin((3 * angle) + first)) + (0.35f * MathF.Sin((5 * angle) + second)) + (0.25f * MathF.Sin((8 * angle) + third))));
            _outer[i] = scene.Outline.Radius(turn) + scene.Pixels(Volume(turn) * lumps);
            _inner[i] = Math.Min(Rays.Reach(scene.Outline.Middle, scene.Outline.Direction(turn), line), _outer[i]);
        }
    }

    /// <summary>All that lies between hairline and silhouette.</summary>
    public SKPath Cap()
    {
        using var builder = new SKPathBuilder { FillType = SKPathFillType.EvenOdd };
        Span<Vector2> points = stackalloc Vector2[Count];
        for (int i = 0; i < Count; i++)
        {
            points[i] = Point(i, _outer[i]);
        }

        Curves.AddPolygon(builder, points);
        for (int i = 0; i < Count; i++)
        {
            points[i] = Point(i, _inner[i]);
        }

        Curves.AddPolygon(builder, points);
        return builder.Detach();
    }

    /// <summary>A strip along the hairline, from one ear over the forehead to the other.</summary>
    /// <param name="from">Where it begins, in half heads outside the hairline; negative is on the forehead.</param>
    /// <param name="to">Where it ends.</param>
    public SKPath Strip(float from, float to)
    {
        const int Half = Count * 22 / 100;
        Span<Vector2> near = stackalloc Vector2[(2 * Half) + 1];
        Span<Vector2> far = stackalloc Vector2[(2 * Half) + 1];
        for (int i = -Half; i <= Half; i++)
        {
            int at = (i + Count) % Count;
            float edge = Math.Min(_inner[at], _scene.Outline.Radius((float)at / Count));
            near[i + Half] = Point(at, edge + _scene.Pixels(from));
            far[i + Half] = Point(at, Math.Min(edge + _scene.Pixels(to), _outer[at]));
        }

        return Curves.Between(near, far);
    }

    /// <summary>The direction, in turns from -0.5 to 0.5, in which a point lies.</summary>
    public float TurnOf(Vector2 point)
    {
        float turn = _scene.Outline.TurnOf(point);
        return turn - MathF.Round(turn);
    }

    /// <summary>A point between hairline and silhouette.</summary>
    /// <param name="turn">Clockwise from up the head, in whole turns.</param>
    /// <param name="part">0 is on the hairline, 1 on the silhouette.</param>
    public Vector2 At(float turn, float part)
    {
        (float inner, float outer) = Radii(turn);
        return _scene.Outline.Middle + (_scene.Outline.Direction(turn) * (inner + ((outer - inner) * part)));
    }

    /// <summary>Pixels from the hairline to the silhouette.</summary>
    public float Depth(float turn)
    {
        (float inner, float outer) = Radii(turn);
        return outer - inner;
    }

    private (float Inner, float Outer) Radii(float turn)
    {
        float at = (turn - MathF.Floor(turn)) * Count;
        int before = (int)at % Count;
        int after = (before + 1) % Count;
        float share = at - MathF.Floor(at);
        return ((_inner[before] * (1 - share)) + (_inner[after] * share), (_outer[before] * (1 - share)) + (_outer[after] * share));
    }

    private Vector2 Point(int index, float radius) => _scene.Outline.Middle + (_scene.Outline.Direction((float)index / Count) * radius);

    // A place on the head where hair grows; what has turned out of sight lies outside the head's edge.
    private Vector2 Root(float angle, float y)
    {
        float beyond = MathF.Abs(angle + _scene.Shot.Pose.Yaw) - (MathF.PI / 2);
        if (beyond <= 0)
        {
            return _scene.View.Project(_scene.Face.Around(angle, y));
        }

        float edge = MathF.CopySign(MathF.PI / 2, angle) - _scene.Shot.Pose.Yaw;
        Vector2 point = _scene.View.Project(_scene.Face.Around(edge, y));
        return point + ((point - _scene.Outline.Middle) * Math.Min(0.2f + (2 * beyond), 0.6f));
    }

    // From behind the viewer's left ear over the forehead to the right.
    private Vector2[] HairLine()
    {
        float burns = _hair.Sideburns;
        float corner = Math.Max(_hair.Line - _hair.Recede, _scene.Face.Shape.Crown + 0.14f);
        ReadOnlySpan<(float Angle, float Y)> half =
        [
            (2f, 0.44f), (1.86f, 0.2f), (1.6f, burns - 0.14f), (1.5f, burns - 0.05f), (1.4f, burns), (1.24f, burns - 0.03f), (1.16f, burns - 0.2f), (1.1f, -0.26f),
            (0.88f, (corner * 0.62f) - 0.12f), (0.62f, corner), (0.3f, (_hair.Line + corner) / 2),
        ];
        var points = new Vector2[(half.Length * 2) + 1];
        points[half.Length] = Root(0, _hair.Line + _hair.Peak);
        for (int i = 0; i < half.Length; i++)
        {
            points[i] = Root(-half[i].Angle, half[i].Y);
            points[^(i + 1)] = Root(half[i].Angle, half[i].Y);
        }

        return points;
    }

    // How far the hair stands off the head's edge, in half heads.
    private float Volume(float turn)
    {
        float around = MathF.Abs(turn > 0.5f ? turn - 1 : turn);
        float up = Math.Max(MathF.Cos(around * MathF.Tau), 0);
        float fall = Math.Clamp((0.29f - around) / 0.05f, 0, 1);
        float lean = 1 + (_hair.Lean * MathF.Sin(turn * MathF.Tau) * up);
        float top = _scene.Shot.Outfit.HasHat ? Math.Min(_hair.Top, 0.07f) : _hair.Top;
        return ((_hair.Side * (1 - (up * up))) + (top * lean * up * up)) * fall;
    }
}
