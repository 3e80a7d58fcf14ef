using System.Numerics;
using FaceFunctions.Portraits.People;
using FaceFunctions.Portraits.Seeding;
using SkiaSharp;

namespace FaceFunctions.Portraits.Painting;

/// <summary>The edges of the hair: outside against the background, inside against the face.</summary>
internal sealed class HairShape
{
    private const int Steps = 96;

    private readonly Scene _scene;
    private readonly HairTraits _hair;

    /// <summary>Prepares the edges of a scene's hair.</summary>
    public HairShape(Scene scene)
    {
        _scene = scene;
        _hair = scene.Person.Hair;
    }

    /// <summary>The hair that lies on the skull, face included: what the face's opening is cut from.</summary>
    public SKPath Cap()
    {
        Span<Vector2> points = stackalloc Vector2[Steps];
        SplitMix64 random = new(_hair.Strands);
        float phase = random.Between(0, MathF.Tau);
        for (int i = 0; i < Steps; i++)
        {
            float turn = (float)i / Steps;
            points[i] = _scene.Outline.Point(turn, _scene.Pixels(Volume(turn) + Ripple(turn, phase)));
        }

        return Curves.Closed(points);
    }

    /// <summary>What of the head is free of hair: the face under the hairline, open downwards.</summary>
    public SKPath Opening()
    {
        float side = _hair.Sideburns;
        Span<(float Angle, float Y)> line =
        [
            (-2f, 0.75f), (-1.95f, 0.3f), (-1.62f, side - 0.12f), (-1.5f, side - 0.1f), (-1.42f, side), (-1.25f, side - 0.02f), (-1.18f, side - 0.2f), (-1.1f, -0.28f),
            (-0.85f, _hair.Line - (_hair.Recede * 0.6f) + 0.12f), (-0.6f, _hair.Line - _hair.Recede), (-0.25f, _hair.Line - (_hair.Recede * 0.35f)), (0, _hair.Line + _hair.Peak),
        ];
        int half = line.Length;
        Span<Vector2> points = stackalloc Vector2[(half * 2) + 1];
        for (int i = 0; i < half; i++)
        {
            points[i + 1] = Place(line[i].Angle, line[i].Y);
            points[(half * 2) - 1 - i] = Place(-line[i].Angle, line[i].Y);
        }

        points[0] = _scene.Outline.Middle + (_scene.Outline.Direction(0.62f) * _scene.Pixels(4));
        points[^1] = _scene.Outline.Middle + (_scene.Outline.Direction(0.38f) * _scene.Pixels(4));
        return Curves.Polygon(points);
    }

    /// <summary>How far the hair stands off the head's edge, in half heads.</summary>
    /// <param name="turn">Clockwise from up the head, in whole turns.</param>
    public float Volume(float turn)
    {
        float around = MathF.Abs(turn > 0.5f ? turn - 1 : turn);
        float up = Math.Max(MathF.Cos(around * MathF.Tau), 0);
        float fall = Math.Clamp((0.36f - around) / 0.08f, 0, 1);
        float lean = 1 + (0.35f * MathF.Sin(turn * MathF.Tau) * -MathF.Sign(_hair.Part) * up);
        return ((_hair.Side * (1 - (up * up))) + (_hair.Top * lean * up * up)) * fall;
    }

    private float Ripple(float turn, float phase) => _hair.Cut switch
    {
        HairCut.Afro => 0.03f * MathF.Sin((turn * MathF.Tau * 24) + phase),
        HairCut.Curls => 0.06f * MathF.Abs(MathF.Sin((turn * MathF.Tau * 9) + phase)),
        HairCut.Spiky when Volume(turn) > 0.04f => 0.13f * MathF.Abs((((turn * 26) + phase) % 2) - 1),
        _ => 0,
    };

    // What has turned out of sight goes outside the head's edge.
    private Vector2 Place(float angle, float y)
    {
        float beyond = MathF.Abs(angle + _scene.Shot.Pose.Yaw) - (MathF.PI / 2);
        Vector2 point = _scene.View.Project(_scene.Face.Around(angle, y));
        return beyond <= 0 ? point : point + ((point - _scene.Outline.Middle) * 0.6f);
    }
}
