using FaceFunctions.Training.Onnx;
using Microsoft.ML.OnnxRuntime;

namespace FaceFunctions.Training.Tests.Onnx;

public class OnnxGraphBuilderTests
{
    /// <summary>What must be refused, what its message contains, and the call, which gets a graph and its input [N, 4, 5, 6].</summary>
    private static readonly (string Wrong, string Expected, Action<OnnxGraphBuilder, OnnxValue> Call)[] WrongCalls =
    [
        ("too few values", "18 values, but 17", (graph, _) => graph.Constant("w", new float[17], 2, 1, 3, 3)),
        ("NaN", "Value 1 of w", (graph, _) => graph.Constant("w", [0, float.NaN], 2)),
        ("an empty dimension", "[0, 3]", (graph, _) => graph.Constant("w", [], 0, 3)),
        ("no name", "name", (graph, _) => graph.Constant("", [1])),
        ("a constant's name twice", "w already", (graph, _) => { graph.Constant("w", [1]); graph.Constant("w", [1]); }),
        ("the input's name twice", "x already", (graph, _) => graph.Constant("x", [1])),
        ("an operator's name twice", "a already", (graph, x) => graph.Relu(graph.Relu(x, "a"), "a")),
        ("weights of rank 3", "[2, 3, 3]", (graph, x) => graph.Conv(x, Zeros(graph, 2, 3, 3))),
        ("weights for other channels", "[outputs, 4 / 1, height, width]", (graph, x) => graph.Conv(x, Zeros(graph, 2, 3, 3, 3))),
        ("groups that do not divide the channels", "3 groups", (graph, x) => graph.Conv(x, Zeros(graph, 3, 1, 3, 3), group: 3)),
        ("groups that do not divide the outputs", "2 groups", (graph, x) => graph.Conv(x, Zeros(graph, 3, 2, 3, 3), group: 2)),
        ("group 0", "group", (graph, x) => graph.Conv(x, Zeros(graph, 3, 2, 3, 3), group: 0)),
        ("a bias for other outputs", "bias must be a constant [2]", (graph, x) => graph.Conv(x, Zeros(graph, 2, 4, 3, 3), graph.Constant("b", [1, 2, 3], 3))),
        ("a kernel larger than the picture", "7 x 3 does not fit", (graph, x) => graph.Conv(x, Zeros(graph, 2, 4, 7, 3))),
        ("a constant as a picture", "the constant", (graph, _) => graph.Conv(Zeros(graph, 1, 4, 5, 6), graph.Constant("k", new float[4], 1, 4, 1, 1))),
        ("a vector as a picture", "[N, channels, height, width]", (graph, x) => graph.Conv(graph.Flatten(x), Zeros(graph, 1, 4, 1, 1))),
        ("a grid of three coordinates", "rows, columns, 2", (graph, x) => graph.GridSample(x, graph.Reshape(x, [4, 10, 3]))),
        ("a matrix for another number of terms", "[6, columns]", (graph, x) => graph.MatMul(x, Zeros(graph, 5, 2))),
        ("weights that are no constant", "weights", (graph, x) => graph.Conv(x, x)),
        ("a sum of other shapes", "broadcast", (graph, x) => graph.Add(x, Zeros(graph, 4, 1, 2))),
        ("a sum of two constants", "broadcast", (graph, _) => graph.Add(graph.Constant("a", [1]), graph.Constant("b", [2]))),
        ("items lined up with channels", "broadcast", (graph, x) => graph.Add(x, graph.Reshape(x, [4, 5, 6, 1]))),
        ("a picture for a layer of vectors", "[N, values]", (graph, x) => graph.Gemm(x, Zeros(graph, 120, 2))),
        ("weights the wrong way round", "[outputs, 120]", (graph, x) => graph.Gemm(graph.Flatten(x), Zeros(graph, 120, 2), transB: true)),
        ("another number of values", "numbers of values differ", (graph, x) => graph.Reshape(x, [7, 17])),
        ("a constant as output", "the constant", (graph, _) => graph.Output(Zeros(graph, 3))),
        ("an output twice", "an output already", (graph, x) => { OnnxValue y = graph.Relu(x); graph.Output(y); graph.Output(y); }),
        ("another graph's value", "another graph", (graph, x) => graph.Add(x, new OnnxGraphBuilder().Input("x", 4, 5, 6))),
        ("a stride of 0", "StrideX", (_, _) => _ = new OnnxWindow { StrideX = 0 }),
        ("a negative pad", "Bottom", (_, _) => _ = new OnnxWindow { Bottom = -1 }),
    ];

