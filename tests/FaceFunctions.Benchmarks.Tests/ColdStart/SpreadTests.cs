using FaceFunctions.Benchmarks.ColdStart;

namespace FaceFunctions.Benchmarks.Tests.ColdStart;

public class SpreadTests
{
    [Fact]
    public void Of_takes_the_middle_and_the_ends()
    {
        Assert.Equal(new Spread(1, 3, 9), Spread.Of([9, 1, 3]));
        Assert.Equal(new Spread(1, 4, 9), Spread.Of([5, 9, 1, 3]));
        Assert.Equal(new Spread(2, 2, 2), Spread.Of([2]));
    }

    [Fact]
    public void It_is_written_the_same_everywhere() => Assert.Equal("3.00 (1.25 to 9.00)", new Spread(1.25, 3, 9).ToString());
}
