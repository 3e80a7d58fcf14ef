using FaceFunctions.Portraits.Seeding;

namespace FaceFunctions.Portraits.Tests.Seeding;

public class SplitMix64Tests
{
    // From the reference implementation in C by Sebastiano Vigna.
    [Fact]
    public void Next_gives_the_published_numbers()
    {
        var random = new SplitMix64(1234567);

        Assert.Equal([6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431, 16408922859458223821], Enumerable.Range(0, 5).Select(_ => random.Next()));
    }

    [Fact]
    public void Numbers_spread_as_they_say()
    {
        var random = new SplitMix64(1);
        float[] bell = [.. Enumerable.Range(0, 20_000).Select(_ => random.Bell())];
        float[] even = [.. Enumerable.Range(0, 20_000).Select(_ => random.Between(-2, 4))];
        int[] whole = [.. Enumerable.Range(0, 20_000).Select(_ => random.Below(7))];

        Assert.Equal(0, bell.Average(), tolerance: 0.03);
        Assert.Equal(1, Math.Sqrt(bell.Average(value => value * value)), tolerance: 0.03);
        Assert.All(even, value => Assert.InRange(value, -2, 4));
        Assert.Equal(1, even.Average(), tolerance: 0.05);
        Assert.Equal([0, 1, 2, 3, 4, 5, 6], whole.Distinct().Order());
    }
}
