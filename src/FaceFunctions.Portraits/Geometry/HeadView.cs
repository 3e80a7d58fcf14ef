using System.Numerics;
using FaceFunctions.Portraits.Conditions;

namespace FaceFunctions.Portraits.Geometry;

/// <summary>Turns the head about the neck and projects it, with the perspective of a portrait lens, onto the photo.</summary>
internal sealed class HeadView
{
    // In half heads: about one and a half metres.
    private const float Distance = 11;

    private static readonly Vector3 Pivot = new(0, 0.7f, -0.1f);

    private readonly Matrix4x4 _turn;
    private readonly Vector2 _offset;

    /// <summary>Looks at a head.</summary>
    /// <param name="pose">How it is turned.</param>
    /// <param name="middle">Where in the photo its middle is to be, in pixels.</param>
    /// <param name="halfHead">Pixels a half head.</param>
    public HeadView(Pose pose, Vector2 middle, float halfHead)
    {
        PixelsPerUnit = halfHead;
        _turn = Matrix4x4.CreateRotationY(pose.Yaw) * Matrix4x4.CreateRotationX(pose.Pitch) * Matrix4x4.CreateRotationZ(pose.Roll);
        _offset = middle - Flat(Turned(new Vector3(0, 0, 0.25f)));
    }

    /// <summary>Pixels a half head, in the plane of the neck.</summary>
    public float PixelsPerUnit { get; }

    /// <summary>A direction of the head as the viewer sees it: right, down, to the viewer.</summary>
    public Vector3 Direction(Vector3 head) => Vector3.TransformNormal(head, _turn);

    /// <summary>A direction of the photo in the head's own axes.</summary>
    public Vector3 Into(Vector3 viewer) => Vector3.TransformNormal(viewer, Matrix4x4.Transpose(_turn));

    /// <summary>A point of the head: pixels right, pixels down, and half heads to the viewer.</summary>
    public Vector3 Place(Vector3 head)
    {
        Vector3 turned = Turned(head);
        Vector2 flat = Flat(turned) + _offset;
        return new Vector3(flat, turned.Z);
    }

    /// <summary>A point of the head, in pixels.</summary>
    public Vector2 Project(Vector3 head) => Flat(Turned(head)) + _offset;

    private Vector3 Turned(Vector3 head) => Vector3.TransformNormal(head - Pivot, _turn) + Pivot;

    private Vector2 Flat(Vector3 turned) => new Vector2(turned.X, turned.Y) * (PixelsPerUnit * Distance / (Distance - turned.Z));
}
