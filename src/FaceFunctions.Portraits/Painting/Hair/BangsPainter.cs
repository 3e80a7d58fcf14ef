using System.Numerics;
using FaceFunctions.Portraits.People;
using FaceFunctions.Portraits.Seeding;
using SkiaSharp;

namespace FaceFunctions.Portraits.Painting.Hair;

/// <summary>Hair that hangs over the forehead.</summary>
internal sealed class BangsPainter
{
    private readonly Scene _scene;
    private readonly HairEdges _edges;
    private readonly HairTraits _hair;
    private readonly float _half;
    private readonly float _parting;

    private BangsPainter(Scene scene, HairEdges edges)
    {
        _scene = scene;
        _edges = edges;
        _hair = scene.Person.Hair;
        _half = scene.Person.Head.Cheek * 0.88f;
        _parting = _hair.Bangs == Bangs.Curtain ? 0 : edges.TurnOf(scene.On(_hair.Part, _hair.Line));
    }

    /// <summary>Paints it.</summary>
    public static void Paint(Sketch sketch, Scene scene, HairEdges edges, HairColors colors)
    {
        var painter = new BangsPainter(scene, edges);
        bool isChoppy = scene.Person.Hair.Bangs == Bangs.Choppy;
        SplitMix64 random = new(scene.Person.Hair.Strands + 77);
        using var under = new SKPathBuilder();
        using var locks = new Locks();
        float width = scene.Pixels(isChoppy ? 0.19f : 0.15f);
        int count = isChoppy ? 9 : 16;
        Span<Vector2> line = stackalloc Vector2[3];
        for (int i = 0; i < count; i++)
        {
            float even = (i + (0.3f * random.Unit())) / (count - 0.7f);
            painter.Lay(line, even, ref random);
            if (!isChoppy)
            {
                Vector2 end = Vector2.Lerp(line[1], line[2], 0.9f);
                Curves.AddBrush(under, [line[0], line[1], end], [width * 1.3f, width * 1.5f, width * 0.7f]);
            }

            locks.Add(ref random, line, width);
        }

        using SKPath mass = under.Detach();
        sketch.Fill(mass, colors.Base.Paint());
        locks.Paint(sketch, colors with { Dark = Vector3.Lerp(colors.Dark, colors.Base, 0.5f) }, isChoppy ? 1 : 0.85f);
    }

    private void Lay(Span<Vector2> line, float even, ref SplitMix64 random)
    {
        float across = (2 * even) - 1;
        float ragged = random.Between(-1, 1);
        switch (_hair.Bangs)
        {
            case Bangs.Swept:
                Sweep(line, -MathF.Sign(_hair.Part), even, ragged);
                break;
            case Bangs.Curtain:
                Sweep(line, across < 0 ? -1 : 1, 1 - MathF.Abs(across), ragged);
                break;
            case Bangs.Choppy:
                Hang(line, across * 0.1f, (across + (0.14f * MathF.Sign(_hair.Part))) * _half * 0.97f, _hair.BangsEnds - 0.04f + (0.07f * ragged) + (0.1f * across * across), ragged);
                break;
            default:
                Hang(line, across * 0.13f, across * _half * 1.02f, _hair.BangsEnds + (0.08f * across * across) + (0.008f * ragged), 0);
                break;
        }
    }

    private void Hang(Span<Vector2> line, float turn, float x, float ends, float ragged)
    {
        float stray = _scene.Shot.Disorder * 0.05f * ragged;
        line[0] = _edges.At(turn, 0.55f);
        line[2] = _scene.On(x + stray, ends, 0.05f);
        line[1] = _scene.On(x * 0.92f, ends + ((_hair.Line - ends) * 0.62f), 0.1f);
    }

    // The lowest lock crosses the forehead, the highest keeps to the hairline.
    private void Sweep(Span<Vector2> line, int toward, float even, float ragged)
    {
        float from = _hair.Bangs == Bangs.Curtain ? 0.02f * toward : _hair.Part;
        float low = _hair.BangsEnds + (0.02f * ragged);
        float stray = _scene.Shot.Disorder * 0.03f * ragged;
        line[0] = _edges.At(_parting + (toward * 0.012f * even), 0.12f + (0.75f * even));
        line[1] = _scene.On(from + (((toward * _half) - from) * 0.55f), low - 0.09f + ((_hair.Line - low) * even * 0.95f), 0.1f);
        line[2] = _scene.On(toward * _half * (0.9f + (0.14f * even)), low + 0.07f + (0.14f * even) + stray, 0.06f);
    }
}
