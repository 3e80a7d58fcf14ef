using System.Numerics;
using FaceFunctions.Portraits.Conditions;
using FaceFunctions.Portraits.Painting;
using FaceFunctions.Portraits.Painting.Hair;
using FaceFunctions.Portraits.People;
using SkiaSharp;

namespace FaceFunctions.Portraits.Tests.Painting.Hair;

public class CapPainterTests
{
    private static readonly SKColor Paper = new(1, 2, 3);

    [Fact]
    public void Hair_on_the_head_leaves_the_face_free()
    {
        var set = new PortraitSet(11);

        string[] covered = [.. Enumerable.Range(0, 400).Where(person => CoversFace(set, person)).Select(person => $"person {person}")];

        Assert.Empty(covered);
    }

    // Eyes, nose and mouth, and the cheeks between them.
    private static bool CoversFace(PortraitSet set, int person)
    {
        Shot shot = Shot.From(set.Photo(person, 0));
        Frame frame = shot.Frame;
        var scene = new Scene(Person.From(set.Person(person)), shot, new Vector2(frame.HeadX, frame.HeadY), frame.HalfHead);
        if (scene.Person.Hair.Cut is HairCut.Bald or HairCut.Afro or HairCut.Curls)
        {
            return false;
        }

        using var sketch = new Sketch(frame.Width, frame.Height);
        sketch.Canvas.Clear(Paper);
        CapPainter.Paint(sketch, scene, new HairEdges(scene), HairColors.Of(scene));
        PortraitLandmarks points = scene.Landmarks();
        Vector2[] face =
        [
            points.LeftEye, points.RightEye, points.Nose, points.MouthLeft, points.MouthRight,
            (points.LeftEye + points.RightEye) / 2, (points.LeftEye + points.MouthLeft) / 2, (points.RightEye + points.MouthRight) / 2,
        ];
        return face.Any(point => sketch.Bitmap.GetPixel((int)point.X, (int)point.Y) != Paper);
    }
}
