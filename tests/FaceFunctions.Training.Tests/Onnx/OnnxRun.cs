using FaceFunctions.Training.Onnx;
using Microsoft.ML.OnnxRuntime;

namespace FaceFunctions.Training.Tests.Onnx;

/// <summary>Runs a graph in ONNX Runtime.</summary>
internal static class OnnxRun
{
    public static readonly OnnxModelInfo Info = new() { GraphName = "test" };

    /// <summary>Builds a graph of one input and one output, runs it, and compares shape and values with what is expected.</summary>
    public static void AssertGives(Numbers expected, Numbers input, Func<OnnxGraphBuilder, OnnxValue, OnnxValue> build)
    {
        var graph = new OnnxGraphBuilder();
        OnnxValue output = build(graph, graph.Input("x", input.Shape.AsSpan(1)));
        graph.Output(output);

        Numbers actual = Run(graph.ToArray(Info), input);

        Assert.Equal(OnnxValue.AnyCount, output.Shape[0]);
        Assert.Equal(expected.Shape[1..], output.Shape[1..].ToArray());
        Assert.Equal(expected.Shape, actual.Shape);
        Assert.All(expected.Values.Zip(actual.Values), pair => Assert.Equal(pair.First, pair.Second, tolerance: 1e-5));
    }

    public static Numbers Run(byte[] model, Numbers input)
    {
        using var options = new SessionOptions { IntraOpNumThreads = 1 };
        using var session = new InferenceSession(model, options);
        using var run = new RunOptions();
        using OrtValue value = OrtValue.CreateTensorValueFromMemory(input.Floats, [.. input.Shape.Select(side => (long)side)]);
        using IDisposableReadOnlyCollection<OrtValue> outputs = session.Run(run, [.. session.InputMetadata.Keys], [value], [session.OutputMetadata.Keys.Single()]);
        return new Numbers(
            [.. outputs[0].GetTensorTypeAndShape().Shape.Select(side => (int)side)],
            [.. outputs[0].GetTensorDataAsSpan<float>().ToArray().Select(number => (double)number)]);
    }
}
