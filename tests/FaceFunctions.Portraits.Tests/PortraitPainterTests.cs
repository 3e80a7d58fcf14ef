using FaceFunctions.Portraits.Conditions;
using FaceFunctions.Portraits.Tests.Support;
using SkiaSharp;

namespace FaceFunctions.Portraits.Tests;

public class PortraitPainterTests
{
    private static readonly PortraitSet Set = new(20260101);

    [Fact]
    public void Draw_gives_the_same_photo_for_the_same_seeds()
    {
        for (int person = 0; person < 12; person++)
        {
            PortraitPhoto first = Set.Draw(person, person);
            PortraitPhoto again = Set.Draw(person, person);

            Assert.Equal(first.File, again.File);
            Assert.Equal(first.Landmarks, again.Landmarks);
        }
    }

    [Fact]
    public void Draw_gives_the_same_photos_from_many_threads_at_once()
    {
        byte[][] alone = [.. Enumerable.Range(0, 40).Select(person => Set.Draw(person, 1).File)];
        byte[][] together = new byte[alone.Length][];

        Parallel.For(0, alone.Length, new ParallelOptions { MaxDegreeOfParallelism = 8 }, person => together[person] = Set.Draw(person, 1).File);

        Assert.Equal(alone, together);
    }

    [Fact]
    public void Draw_gives_another_photo_for_another_seed()
    {
        byte[][] files = [Set.Draw(0, 0).File, Set.Draw(0, 1).File, Set.Draw(1, 0).File, Set.Draw(1, 1).File];

        Assert.Equal(files.Length, files.Select(Convert.ToBase64String).Distinct().Count());
    }

    [Fact]
    public void Draw_makes_jpeg_files_of_the_sizes_it_says()
    {
        for (int photo = 0; photo < 60; photo++)
        {
            PortraitPhoto drawn = Set.Draw(0, photo);
            using SKBitmap decoded = SKBitmap.Decode(drawn.File);

            Assert.Equal<byte>([0xFF, 0xD8, 0xFF], drawn.File[..3]);
            Assert.Equal((decoded.Width, decoded.Height), (drawn.Width, drawn.Height));
            Assert.InRange(drawn.Width, Frame.LeastSide, Frame.MostSide);
            Assert.InRange((double)drawn.Height / drawn.Width, 1, 1.34);
        }
    }

    [Fact]
    public void Draw_puts_the_landmarks_in_order_into_the_centre_square()
    {
        for (int person = 0; person < 200; person++)
        {
            PortraitPhoto drawn = Set.Draw(person, 2);
            PortraitLandmarks points = drawn.Landmarks;
            float top = (drawn.Height - drawn.Width) / 2f;

            Assert.All(
                [points.LeftEye, points.RightEye, points.Nose, points.MouthLeft, points.MouthRight],
                point =>
                {
                    Assert.InRange(point.X, drawn.Width * 0.1f, drawn.Width * 0.9f);
                    Assert.InRange(point.Y - top, drawn.Width * 0.1f, drawn.Width * 0.9f);
                });
            Assert.True(points.LeftEye.X < points.RightEye.X && points.MouthLeft.X < points.MouthRight.X);
            Assert.True(Math.Max(points.LeftEye.Y, points.RightEye.Y) < points.Nose.Y);
            Assert.True(points.Nose.Y < (points.MouthLeft.Y + points.MouthRight.Y) / 2);
        }
    }

    // What a model will have to tell apart must differ more between people than between photos of one of them.
    [Fact]
    public void Draw_makes_photos_of_one_person_more_alike_than_photos_of_two()
    {
        const int People = 60;
        float[][] first = [.. Enumerable.Range(0, People).Select(person => FaceThumbnail.Of(Set.Draw(person, 10)))];
        float[][] second = [.. Enumerable.Range(0, People).Select(person => FaceThumbnail.Of(Set.Draw(person, 11)))];

        double same = Enumerable.Range(0, People).Average(i => FaceThumbnail.Similarity(first[i], second[i]));
        double other = Enumerable.Range(0, People).Average(i => FaceThumbnail.Similarity(first[i], second[(i + 1) % People]));

        Assert.True(same > other + 0.1, $"same {same:0.000}, other {other:0.000}");
    }
}
