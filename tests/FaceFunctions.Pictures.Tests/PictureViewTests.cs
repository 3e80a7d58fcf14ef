using CsCheck;
using FaceFunctions.Core.Detection;

namespace FaceFunctions.Pictures.Tests;

public class PictureViewTests
{
    [Theory]
    [InlineData(4000, 3000, 400, 400, 300)]
    [InlineData(300, 900, 450, 150, 450)]
    [InlineData(40, 30, 512, 40, 30)]
    [InlineData(60_000, 2, 128, 128, 1)]
    public void The_whole_photo_is_shrunk_to_its_longest_side_and_never_enlarged(int width, int height, int size, int pictureWidth, int pictureHeight)
    {
        var view = PictureView.Whole(width, height, size);

        Assert.Equal((pictureWidth, pictureHeight), (view.Width, view.Height));
        Assert.Equal(new PixelBox(0, 0, width, height), view.Part);
    }

    [Fact]
    public void A_face_has_a_margin_of_three_tenths_on_each_side_of_its_longer_one()
    {
        var view = PictureView.OfFace(new PixelBox(400, 300, 80, 100), 1000, 800, 512);

        Assert.Equal(new PixelBox(360, 270, 160, 160), view.Part);
        Assert.Equal((160, 160), (view.Width, view.Height));
    }

    [Theory]
    [InlineData(-20, -30, 0, 0)]
    [InlineData(950, 760, 840, 640)]
    public void A_face_at_the_edge_moves_its_square_inside(float x, float y, float left, float top) =>
        Assert.Equal(new PixelBox(left, top, 160, 160), PictureView.OfFace(new PixelBox(x, y, 100, 100), 1000, 800, 512).Part);

    [Fact]
    public void A_face_larger_than_the_photo_is_the_largest_square() =>
        Assert.Equal(new PixelBox(100, 0, 300, 300), PictureView.OfFace(new PixelBox(100, 0, 300, 400), 600, 300, 512).Part);

    [Fact]
    public void A_face_is_always_a_square_inside_the_photo_that_is_no_larger_than_asked_for() =>
        (from width in Gen.Int[1, 9000]
         from height in Gen.Int[1, 9000]
         from size in Gen.Int[PictureView.MinSize, PictureView.MaxSize]
         from x in Gen.Float[-1.5f, 1.5f]
         from y in Gen.Float[-1.5f, 1.5f]
         from boxWidth in Gen.Float[0, 2]
         from boxHeight in Gen.Float[0, 2]
         select (width, height, size, box: new PixelBox(x * width, y * height, boxWidth * width, boxHeight * height)))
        .Sample(photo =>
        {
            var view = PictureView.OfFace(photo.box, photo.width, photo.height, photo.size);

            Assert.Equal(view.Part.Width, view.Part.Height);
            Assert.Equal(view.Width, view.Height);
            Assert.InRange(view.Width, 1, photo.size);
            Assert.True(view.Width <= MathF.Ceiling(view.Part.Width), "enlarged");
            Assert.True(view.Part is { X: >= 0, Y: >= 0 } && view.Part.X + view.Part.Width <= photo.width + 0.01f && view.Part.Y + view.Part.Height <= photo.height + 0.01f, $"{view} of {photo}");
        });

    [Theory]
    [InlineData(15)]
    [InlineData(2049)]
    public void A_size_out_of_range_is_refused(int size) => Assert.Throws<ArgumentOutOfRangeException>(() => PictureView.Whole(100, 100, size));
}
