using System.Numerics;
using FaceFunctions.Portraits.Conditions;
using FaceFunctions.Portraits.Finish;
using FaceFunctions.Portraits.Painting;
using FaceFunctions.Portraits.People;
using FaceFunctions.Portraits.Seeding;

namespace FaceFunctions.Portraits;

/// <summary>Draws several people in one photo, for bundles that have a detector.</summary>
public static class GroupPainter
{
    /// <summary>Most people in one photo.</summary>
    public const int MostPeople = 8;

    private const int MostInRow = 4;
    private const int HalfHead = 92;

    /// <summary>Draws a photo: up to four people side by side, more in two rows. On one machine the same seeds give the same bytes, from any number of threads at once.</summary>
    /// <param name="people">Who is in it, from 2 to <see cref="MostPeople"/>: the back row first, each row from the viewer's left.</param>
    /// <param name="photo">On what occasion; poses, expressions and clothes are each person's own.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer or more people.</exception>
    public static GroupPhoto Draw(IReadOnlyList<PersonSeed> people, PhotoSeed photo)
    {
        ArgumentNullException.ThrowIfNull(people);
        ArgumentOutOfRangeException.ThrowIfLessThan(people.Count, 2, nameof(people));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(people.Count, MostPeople, nameof(people));
        Shot shot = Shot.From(photo);
        int behind = people.Count > MostInRow ? people.Count / 2 : 0;
        int longest = Math.Max(behind, people.Count - behind);
        int width = (int)(HalfHead * ((2.35f * longest) + 0.9f));
        int height = (int)(HalfHead * (behind > 0 ? 6.1f : 3.7f));
        var landmarks = new PortraitLandmarks[people.Count];
        using var sketch = new Sketch(width, height);
        BackdropPainter.Paint(sketch, shot.Dice);
        for (int i = 0; i < people.Count; i++)
        {
            bool isBehind = i < behind;
            int place = isBehind ? i : i - behind;
            int inRow = isBehind ? behind : people.Count - behind;
            Shot own = Shot.From(new PhotoSeed(shot.Dice.Number("member", i))) with { Light = shot.Light };
            SplitMix64 random = own.Dice.Stream("place in group");
            Vector2 middle = new(
                (width * 0.5f) + (HalfHead * ((2.35f * (place - ((inRow - 1) / 2f))) + random.Between(-0.1f, 0.1f))),
                HalfHead * ((behind > 0 && !isBehind ? 4.05f : 1.62f) + random.Between(-0.1f, 0.1f)));
            var scene = new Scene(Person.From(people[i]), own, middle, HalfHead * random.Between(0.93f, 1.04f));
            FigurePainter.Paint(sketch, scene);
            landmarks[i] = scene.Landmarks();
        }

        return new GroupPhoto(Developer.Develop(sketch.Bitmap, shot.Camera), width, height, landmarks);
    }
}
