using FaceFunctions.Training.Onnx;

namespace FaceFunctions.Training.Tests.Onnx;

public class BatchNormTests
{
    private static readonly BatchNorm Norm = new(
        Numbers.Random(1, 4).Floats, Numbers.Random(2, 4).Floats, Numbers.Random(3, 4).Floats, Numbers.Random(4, 4).Map(Math.Abs).Floats, epsilon: 1e-3f);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_convolution_with_the_norm_folded_in_gives_what_both_give(bool hasBias)
    {
        var x = Numbers.Random(5, 3, 2, 7, 5);
        var weights = Numbers.Random(6, 4, 2, 3, 3);
        Numbers? bias = hasBias ? Numbers.Random(7, 4) : null;
        Numbers expected = Reference.PerChannel(
            Reference.Conv(x, weights, bias, [1, 1], [0, 0, 0, 0], 1),
            (value, c) => (Norm.Scale[c] * (value - Norm.Mean[c]) / Math.Sqrt(Norm.Variance[c] + 1e-3f)) + Norm.Shift[c]);

        (float[] folded, float[] foldedBias) = Norm.FoldInto(weights.Floats, bias?.Floats ?? []);

        OnnxRun.AssertGives(expected, x, (graph, input) => graph.Conv(input, graph.Constant("w", folded, weights.Shape), graph.Constant("b", foldedBias, 4)));
        OnnxRun.AssertGives(expected, x, (graph, input) => graph.BatchNormalization(
            graph.Conv(input, graph.Constant("w", weights.Floats, weights.Shape), bias is null ? null : graph.Constant("b", bias.Floats, 4)), Norm));
    }

    [Fact]
    public void Lengths_that_do_not_go_together_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new BatchNorm(new float[2], new float[2], new float[3], new float[2]));
        Assert.Throws<ArgumentException>(() => new BatchNorm([1], [0], [0], [-1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new BatchNorm([1], [0], [0], [1], epsilon: 0));
        Assert.Throws<ArgumentException>(() => Norm.FoldInto(new float[7], []));
        Assert.Throws<ArgumentException>(() => Norm.FoldInto(new float[8], new float[3]));
    }
}
