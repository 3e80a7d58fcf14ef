using System.Numerics;
using FaceFunctions.Portraits.Conditions;
using FaceFunctions.Portraits.Finish;
using FaceFunctions.Portraits.Painting;
using FaceFunctions.Portraits.People;

namespace FaceFunctions.Portraits;

/// <summary>Draws one person in one photo.</summary>
public static class PortraitPainter
{
    /// <summary>Draws a photo. On one machine the same seeds give the same bytes, from any number of threads at once.</summary>
    /// <param name="person">Who is in it.</param>
    /// <param name="photo">On what occasion.</param>
    public static PortraitPhoto Draw(PersonSeed person, PhotoSeed photo)
    {
        Shot shot = Shot.From(photo);
        Frame frame = shot.Frame;
        using var sketch = new Sketch(frame.Width, frame.Height);
        BackdropPainter.Paint(sketch, shot.Dice);
        var scene = new Scene(Person.From(person), shot, new Vector2(frame.HeadX, frame.HeadY), frame.HalfHead);
        FigurePainter.Paint(sketch, scene);
        return new PortraitPhoto(Developer.Develop(sketch.Bitmap, shot.Camera), frame.Width, frame.Height, scene.Landmarks());
    }
}
