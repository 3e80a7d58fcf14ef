using FaceFunctions.Portraits.Geometry;

namespace FaceFunctions.Portraits.Tests.Geometry;

public class ProfileTests
{
    private static readonly Profile Curve = new((-1, 0.5f), (0, 2), (0.5f, 2.1f), (2, -1));

    [Theory]
    [InlineData(-5, 0.5f)]
    [InlineData(-1, 0.5f)]
    [InlineData(0, 2)]
    [InlineData(0.5f, 2.1f)]
    [InlineData(2, -1)]
    [InlineData(9, -1)]
    public void At_goes_through_the_knots_and_stays_outside(float at, float expected) => Assert.Equal(expected, Curve.At(at), tolerance: 1e-5f);

    [Fact]
    public void At_neither_jumps_nor_swings_beyond_its_knots()
    {
        for (float at = -1; at < 2; at += 0.001f)
        {
            Assert.InRange(Curve.At(at), -1, 2.1001f);
            Assert.Equal(Curve.At(at), Curve.At(at + 0.001f), tolerance: 0.01f);
        }
    }
}
