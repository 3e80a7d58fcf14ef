using FaceFunctions.Training.Networks;

namespace FaceFunctions.Training.Onnx;

/// <summary>Writes a trained network as an ONNX file. Normalisations become part of the layer before them, so that the file has fewer steps than the trainer.</summary>
internal static class NetworkExport
{
    /// <summary>Name of the file's input, [N, 1, side, side].</summary>
    public const string InputName = "input";

    /// <summary>Name of the file's output, [N, length].</summary>
    public const string OutputName = "embedding";

    /// <summary>Writes the file.</summary>
    /// <param name="network">The network.</param>
    /// <param name="info">What the file says about itself.</param>
    /// <exception cref="NotSupportedException">A layer stands where none can be written.</exception>
    public static byte[] ToOnnx(FaceNetwork network, OnnxModelInfo info)
    {
        var graph = new OnnxGraphBuilder();
        OnnxValue picture = graph.Input(InputName, 1, network.PictureSide, network.PictureSide);
        OnnxValue crop = AddCrop(graph, picture, AddLayers(graph, picture, network.Locator), network.Template);
        graph.Output(graph.Identity(AddLayers(graph, crop, network.Embedder), OutputName));
        return graph.ToArray(info);
    }

    private static OnnxValue AddLayers(OnnxGraphBuilder graph, OnnxValue value, Sequence sequence)
    {
        for (int i = 0; i < sequence.Layers.Count; i++)
        {
            BatchNormalization? norm = i + 1 < sequence.Layers.Count ? sequence.Layers[i + 1] as BatchNormalization : null;
            value = sequence.Layers[i] switch
            {
                Residual residual => graph.Add(value, AddLayers(graph, value, residual.Body)),
                SpatialSoftmax points => AddPoints(graph, value, points.InputShape),
                Convolution convolution => AddConvolution(graph, value, convolution, norm),
                Dense dense => AddDense(graph, value, dense, norm),
                var other => throw new NotSupportedException($"A {other.GetType().Name} cannot be written here."),
            };
            if (norm is not null)
            {
                value = norm.Rectifies ? graph.Relu(value) : value;
                i++;
            }
        }

        return value;
    }

    private static OnnxValue AddConvolution(OnnxGraphBuilder graph, OnnxValue value, Convolution layer, BatchNormalization? norm)
    {
        (int inputs, int outputs, int taps) = (layer.InputChannels, layer.OutputShape.Channels, layer.Kernel * layer.Kernel);
        (float[] factor, float[] offset) = Fold(norm, outputs);

        // From [kernel x kernel x inputs x outputs] to [outputs, inputs, kernel, kernel].
        float[] weights = new float[layer.Weights.Length];
        for (int i = 0; i < weights.Length; i++)
        {
            (int tap, int input, int output) = (i / outputs / inputs, i / outputs % inputs, i % outputs);
            weights[(((output * inputs) + input) * taps) + tap] = layer.Weights[i] * factor[output];
        }

        return graph.Conv(
            value,
            graph.Constant($"{layer.Name}.weights", weights, outputs, inputs, layer.Kernel, layer.Kernel),
            graph.Constant($"{layer.Name}.bias", offset, outputs),
            new OnnxWindow(layer.Stride, layer.Padding));
    }

    private static OnnxValue AddDense(OnnxGraphBuilder graph, OnnxValue value, Dense layer, BatchNormalization? norm)
    {
        (MapShape shape, int outputs) = (layer.InputShape, layer.OutputShape.Channels);
        (float[] factor, float[] offset) = Fold(norm, outputs);

        // The file keeps maps as [channels, height, width], the trainer as [height, width, channels].
        float[] weights = new float[layer.Weights.Length];
        for (int i = 0; i < weights.Length; i++)
        {
            (int place, int channel, int output) = (i / outputs / shape.Channels, i / outputs % shape.Channels, i % outputs);
            weights[(((channel * shape.Area) + place) * outputs) + output] = layer.Weights[i] * factor[output];
        }

        return graph.Gemm(
            graph.Flatten(value), graph.Constant($"{layer.Name}.weights", weights, shape.Length, outputs), graph.Constant($"{layer.Name}.bias", offset, outputs));
    }

    private static (float[] Factor, float[] Offset) Fold(BatchNormalization? norm, int outputs) => norm?.Folded() ?? ([.. Enumerable.Repeat(1f, outputs)], new float[outputs]);

    private static OnnxValue AddPoints(OnnxGraphBuilder graph, OnnxValue maps, MapShape shape)
    {
        float[] coordinates = new float[2 * shape.Area];
        for (int position = 0; position < shape.Area; position++)
        {
            (coordinates[2 * position], coordinates[(2 * position) + 1]) = SpatialSoftmax.Coordinates(position, shape);
        }

        OnnxValue weights = graph.Softmax(graph.Reshape(maps, [shape.Channels, shape.Area]));
        return graph.Flatten(graph.MatMul(weights, graph.Constant("points.coordinates", coordinates, shape.Area, 2)));
    }

    /// <summary>A face's place is a weighted sum of its points, and each coordinate of the crop's grid one of the place: two products with constants.</summary>
    private static OnnxValue AddCrop(OnnxGraphBuilder graph, OnnxValue picture, OnnxValue points, CropTemplate template)
    {
        int side = template.CropSide;
        float[] grid = new float[CropTemplate.PlaceLength * side * side * 2];
        for (int pixel = 0; pixel < side * side; pixel++)
        {
            (float u, float v) = (CropSampler.Coordinate(pixel % side, side), CropSampler.Coordinate(pixel / side, side));
            ReadOnlySpan<float> x = [u, -v, 1, 0];
            ReadOnlySpan<float> y = [v, u, 0, 1];
            for (int number = 0; number < CropTemplate.PlaceLength; number++)
            {
                int at = ((number * side * side) + pixel) * 2;
                (grid[at], grid[at + 1]) = (x[number], y[number]);
            }
        }

        OnnxValue place = graph.Gemm(points, graph.Constant("crop.place", template.Matrix, FacePoints.Length, CropTemplate.PlaceLength));
        OnnxValue sampled = graph.Gemm(place, graph.Constant("crop.grid", grid, CropTemplate.PlaceLength, side * side * 2));
        return graph.GridSample(picture, graph.Reshape(sampled, [side, side, 2]));
    }
}
