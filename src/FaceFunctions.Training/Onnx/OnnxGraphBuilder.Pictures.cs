namespace FaceFunctions.Training.Onnx;

/// <content>Operators on pictures, [N, channels, height, width].</content>
internal sealed partial class OnnxGraphBuilder
{
    /// <summary>Convolves.</summary>
    /// <param name="input">[N, channels, height, width].</param>
    /// <param name="weights">Constant [outputs, channels / group, kernel height, kernel width].</param>
    /// <param name="bias">Constant [outputs]; null for none.</param>
    /// <param name="window">Strides and pads (of zeros); null for stride 1 without pads.</param>
    /// <param name="group">Into how many groups input and output channels are divided; the number of channels makes it depthwise.</param>
    /// <param name="name">Name of the output; null for one that is free.</param>
    /// <exception cref="ArgumentException">Shapes do not go together, the kernel does not fit into the picture, or the name is taken.</exception>
    public OnnxValue Conv(OnnxValue input, OnnxValue weights, OnnxValue? bias = null, OnnxWindow? window = null, int group = 1, string? name = null)
    {
        ThrowIfNotData(input, rank: 4);
        ThrowIfNotOwn(weights);
        ArgumentOutOfRangeException.ThrowIfLessThan(group, 1);
        window ??= new OnnxWindow();
        int channels = input.Shape[1];
        if (!weights.IsConstant || weights.Rank != 4 || channels % group != 0 || weights.Shape[0] % group != 0 || weights.Shape[1] != channels / group)
        {
            throw new ArgumentException($"Weights of {input} in {group} groups are a constant [outputs, {channels} / {group}, height, width], not {weights}.", nameof(weights));
        }

        int outputs = weights.Shape[0];
        (int kernelHeight, int kernelWidth) = (weights.Shape[2], weights.Shape[3]);
        int[] shape = Slide(input, outputs, kernelHeight, kernelWidth, window);
        if (bias is not null)
        {
            ThrowIfNotConstant(bias, "bias", outputs);
        }

        return AddNode(
            "Conv",
            name,
            shape,
            bias is null ? [input, weights] : [input, weights, bias],
            OnnxAttribute.Int("group", group),
            OnnxAttribute.Ints("kernel_shape", kernelHeight, kernelWidth),
            OnnxAttribute.Pads(window),
            OnnxAttribute.Strides(window));
    }

    /// <summary>Reads a picture at places of choice, bilinear; outside, its edge goes on. -1 and 1 are the centres of the first and the last pixel.</summary>
    /// <param name="input">[N, channels, height, width].</param>
    /// <param name="grid">[N, rows, columns, 2]: for each value of the output x and y in the input.</param>
    /// <param name="name">Name of the output; null for one that is free.</param>
    /// <exception cref="ArgumentException">The input is no picture, the grid has another shape, or the name is taken.</exception>
    public OnnxValue GridSample(OnnxValue input, OnnxValue grid, string? name = null)
    {
        ThrowIfNotData(input, rank: 4);
        ThrowIfNotData(grid, rank: 4);
        if (grid.Shape[3] != 2)
        {
            throw new ArgumentException($"A grid is [N, rows, columns, 2], not {grid}.", nameof(grid));
        }

        return AddNode(
            "GridSample",
            name,
            [OnnxValue.AnyCount, input.Shape[1], grid.Shape[1], grid.Shape[2]],
            [input, grid],
            OnnxAttribute.Flag("align_corners", true),
            OnnxAttribute.Word("mode", "bilinear"),
            OnnxAttribute.Word("padding_mode", "border"));
    }

    private static int[] Slide(OnnxValue input, int channels, int kernelHeight, int kernelWidth, OnnxWindow window)
    {
        (int rows, int columns) = (window.Rows(input.Shape[2], kernelHeight), window.Columns(input.Shape[3], kernelWidth));
        return rows >= 1 && columns >= 1
            ? [OnnxValue.AnyCount, channels, rows, columns]
            : throw new ArgumentException($"A kernel of {kernelHeight} x {kernelWidth} does not fit into {input} with its pads.", nameof(input));
    }
}
