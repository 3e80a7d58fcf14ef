using FaceFunctions.Training.Networks;

namespace FaceFunctions.Training.Tests.Networks;

public class ConvolutionTests
{
    // Height, width, input and output channels, kernel, stride, samples: odd sizes, single samples, more samples than parts, more positions than a tile.
    public static TheoryData<int, int, int, int, int, int, int> Sizes => new()
    {
        { 5, 7, 3, 4, 3, 1, 1 },
        { 6, 5, 2, 17, 3, 2, 3 },
        { 9, 9, 1, 5, 5, 2, 11 },
        { 4, 4, 16, 8, 1, 1, 8 },
        { 33, 31, 4, 6, 3, 1, 9 },
        { 8, 8, 8, 16, 3, 2, 20 },
    };

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Forward_agrees_with_plain_loops(int height, int width, int inputs, int outputs, int kernel, int stride, int count)
    {
        Convolution layer = Create(height, width, inputs, outputs, kernel, stride);
        FeatureMaps input = Maps.Random(1, new MapShape(height, width, inputs), count);

        FeatureMaps output = layer.Forward(input, training: true);

        double[] expected = new double[output.Values.Length];
        Visit(layer, input.Shape, count, (from, weight, to) => expected[to] += (double)input.Values[from] * layer.Weights[weight]);
        Close(expected, output.Values, 1e-4);
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Backward_agrees_with_plain_loops(int height, int width, int inputs, int outputs, int kernel, int stride, int count)
    {
        Convolution layer = Create(height, width, inputs, outputs, kernel, stride);
        FeatureMaps input = Maps.Random(1, new MapShape(height, width, inputs), count);
        layer.Forward(input, training: true);
        FeatureMaps gradient = Maps.Random(2, layer.OutputShape, count);

        FeatureMaps inputGradient = layer.Backward(gradient);

        double[] expectedInput = new double[input.Values.Length];
        double[] expectedWeights = new double[layer.Weights.Length];
        Visit(layer, input.Shape, count, (from, weight, to) =>
        {
            expectedInput[from] += (double)gradient.Values[to] * layer.Weights[weight];
            expectedWeights[weight] += (double)gradient.Values[to] * input.Values[from];
        });
        Close(expectedInput, inputGradient.Values, 1e-4);
        Close(expectedWeights, layer.Parameters.Single().Gradient, 1e-3);
    }

    private static Convolution Create(int height, int width, int inputs, int outputs, int kernel, int stride) =>
        new("test", new MapShape(height, width, inputs), outputs, kernel, stride, isFirst: false, new Random(3));

    /// <summary>Visits each product of the definition: position of the input value, of the weight, and of the output that it is added to.</summary>
    private static void Visit(Convolution layer, MapShape shape, int count, Action<int, int, int> visit)
    {
        MapShape to = layer.OutputShape;
        for (int place = 0; place < count * to.Area; place++)
        {
            (int sample, int y, int x) = (place / to.Area, place % to.Area / to.Width, place % to.Width);
            for (int k = 0; k < layer.Kernel * layer.Kernel; k++)
            {
                int fromY = (y * layer.Stride) + (k / layer.Kernel) - (layer.Kernel / 2);
                int fromX = (x * layer.Stride) + (k % layer.Kernel) - (layer.Kernel / 2);
                for (int input = 0; input < shape.Channels && fromY >= 0 && fromY < shape.Height && fromX >= 0 && fromX < shape.Width; input++)
                {
                    for (int output = 0; output < to.Channels; output++)
                    {
                        visit((((((sample * shape.Height) + fromY) * shape.Width) + fromX) * shape.Channels) + input, (((k * shape.Channels) + input) * to.Channels) + output, (place * to.Channels) + output);
                    }
                }
            }
        }
    }

    private static void Close(double[] expected, ReadOnlySpan<float> actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], actual[i], tolerance);
        }
    }
}
