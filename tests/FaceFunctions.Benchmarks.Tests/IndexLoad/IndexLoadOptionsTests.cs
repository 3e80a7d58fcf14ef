using FaceFunctions.Benchmarks.IndexLoad;

namespace FaceFunctions.Benchmarks.Tests.IndexLoad;

public class IndexLoadOptionsTests
{
    [Fact]
    public void Galleries_that_no_array_can_hold_are_known_beforehand()
    {
        Assert.True(new IndexLoadOptions(2_097_152, 1, 512, 0.6, 2, 1, 1).FitsIntoIndex);
        Assert.False(new IndexLoadOptions(2_097_153, 1, 512, 0.6, 2, 1, 1).FitsIntoIndex);
        Assert.True(new IndexLoadOptions(8_000_000, 4, 128, 0.6, 2, 1, 1).FitsIntoIndex);
    }
}
