using System.Numerics;
using FaceFunctions.Portraits.Painting;

namespace FaceFunctions.Portraits.Tests.Painting;

public unsafe class TriangleFillerTests
{
    private const int Side = 16;

    private readonly uint[] _pixels = new uint[Side * Side];
    private readonly float[] _depths = [.. Enumerable.Repeat(float.MinValue, Side * Side)];

    [Fact]
    public void Fill_covers_the_pixels_whose_centres_it_holds()
    {
        Vector3 a = new(1.2f, 0.7f, 0);
        Vector3 b = new(14.6f, 5.1f, 0);
        Vector3 c = new(3.9f, 13.3f, 0);

        Fill(a, b, c, new Vector4(10, 20, 30, 255));

        for (int i = 0; i < _pixels.Length; i++)
        {
            // The oracle: on the same side of all three edges.
            Vector2 centre = new((i % Side) + 0.5f, (i / Side) + 0.5f);
            bool isInside = Turn(a, b, centre) > 0 && Turn(b, c, centre) > 0 && Turn(c, a, centre) > 0;
            Assert.Equal(isInside ? 0xFF1E140Au : 0, _pixels[i]);
        }
    }

    [Fact]
    public void Fill_hides_what_is_farther_away_whatever_comes_first()
    {
        Fill(new(0, 0, 5), new(16, 0, 5), new(0, 16, 5), new Vector4(1, 1, 1, 255));
        Fill(new(0, 0, 2), new(16, 0, 2), new(0, 16, 2), new Vector4(2, 2, 2, 255));
        Fill(new(0, 0, 7), new(4, 0, 7), new(0, 4, 7), new Vector4(3, 3, 3, 255));

        Assert.Equal(0xFF030303, _pixels[0]);
        Assert.Equal(0xFF010101, _pixels[6]);
    }

    [Fact]
    public void Fill_leaves_out_what_shows_its_back_and_what_is_outside()
    {
        Fill(new(1, 1, 0), new(1, 14, 0), new(14, 1, 0), Vector4.One);
        Fill(new(-30, -30, 0), new(-3, -30, 0), new(-30, -3, 0), Vector4.One);

        Assert.All(_pixels, pixel => Assert.Equal(0u, pixel));
    }

    private void Fill(Vector3 a, Vector3 b, Vector3 c, Vector4 color)
    {
        fixed (uint* pixels = _pixels)
        {
            new TriangleFiller(pixels, _depths, Side, Side).Fill(a, b, c, color, color, color);
        }
    }

    private static float Turn(Vector3 from, Vector3 to, Vector2 point) => ((to.X - from.X) * (point.Y - from.Y)) - ((to.Y - from.Y) * (point.X - from.X));
}
