using FaceFunctions.Portraits.People;

namespace FaceFunctions.Portraits.Painting.Hair;

/// <summary>Hair: what is behind the head, what lies on it, and what hangs in front.</summary>
internal sealed class HairPainter
{
    private readonly Sketch _sketch;
    private readonly Scene _scene;
    private readonly HairTraits _hair;
    private readonly HairEdges _edges;
    private readonly HairColors _colors;

    /// <summary>Prepares to paint.</summary>
    public HairPainter(Sketch sketch, Scene scene)
    {
        _sketch = sketch;
        _scene = scene;
        _hair = scene.Person.Hair;
        _edges = new HairEdges(scene);
        _colors = HairColors.Of(scene);
    }

    /// <summary>Paints what is behind neck and shoulders.</summary>
    public void PaintBehind()
    {
        switch (_hair.Cut)
        {
            case HairCut.Bob or HairCut.Long:
                new HangingPainter(_sketch, _scene, _edges, _colors).PaintBehind();
                break;
            case HairCut.Curls:
                CurlPainter.PaintBehind(_sketch, _scene, _edges, _colors);
                break;
            case HairCut.Bun when !_scene.Shot.Outfit.HasHat:
                TiedPainter.PaintBun(_sketch, _scene, _edges, _colors);
                break;
        }
    }

    /// <summary>Paints what lies in front of the shoulders and behind the head.</summary>
    public void PaintOverShoulders()
    {
        if (_hair.Cut == HairCut.Ponytail)
        {
            TiedPainter.PaintPonytail(_sketch, _scene, _colors);
        }
        else if (_hair.Cut == HairCut.Pigtails)
        {
            TiedPainter.PaintPigtails(_sketch, _scene, _edges, _colors);
        }
    }

    /// <summary>Paints what lies on the skin before the features are painted.</summary>
    public void PaintShade()
    {
        if (_hair.Cut is not (HairCut.Bald or HairCut.Tonsure))
        {
            CapPainter.PaintShade(_sketch, _scene, _edges);
        }
    }

    /// <summary>Paints what lies on the head.</summary>
    public void PaintOnHead()
    {
        switch (_hair.Cut)
        {
            case HairCut.Bald:
                break;
            case HairCut.Afro or HairCut.Curls:
                CurlPainter.Paint(_sketch, _scene, _edges, _colors);
                break;
            default:
                CapPainter.Paint(_sketch, _scene, _edges, _colors);
                break;
        }
    }

    /// <summary>Paints what hangs in front of face and ears, or stands up over the forehead.</summary>
    public void PaintInFront()
    {
        if (_hair.OverEars && _hair.Cut is HairCut.Bob or HairCut.Long)
        {
            new HangingPainter(_sketch, _scene, _edges, _colors).PaintInFront();
        }

        if (_hair.Cut is HairCut.Spiky or HairCut.Quiff or HairCut.Mohawk)
        {
            SpikePainter.Paint(_sketch, _scene, _edges, _colors);
        }

        if (_hair.Bangs != Bangs.None)
        {
            BangsPainter.Paint(_sketch, _scene, _edges, _colors);
        }
    }
}
