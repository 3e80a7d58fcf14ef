using System.Numerics;
using FaceFunctions.Portraits.Conditions;
using FaceFunctions.Portraits.Geometry;
using FaceFunctions.Portraits.People;

namespace FaceFunctions.Portraits.Painting;

/// <summary>A person on an occasion, ready to be painted: what painters measure by.</summary>
internal sealed class Scene
{
    /// <summary>Sets up a scene.</summary>
    /// <param name="person">Who.</param>
    /// <param name="shot">On what occasion.</param>
    /// <param name="middle">Where the middle of the head is to be, in pixels.</param>
    /// <param name="halfHead">Pixels a half head.</param>
    public Scene(Person person, Shot shot, Vector2 middle, float halfHead)
    {
        Person = person;
        Shot = shot;
        Face = new FaceModel(person, shot.Expression);
        View = new HeadView(shot.Pose, middle, halfHead);
        Mesh = new HeadMesh(Face, View);
        Outline = new Outline(Mesh, View.Project(new Vector3(0, 0, 0)), shot.Pose.Roll);
        Shading = new Shading(shot.Light, person.Skin);
    }

    /// <summary>Who is painted.</summary>
    public Person Person { get; }

    /// <summary>The occasion.</summary>
    public Shot Shot { get; }

    /// <summary>The head in space.</summary>
    public FaceModel Face { get; }

    /// <summary>Where the features are.</summary>
    public FaceLayout Layout => Face.Layout;

    /// <summary>How it is seen.</summary>
    public HeadView View { get; }

    /// <summary>The head as a grid.</summary>
    public HeadMesh Mesh { get; }

    /// <summary>The head's edge in the photo.</summary>
    public Outline Outline { get; }

    /// <summary>What light makes of colours.</summary>
    public Shading Shading { get; }

    /// <summary>A place on the front of the face, in pixels.</summary>
    /// <param name="x">To the viewer's right, in half heads.</param>
    /// <param name="y">Down.</param>
    /// <param name="lift">How far in front of the skin.</param>
    public Vector2 On(float x, float y, float lift = 0) => View.Project(Face.Front(x, y, lift));

    /// <summary>A length in half heads, in pixels.</summary>
    public float Pixels(float length) => length * View.PixelsPerUnit;

    /// <summary>The five points as they are in the photo.</summary>
    public PortraitLandmarks Landmarks()
    {
        float corner = Layout.Mouth - Layout.Corners;
        float open = ((Person.Eyes.Upper * Shot.Expression.Lids) - Person.Eyes.Lower) / 2;
        return new PortraitLandmarks(
            On(Layout.LeftEye.X, Layout.LeftEye.Y - open),
            On(Layout.RightEye.X, Layout.RightEye.Y - open),
            On(Person.Nose.Bend, Layout.NoseTip - 0.02f),
            On(Layout.MouthX - (Layout.MouthWidth * 0.96f), corner),
            On(Layout.MouthX + (Layout.MouthWidth * 0.96f), corner));
    }
}
