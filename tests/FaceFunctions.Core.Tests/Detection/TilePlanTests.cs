using FaceFunctions.Core.Detection;

namespace FaceFunctions.Core.Tests.Detection;

public class TilePlanTests
{
    public static TheoryData<int, int> Sizes => new() { { 1382, 1868 }, { 4000, 3000 }, { 3024, 4032 }, { 6000, 4000 }, { 8000, 6000 }, { 7746, 7745 }, { 12000, 3000 }, { 1281, 41 } };

    [Theory]
    [MemberData(nameof(Sizes))]
    public void For_holds_every_face_that_is_too_small_at_the_scale_before_in_one_tile_as_a_whole(int width, int height)
    {
        float first = 640f / Math.Max(width, height);
        IReadOnlyList<DetectorTile> tiles = TilePlan.For(width, height, first, 40, 640, 640);
        var random = new Random(20260101);
        for (int i = 0; i < 2000; i++)
        {
            // From the smallest face to one that has 20 pixels at the first scale, half as high again as wide.
            float side = Math.Min(40 + (random.NextSingle() * ((20 / first) - 40)), Math.Min(width, height) / 1.5f);
            var face = new PixelBox(random.NextSingle() * (width - side), random.NextSingle() * (height - (side * 1.5f)), side, side * 1.5f);

            Assert.Contains(tiles, tile => side * tile.Scale >= Math.Min(19.9f, side / 2.01f) && tile.HoldsWhole(Inside(tile, face)));
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void For_covers_the_photo_at_each_scale_and_ends_where_the_smallest_face_has_20_pixels(int width, int height)
    {
        IReadOnlyList<DetectorTile> tiles = TilePlan.For(width, height, 640f / Math.Max(width, height), 40, 640, 640);

        Assert.Equal(0.5f, tiles[^1].Scale);
        Assert.Equal(tiles.OrderBy(tile => tile.Scale), tiles);
        foreach (IGrouping<float, DetectorTile> level in tiles.GroupBy(tile => tile.Scale))
        {
            Assert.All(level, tile => Assert.True(tile.X >= 0 && tile.Y >= 0 && tile.X + tile.Width <= tile.PictureWidth && tile.Y + tile.Height <= tile.PictureHeight));
            Assert.All(level, tile => Assert.Equal(((int)(width * (double)level.Key), (int)(height * (double)level.Key)), (tile.PictureWidth, tile.PictureHeight), TwoPixels.Instance));
            int[] columns = [.. level.Select(tile => tile.X).Distinct()];
            int[] rows = [.. level.Select(tile => tile.Y).Distinct()];
            Assert.Equal(columns.Length * rows.Length, level.Count());
            Assert.Equal(level.First().PictureWidth, columns[^1] + level.First().Width);
            Assert.Equal(level.First().PictureHeight, rows[^1] + level.First().Height);
        }
    }

    [Theory]
    [InlineData(8000, 7500, 40f)]
    [InlineData(60_000, 1000, 40f)]
    [InlineData(1000, 60_000, 40f)]
    [InlineData(22_000, 22_000, 40f)]
    [InlineData(8000, 6000, 20f)]
    [InlineData(8000, 6000, 1f)]
    [InlineData(500_000, 1000, 20f)]
    public void For_never_gives_more_tiles_than_the_limit(int width, int height, float smallest) =>
        Assert.InRange(TilePlan.For(width, height, 640f / Math.Max(width, height), smallest, 640, 640).Count, 1, TilePlan.MaxTiles);

    [Theory]
    [InlineData(4000, 3000, 0f)]
    [InlineData(1280, 1280, 40f)]
    [InlineData(400, 300, 20f)]
    [InlineData(60_000_000, 1, 40f)]
    [InlineData(4000, 39, 40f)]
    public void For_gives_no_tile_where_a_closer_look_is_of_no_use(int width, int height, float smallest) =>
        Assert.Empty(TilePlan.For(width, height, Math.Min(1, 640f / Math.Max(width, height)), smallest, 640, 640));

    [Fact]
    public void For_gives_no_tile_for_an_input_that_holds_no_cell() =>
        Assert.Empty(TilePlan.For(4000, 3000, 0.04f, 40, 128, 128));

    private static PixelBox Inside(DetectorTile tile, PixelBox face) =>
        new((face.X * tile.Scale) - tile.X, (face.Y * tile.Scale) - tile.Y, face.Width * tile.Scale, face.Height * tile.Scale);

    /// <summary>A picture's sides are rounded down, once in double and once in float.</summary>
    private sealed class TwoPixels : IEqualityComparer<(int Width, int Height)>
    {
        public static readonly TwoPixels Instance = new();

        public bool Equals((int Width, int Height) a, (int Width, int Height) b) => Math.Abs(a.Width - b.Width) <= 1 && Math.Abs(a.Height - b.Height) <= 1;

        public int GetHashCode((int Width, int Height) size) => 0;
    }
}
