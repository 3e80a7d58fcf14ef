using FaceFunctions.Core.Recognition;

namespace FaceFunctions.Core.Tests.Recognition;

public class FlipRuleTests
{
    private static readonly float[] Photo = [3, 0, 1];
    private static readonly float[] Mirror = [0, 4, 1];

    [Fact]
    public void Combine_without_a_flip_takes_the_photo_alone() =>
        AssertDirection([3, 0, 1], FlipRule.None.Combine(Photo, []));

    [Fact]
    public void Combine_adds_both_outputs_before_the_length_is_made_1() =>
        AssertDirection([3, 4, 2], FlipRule.Sum.Combine(Photo, Mirror));

    [Fact]
    public void Combine_joins_both_outputs_the_photo_first() =>
        AssertDirection([3, 0, 1, 0, 4, 1], FlipRule.Concat.Combine(Photo, Mirror));

    [Fact]
    public void Combine_refuses_outputs_that_cancel_out() =>
        Assert.Throws<ArgumentException>(() => FlipRule.Sum.Combine([1, -1], [-1, 1]));

    private static void AssertDirection(double[] expected, FaceEmbedding actual)
    {
        double length = Math.Sqrt(expected.Sum(value => value * value));
        Assert.Equal(expected.Length, actual.Dimension);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i] / length, actual.Values[i], 1e-6);
        }
    }
}
