using FaceFunctions.Training.Onnx;

namespace FaceFunctions.Training.Tests.Onnx;

/// <summary>Each operator in ONNX Runtime against <see cref="Reference"/>, for one item and for three.</summary>
public class OnnxOperatorTests
{
    /// <summary>Channels, outputs, group, height, width, kernel height, kernel width, strides, pads (above, left, below, right), bias.</summary>
    public static TheoryData<int, int, int, int, int, int, int, int[], int[], bool> Convolutions => new()
    {
        { 1, 4, 1, 7, 7, 3, 3, [1, 1], [1, 1, 1, 1], true },
        { 3, 2, 1, 9, 5, 1, 1, [1, 1], [0, 0, 0, 0], false },
        { 3, 5, 1, 11, 7, 3, 5, [2, 1], [0, 2, 1, 0], true },
        { 4, 6, 2, 8, 9, 3, 3, [2, 2], [1, 1, 1, 1], true },
        { 5, 5, 5, 7, 6, 3, 2, [1, 3], [2, 0, 0, 1], false },
        { 2, 3, 1, 5, 4, 5, 4, [1, 1], [0, 0, 0, 0], true },
    };

    public static TheoryData<int> Counts => [1, 3];

    [Theory]
    [MemberData(nameof(Convolutions))]
    public void Conv_agrees_with_plain_loops(int channels, int outputs, int group, int height, int width, int kernelHeight, int kernelWidth, int[] strides, int[] pads, bool hasBias)
    {
        var weights = Numbers.Random(2, outputs, channels / group, kernelHeight, kernelWidth);
        Numbers? bias = hasBias ? Numbers.Random(3, outputs) : null;
        foreach (int count in Counts)
        {
            var x = Numbers.Random(1, count, channels, height, width);
            OnnxRun.AssertGives(Reference.Conv(x, weights, bias, strides, pads, group), x, (graph, input) =>
                graph.Conv(input, Constant(graph, "weights", weights), bias is null ? null : Constant(graph, "bias", bias), Window(strides, pads), group));
        }
    }

    [Theory]
    [MemberData(nameof(Counts))]
    public void Relu_takes_negative_values_to_zero(int count)
    {
        var x = Numbers.Random(1, count, 3, 5, 7);
        OnnxRun.AssertGives(x.Map(value => Math.Max(0, value)), x, (graph, input) => graph.Relu(input));
    }

    [Theory]
    [MemberData(nameof(Counts))]
    public void Add_sums_values_of_one_shape_and_constants_a_channel(int count)
    {
        var x = Numbers.Random(1, count, 3, 5, 7);
        var perChannel = Numbers.Random(2, 3);
        OnnxRun.AssertGives(x.Map(value => value + Math.Max(0, value)), x, (graph, input) => graph.Add(input, graph.Relu(input)));
        OnnxRun.AssertGives(x with { Values = [.. x.Values.Select((value, i) => value + perChannel[i / 35 % 3])] }, x, (graph, input) =>
            graph.Add(graph.Constant("b", perChannel.Floats, 3, 1, 1), input));
    }

    [Theory]
    [MemberData(nameof(Counts))]
    public void Softmax_agrees_with_its_formula(int count)
    {
        var x = Numbers.Random(1, count, 4, 9);
        double[] sums = [.. x.Values.Chunk(9).Select(row => row.Sum(Math.Exp))];
        OnnxRun.AssertGives(x with { Values = [.. x.Values.Select((value, i) => Math.Exp(value) / sums[i / 9])] }, x, (graph, input) => graph.Softmax(input));
    }

    [Theory]
    [MemberData(nameof(Counts))]
    public void MatMul_multiplies_each_row(int count)
    {
        var x = Numbers.Random(1, count, 4, 9);
        var matrix = Numbers.Random(2, 9, 2);
        var expected = Numbers.Zeros(count, 4, 2);
        for (int i = 0; i < expected.Values.Length; i++)
        {
            expected.Values[i] = Enumerable.Range(0, 9).Sum(term => x.Values[(i / 2 * 9) + term] * matrix[term, i % 2]);
        }

        OnnxRun.AssertGives(expected, x, (graph, input) => graph.MatMul(input, Constant(graph, "matrix", matrix)));
    }

    [Theory]
    [MemberData(nameof(Counts))]
    public void GridSample_reads_between_pixels_and_goes_on_with_the_edge(int count)
    {
        // A picture of height 3 and width 4, and as its grid the first 2 x 3 points of its own values: some lie outside.
        var x = Numbers.Random(1, count, 1, 3, 4).Map(value => 1.5 * value);
        var expected = Numbers.Zeros(count, 1, 2, 3);
        for (int i = 0; i < expected.Values.Length; i++)
        {
            (int item, int point) = (i / 6, i % 6);
            double column = Math.Clamp((x.Values[(item * 12) + (2 * point)] + 1) / 2 * 3, 0, 3);
            double row = Math.Clamp((x.Values[(item * 12) + (2 * point) + 1] + 1) / 2 * 2, 0, 2);
            for (int y = 0; y < 3; y++)
            {
                for (int c = 0; c < 4; c++)
                {
                    expected.Values[i] += Math.Max(0, 1 - Math.Abs(row - y)) * Math.Max(0, 1 - Math.Abs(column - c)) * x[item, 0, y, c];
                }
            }
        }

        OnnxRun.AssertGives(expected, x, (graph, input) => graph.GridSample(input, graph.Reshape(input, [2, 3, 2])));
    }

    [Theory]
    [InlineData(1, true, true)]
    [InlineData(3, true, false)]
    [InlineData(1, false, false)]
    [InlineData(3, false, true)]
    public void Gemm_agrees_with_plain_loops(int count, bool transB, bool hasBias)
    {
        var x = Numbers.Random(1, count, 13);
        var weights = Numbers.Random(2, 7, 13);
        Numbers? bias = hasBias ? Numbers.Random(3, 7) : null;
        var stored = transB ? weights : new Numbers([13, 7], [.. Enumerable.Range(0, 91).Select(i => weights[i % 7, i / 7])]);
        OnnxRun.AssertGives(Reference.Gemm(x, weights, bias), x, (graph, input) =>
            graph.Gemm(input, Constant(graph, "weights", stored), bias is null ? null : Constant(graph, "bias", bias), transB));
    }

    [Theory]
    [MemberData(nameof(Counts))]
    public void Flatten_and_Reshape_keep_the_order_of_values(int count)
    {
        var x = Numbers.Random(1, count, 3, 5, 7);
        OnnxRun.AssertGives(x with { Shape = [count, 105] }, x, (graph, input) => graph.Flatten(input));
        OnnxRun.AssertGives(x with { Shape = [count, 7, 15] }, x, (graph, input) => graph.Reshape(input, [7, 15]));
        OnnxRun.AssertGives(x, x, (graph, input) => graph.Reshape(graph.Reshape(input, [105], "flat"), [3, 5, 7], "back"));
    }

    [Theory]
    [MemberData(nameof(Counts))]
    public void Identity_names_a_value_anew(int count)
    {
        var x = Numbers.Random(1, count, 5);
        OnnxRun.AssertGives(x, x, (graph, input) => graph.Identity(input, "embedding"));
    }

    private static OnnxValue Constant(OnnxGraphBuilder graph, string name, Numbers numbers) => graph.Constant(name, numbers.Floats, numbers.Shape);

    private static OnnxWindow Window(int[] strides, int[] pads) =>
        new() { StrideY = strides[0], StrideX = strides[1], Top = pads[0], Left = pads[1], Bottom = pads[2], Right = pads[3] };
}