    public static TheoryData<string> WrongNames => [.. WrongCalls.Select(call => call.Wrong)];

    [Theory]
    [MemberData(nameof(WrongNames))]
    public void Wrong_calls_are_refused_in_words(string wrong)
    {
        (_, string expected, Action<OnnxGraphBuilder, OnnxValue> call) = WrongCalls.Single(candidate => candidate.Wrong == wrong);
        var graph = new OnnxGraphBuilder();
        OnnxValue x = graph.Input("x", 4, 5, 6);

        ArgumentException refused = Assert.ThrowsAny<ArgumentException>(() => call(graph, x));

        Assert.Contains(expected, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_graph_without_input_or_output_is_not_written()
    {
        var graph = new OnnxGraphBuilder();
        Assert.Throws<InvalidOperationException>(() => graph.ToArray(OnnxRun.Info));
        OnnxValue x = graph.Input("x", 3);
        Assert.Throws<InvalidOperationException>(() => graph.ToArray(OnnxRun.Info));
        Assert.Throws<InvalidOperationException>(() => graph.Input("y", 3));
        graph.Output(graph.Relu(x));
        Assert.Throws<ArgumentException>(() => graph.ToArray(new OnnxModelInfo { GraphName = "" }));
        Assert.NotEmpty(graph.ToArray(OnnxRun.Info));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_small_network_agrees_with_plain_loops(int count)
    {
        var x = Numbers.Random(1, count, 1, 17, 13);
        (Numbers first, Numbers firstBias) = (Numbers.Random(2, 6, 1, 3, 3), Numbers.Random(3, 6));
        var second = Numbers.Random(4, 4, 6, 3, 3);
        (Numbers last, Numbers lastBias) = (Numbers.Random(6, 5, 4 * 9 * 7), Numbers.Random(7, 5));

        Numbers expected = Reference.Conv(x, first, firstBias, [1, 1], [1, 1, 1, 1], 1).Map(value => Math.Max(0, value));
        expected = Reference.Conv(expected, second, null, [2, 2], [1, 1, 1, 1], 1);
        expected = Reference.Gemm(expected with { Shape = [count, 252] }, last.Map(value => value / 8), lastBias);

        OnnxRun.AssertGives(expected, x, (graph, value) =>
        {
            value = graph.Relu(graph.Conv(value, graph.Constant("w1", first.Floats, first.Shape), graph.Constant("b1", firstBias.Floats, 6), new OnnxWindow(pad: 1)));
            value = graph.Conv(value, graph.Constant("w2", second.Floats, second.Shape), window: new OnnxWindow(stride: 2, pad: 1));
            return graph.Gemm(
                graph.Flatten(value), graph.Constant("w3", last.Map(weight => weight / 8).Floats, last.Shape), graph.Constant("b3", lastBias.Floats, 5), transB: true, name: "embedding");
        });
    }

    [Fact]
    public void Names_that_the_builder_chooses_avoid_those_of_the_caller()
    {
        var graph = new OnnxGraphBuilder();
        OnnxValue named = graph.Relu(graph.Input("x", 3), "Relu_2");

        OnnxValue free = graph.Relu(named);

        Assert.Equal("Relu_3", free.Name);
    }

    [Fact]
    public void A_graph_may_have_several_outputs()
    {
        var graph = new OnnxGraphBuilder();
        OnnxValue x = graph.Input("x", 3);
        graph.Output(graph.Relu(x, "b"));
        graph.Output(graph.Identity(x, "a"));

        using var session = new InferenceSession(graph.ToArray(OnnxRun.Info));

        Assert.Equal(["b", "a"], session.OutputMetadata.Keys);
    }

    private static OnnxValue Zeros(OnnxGraphBuilder graph, params int[] shape) =>
        graph.Constant("zeros", new float[shape.Aggregate(1, (a, b) => a * b)], shape);
}
