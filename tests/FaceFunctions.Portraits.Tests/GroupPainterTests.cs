using SkiaSharp;

namespace FaceFunctions.Portraits.Tests;

public class GroupPainterTests
{
    private static readonly PortraitSet Set = new(20260102);

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(8)]
    public void Draw_puts_everybody_into_the_photo_once(int count)
    {
        GroupPhoto drawn = GroupPainter.Draw([.. Enumerable.Range(0, count).Select(Set.Person)], Set.Photo(0, 0));
        using SKBitmap decoded = SKBitmap.Decode(drawn.File);

        Assert.Equal((decoded.Width, decoded.Height), (drawn.Width, drawn.Height));
        Assert.Equal(count, drawn.Landmarks.Count);
        Assert.All(drawn.Landmarks, points =>
        {
            Assert.InRange(points.LeftEye.X, 0, drawn.Width);
            Assert.InRange(points.RightEye.X, points.LeftEye.X, drawn.Width);
            Assert.InRange(points.MouthLeft.Y, points.LeftEye.Y, drawn.Height);
        });
        Assert.All(
            from a in Enumerable.Range(0, count) from b in Enumerable.Range(a + 1, count - a - 1) select (drawn.Landmarks[a].Nose - drawn.Landmarks[b].Nose).Length(),
            distance => Assert.True(distance > 100));
    }

    [Fact]
    public void Draw_gives_the_same_photo_for_the_same_seeds()
    {
        PersonSeed[] people = [Set.Person(0), Set.Person(1), Set.Person(2)];

        Assert.Equal(GroupPainter.Draw(people, Set.Photo(0, 0)).File, GroupPainter.Draw(people, Set.Photo(0, 0)).File);
        Assert.NotEqual(GroupPainter.Draw(people, Set.Photo(0, 0)).File, GroupPainter.Draw(people, Set.Photo(0, 1)).File);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(9)]
    public void Draw_refuses_too_few_and_too_many(int count) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => GroupPainter.Draw([.. Enumerable.Range(0, count).Select(Set.Person)], Set.Photo(0, 0)));
}
