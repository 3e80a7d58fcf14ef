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

    /// <summary>Height, width, kernel, strides, pads.</summary>
    public static TheoryData<int, int, int[], int[], int[]> Pools => new()
    {
        { 8, 8, [2, 2], [2, 2], [0, 0, 0, 0] },
        { 7, 9, [3, 3], [2, 2], [1, 1, 1, 1] },
        { 5, 11, [3, 2], [1, 3], [2, 0, 1, 1] },
        { 5, 3, [5, 3], [1, 1], [0, 0, 0, 0] },
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
    [MemberData(nameof(Pools))]
    public void MaxPool_agrees_with_plain_loops(int height, int width, int[] kernel, int[] strides, int[] pads)
    {
        foreach (int count in Counts)
        {
            var x = Numbers.Random(1, count, 3, height, width);
            OnnxRun.AssertGives(Reference.Pool(x, kernel, strides, pads, inside => inside.Max()), x, (graph, input) =>
                graph.MaxPool(input, kernel[0], kernel[1], Window(strides, pads)));
        }
    }

    [Theory]
    [MemberData(nameof(Pools))]
    public void AveragePool_agrees_with_plain_loops(int height, int width, int[] kernel, int[] strides, int[] pads)
    {
        foreach (int count in Counts)
        {
            var x = Numbers.Random(1, count, 3, height, width);
            OnnxRun.AssertGives(Reference.Pool(x, kernel, strides, pads, inside => inside.Average()), x, (graph, input) =>
                graph.AveragePool(input, kernel[0], kernel[1], Window(strides, pads)));
            OnnxRun.AssertGives(Reference.Pool(x, kernel, strides, pads, inside => inside.Sum() / (kernel[0] * kernel[1])), x, (graph, input) =>
                graph.AveragePool(input, kernel[0], kernel[1], Window(strides, pads), countPads: true));
        }
    }

    [Theory]
    [MemberData(nameof(Counts))]
    public void GlobalAveragePool_agrees_with_plain_loops(int count)
    {
        var x = Numbers.Random(1, count, 5, 7, 3);
        OnnxRun.AssertGives(Reference.GlobalAverage(x), x, (graph, input) => graph.GlobalAveragePool(input));
    }

    [Theory]
    [MemberData(nameof(Counts))]
    public void BatchNormalization_agrees_with_its_formula(int count)
    {
        foreach (int[] shape in new int[][] { [count, 5, 3, 7], [count, 5] })
        {
            var x = Numbers.Random(1, shape);
            (Numbers scale, Numbers shift, Numbers mean) = (Numbers.Random(2, 5), Numbers.Random(3, 5), Numbers.Random(4, 5));
            Numbers variance = Numbers.Random(5, 5).Map(value => (float)(value * value));
            var norm = new BatchNorm(scale.Floats, shift.Floats, mean.Floats, variance.Floats, epsilon: 1e-3f);
            OnnxRun.AssertGives(
                Reference.PerChannel(x, (value, c) => (scale[c] * (value - mean[c]) / Math.Sqrt(variance[c] + 1e-3f)) + shift[c]),
                x,
                (graph, input) => graph.BatchNormalization(input, norm));
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
    public void PRelu_multiplies_negative_values_by_the_slope_of_their_channel(int count)
    {
        var slope = Numbers.Random(2, 5);
        foreach ((int[] shape, int[] slopeShape) in new (int[], int[])[] { ([count, 5, 3, 7], [5, 1, 1]), ([count, 5], [5]) })
        {
            var x = Numbers.Random(1, shape);
            OnnxRun.AssertGives(Reference.PerChannel(x, (value, c) => value < 0 ? value * slope[c] : value), x, (graph, input) =>
                graph.PRelu(input, graph.Constant("slope", slope.Floats, slopeShape)));
        }
    }

    [Theory]
    [MemberData(nameof(Counts))]
    public void Add_and_Mul_work_on_values_of_one_shape(int count)
    {
        var x = Numbers.Random(1, count, 3, 5, 7);
        OnnxRun.AssertGives(x.Map(value => value + Math.Max(0, value)), x, (graph, input) => graph.Add(input, graph.Relu(input)));
        OnnxRun.AssertGives(x.Map(value => value * Math.Max(0, value)), x, (graph, input) => graph.Mul(graph.Relu(input), input));
    }

    [Theory]
    [MemberData(nameof(Counts))]
    public void Add_and_Mul_broadcast_constants_and_channel_means(int count)
    {
        var x = Numbers.Random(1, count, 3, 5, 7);
        var perChannel = Numbers.Random(2, 3);
        Numbers means = Reference.GlobalAverage(x);
        OnnxRun.AssertGives(Reference.PerChannel(x, (value, c) => value + perChannel[c]), x, (graph, input) =>
            graph.Add(graph.Constant("b", perChannel.Floats, 3, 1, 1), input));
        OnnxRun.AssertGives(x.Map(value => value * 0.25), x, (graph, input) => graph.Mul(input, graph.Constant("quarter", [0.25f])));
        OnnxRun.AssertGives(
            x with { Values = [.. x.Values.Select((value, i) => value * means.Values[i / 35])] },
            x,
            (graph, input) => graph.Mul(input, graph.GlobalAveragePool(input)));
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
    public void Transpose_exchanges_dimensions(int count)
    {
        var x = Numbers.Random(1, count, 3, 5, 7);
        var expected = Numbers.Zeros(count, 5, 7, 3);
        for (int i = 0; i < expected.Values.Length; i++)
        {
            expected.Values[i] = x[i / 105, i % 3, i / 21 % 5, i / 3 % 7];
        }

        OnnxRun.AssertGives(expected, x, (graph, input) => graph.Transpose(input, [0, 2, 3, 1]));
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
