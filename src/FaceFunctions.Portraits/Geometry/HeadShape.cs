using System.Numerics;
using FaceFunctions.Portraits.People;

namespace FaceFunctions.Portraits.Geometry;

/// <summary>The smooth head without features: rings around an upright axis, each half an ellipse in front and half of another behind.</summary>
/// <remarks>Half heads: right, down, to the viewer. The axis runs between the ears.</remarks>
internal sealed class HeadShape
{
    private readonly float _crown;
    private readonly float _chin;
    private readonly float _brow;
    private readonly float _bottom;
    private readonly float _square;
    private readonly Profile _width;
    private readonly Profile _front;
    private readonly Profile _back;

    /// <summary>Shapes a head.</summary>
    /// <param name="head">Its traits.</param>
    /// <param name="chin">Height of the chin's lower edge, which an open mouth moves.</param>
    public HeadShape(HeadTraits head, float chin)
    {
        _crown = head.Crown;
        _chin = chin;
        _brow = -0.42f;
        _bottom = chin - 0.2f;
        _square = head.ChinSquare;
        float drop = chin - head.Chin;
        _width = new Profile(
            (_brow, head.Cheek * head.Skull),
            (-0.16f, head.Cheek * head.Temple),
            (head.CheekHeight, head.Cheek),
            (head.JawHeight + (drop * 0.5f), head.Cheek * head.Jaw),
            (_bottom, head.Cheek * ((head.ChinWidth * 0.72f) + (head.Jaw * 0.28f))),
            (chin, head.Cheek * head.ChinWidth * 0.8f));
        _front = new Profile((_brow, 0.78f), (-0.15f, 0.8f), (0.1f, 0.76f), (0.45f, 0.74f), (_bottom, 0.72f + head.ChinForward), (chin, 0.68f + head.ChinForward));
        _back = new Profile((_brow, 0.92f), (0.1f, 0.85f), (0.5f, 0.5f), (chin, 0.25f));
    }

    /// <summary>Height of the crown.</summary>
    public float Crown => _crown;

    /// <summary>Height of the chin's lower edge.</summary>
    public float Chin => _chin;

    /// <summary>Half of the width at a height.</summary>
    public float HalfWidth(float y) => _width.At(y) * Cap(y);

    /// <summary>A point of a ring.</summary>
    /// <param name="sine">Sine of the angle from the middle of the face to the viewer's right.</param>
    /// <param name="behind">Whether the angle is beyond the ears.</param>
    /// <param name="y">Height of the ring.</param>
    public Vector3 Ring(float sine, bool behind, float y)
    {
        float cap = Cap(y);
        float depth = behind ? -_back.At(y) : _front.At(y);
        float square = sine * sine;

        // A face is flatter than an ellipse in the middle.
        return new Vector3(_width.At(y) * cap * sine, y, depth * cap * MathF.Sqrt(Math.Max(0, 1 - (square * (0.78f + (0.22f * square))))));
    }

    // Rounds off crown and chin: 1 between, 0 at both ends.
    private float Cap(float y)
    {
        if (y < _brow)
        {
            float t = Math.Min((_brow - y) / (_brow - _crown), 1);
            return MathF.Sqrt(1 - (t * t * (0.9f + (0.1f * t))));
        }

        if (y > _bottom)
        {
            float t = Math.Min((y - _bottom) / (_chin - _bottom), 1);
            return MathF.Pow(1 - MathF.Pow(t, _square), 1 / _square);
        }

        return 1;
    }
}
