using System.Numerics;
using FaceFunctions.Portraits.Conditions;
using FaceFunctions.Portraits.People;

namespace FaceFunctions.Portraits.Geometry;

/// <summary>The head of a person with an expression as a surface in space.</summary>
internal sealed class FaceModel
{
    private readonly FaceRelief _relief;

    /// <summary>Models a face.</summary>
    public FaceModel(Person person, Expression expression)
    {
        Layout = new FaceLayout(person, expression);
        Shape = new HeadShape(person.Head, Layout.Chin);
        _relief = new FaceRelief(person, Layout, expression);
    }

    /// <summary>Where the features are.</summary>
    public FaceLayout Layout { get; }

    /// <summary>The head without features.</summary>
    public HeadShape Shape { get; }

    /// <summary>The point of the front whose place is given.</summary>
    /// <param name="x">To the viewer's right, in half heads.</param>
    /// <param name="y">Down.</param>
    /// <param name="lift">How far in front of the skin.</param>
    public Vector3 Front(float x, float y, float lift = 0)
    {
        float width = Shape.HalfWidth(y);
        Vector3 point = Shape.Ring(width <= 0 ? 0 : Math.Clamp(x / width, -1, 1), behind: false, y);
        return new Vector3(x, y, point.Z + _relief.At(x, y) + lift);
    }

    /// <summary>The point at an angle.</summary>
    /// <param name="angle">From the middle of the face to the viewer's right, in radians.</param>
    /// <param name="y">Down, in half heads.</param>
    public Vector3 Around(float angle, float y)
    {
        bool behind = MathF.Cos(angle) < 0;
        Vector3 point = Shape.Ring(MathF.Sin(angle), behind, y);
        return behind ? point : point with { Z = point.Z + _relief.At(point.X, y) };
    }
}
