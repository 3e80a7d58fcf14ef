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

    /// <summary>Normalises each channel with its trained mean and variance. <see cref="BatchNorm.FoldInto"/> spares the operator after a convolution.</summary>
    /// <param name="input">[N, channels, ...].</param>
    /// <param name="norm">As many channels as the input; becomes four constants, <c>name.scale</c>, <c>name.shift</c>, <c>name.mean</c> and <c>name.variance</c>.</param>
    /// <param name="name">Name of the output; null for one that is free.</param>
    /// <exception cref="ArgumentException">The numbers of channels differ, or the name is taken.</exception>
    public OnnxValue BatchNormalization(OnnxValue input, BatchNorm norm, string? name = null)
    {
        ThrowIfNotData(input);
        ArgumentNullException.ThrowIfNull(norm);
        int channels = norm.Channels;
        if (channels != input.Shape[1])
        {
            throw new ArgumentException($"{input} cannot be normalised with {channels} channels.", nameof(norm));
        }

        name ??= NextName("BatchNormalization");
        OnnxValue[] inputs =
        [
            input,
            Constant($"{name}.scale", norm.Scale, channels),
            Constant($"{name}.shift", norm.Shift, channels),
            Constant($"{name}.mean", norm.Mean, channels),
            Constant($"{name}.variance", norm.Variance, channels),
        ];
        return AddNode("BatchNormalization", name, input.Shape.ToArray(), inputs, OnnxAttribute.Float("epsilon", norm.Epsilon));
    }

    /// <summary>The mean of each window.</summary>
    /// <param name="input">[N, channels, height, width].</param>
    /// <param name="kernelHeight">Rows of the window, 1 or more.</param>
    /// <param name="kernelWidth">Columns of the window, 1 or more.</param>
    /// <param name="window">Strides and pads, each pad smaller than the kernel; null for stride 1 without pads.</param>
    /// <param name="countPads">Whether pads count as zeros in the mean; by default they do not count.</param>
    /// <param name="name">Name of the output; null for one that is free.</param>
    /// <exception cref="ArgumentException">The window does not fit into the picture, a pad is too large, or the name is taken.</exception>
    public OnnxValue AveragePool(OnnxValue input, int kernelHeight, int kernelWidth, OnnxWindow? window = null, bool countPads = false, string? name = null)
    {
        window ??= new OnnxWindow();
        int[] shape = Pool(input, kernelHeight, kernelWidth, window);
        return AddNode(
            "AveragePool",
            name,
            shape,
            [input],
            OnnxAttribute.Flag("count_include_pad", countPads),
            OnnxAttribute.Ints("kernel_shape", kernelHeight, kernelWidth),
            OnnxAttribute.Pads(window),
            OnnxAttribute.Strides(window));
    }

    /// <summary>The greatest value of each window; pads never win.</summary>
    /// <param name="input">[N, channels, height, width].</param>
    /// <param name="kernelHeight">Rows of the window, 1 or more.</param>
    /// <param name="kernelWidth">Columns of the window, 1 or more.</param>
    /// <param name="window">Strides and pads, each pad smaller than the kernel; null for stride 1 without pads.</param>
    /// <param name="name">Name of the output; null for one that is free.</param>
    /// <exception cref="ArgumentException">The window does not fit into the picture, a pad is too large, or the name is taken.</exception>
    public OnnxValue MaxPool(OnnxValue input, int kernelHeight, int kernelWidth, OnnxWindow? window = null, string? name = null)
    {
        window ??= new OnnxWindow();
        int[] shape = Pool(input, kernelHeight, kernelWidth, window);
        return AddNode(
            "MaxPool", name, shape, [input], OnnxAttribute.Ints("kernel_shape", kernelHeight, kernelWidth), OnnxAttribute.Pads(window), OnnxAttribute.Strides(window));
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

    /// <summary>The mean of each channel: [N, channels, 1, 1].</summary>
    /// <param name="input">[N, channels, height, width].</param>
    /// <param name="name">Name of the output; null for one that is free.</param>
    /// <exception cref="ArgumentException">The input is no picture, or the name is taken.</exception>
    public OnnxValue GlobalAveragePool(OnnxValue input, string? name = null)
    {
        ThrowIfNotData(input, rank: 4);
        return AddNode("GlobalAveragePool", name, [OnnxValue.AnyCount, input.Shape[1], 1, 1], [input]);
    }

    private static int[] Slide(OnnxValue input, int channels, int kernelHeight, int kernelWidth, OnnxWindow window)
    {
        (int rows, int columns) = (window.Rows(input.Shape[2], kernelHeight), window.Columns(input.Shape[3], kernelWidth));
        return rows >= 1 && columns >= 1
            ? [OnnxValue.AnyCount, channels, rows, columns]
            : throw new ArgumentException($"A kernel of {kernelHeight} x {kernelWidth} does not fit into {input} with its pads.", nameof(input));
    }

    private int[] Pool(OnnxValue input, int kernelHeight, int kernelWidth, OnnxWindow window)
    {
        ThrowIfNotData(input, rank: 4);
        ArgumentOutOfRangeException.ThrowIfLessThan(kernelHeight, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(kernelWidth, 1);
        if (Math.Max(window.Top, window.Bottom) >= kernelHeight || Math.Max(window.Left, window.Right) >= kernelWidth)
        {
            throw new ArgumentException($"The pads of a pool are smaller than its kernel of {kernelHeight} x {kernelWidth}: a window of pads alone has no value.", nameof(window));
        }

        return Slide(input, input.Shape[1], kernelHeight, kernelWidth, window);
    }
}
