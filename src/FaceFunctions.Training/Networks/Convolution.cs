using System.Numerics.Tensors;
using FaceFunctions.Core.Training;

namespace FaceFunctions.Training.Networks;

/// <summary>A square convolution without bias: what comes after it normalises. Weights are [kernel x kernel x input channels x output channels].</summary>
/// <remarks>Computed as matrix products over gathered patches, a tile of positions at a time, so that the patches stay in the cache.</remarks>
internal sealed class Convolution : Layer
{
    // Patches of a tile: at most 256 x 9 x 128 floats, about the size of a core's second-level cache.
    private const int TileRows = 256;

    private readonly MapShape _inputShape;
    private readonly bool _isFirst;
    private readonly int _patch;
    private readonly Parameter _weights;
    private readonly FeatureMaps _output;
    private readonly FeatureMaps _inputGradient;
    private readonly float[][] _patches;
    private readonly float[][] _gradients;
    private FeatureMaps? _input;

    /// <summary>Creates the layer with weights drawn as He et al., 2015, advise for rectified units.</summary>
    /// <param name="name">Unique within the network.</param>
    /// <param name="input">Size of the input.</param>
    /// <param name="channels">Channels of the output.</param>
    /// <param name="kernel">Side of the kernel.</param>
    /// <param name="stride">Step of the kernel; the input is padded with zeros by half the kernel.</param>
    /// <param name="isFirst">Whether the input is data, which needs no gradient.</param>
    /// <param name="random">Draws the weights.</param>
    public Convolution(string name, MapShape input, int channels, int kernel, int stride, bool isFirst, Random random)
    {
        (Name, _inputShape, _isFirst, Kernel, Stride) = (name, input, isFirst, kernel, stride);
        OutputShape = new MapShape(Extent(input.Height), Extent(input.Width), channels);
        _patch = kernel * kernel * input.Channels;
        _weights = new Parameter($"{name}.weights", _patch * channels, decays: true);
        Initial.Normal(_weights.Values, Math.Sqrt(2.0 / _patch), random);
        _output = new FeatureMaps(OutputShape);
        _inputGradient = new FeatureMaps(input);
        _patches = Shards.CreateSums(TileRows * _patch);
        _gradients = Shards.CreateSums(_patch * channels);
    }

    /// <summary>Unique within the network.</summary>
    public string Name { get; }

    /// <inheritdoc/>
    public override MapShape OutputShape { get; }

    /// <inheritdoc/>
    public override IEnumerable<Parameter> Parameters => [_weights];

    /// <summary>Side of the kernel.</summary>
    public int Kernel { get; }

    /// <summary>Step of the kernel.</summary>
    public int Stride { get; }

    /// <summary>Zeros on each side of the input.</summary>
    public int Padding => Kernel / 2;

    /// <summary>Channels of the input.</summary>
    public int InputChannels => _inputShape.Channels;

    /// <summary>The weights, [kernel x kernel x input channels x output channels].</summary>
    public ReadOnlySpan<float> Weights => _weights.Values;

    /// <inheritdoc/>
    public override FeatureMaps Forward(FeatureMaps input, bool training)
    {
        _input = input;
        _output.Resize(input.Count);
        int channels = OutputShape.Channels;
        Shards.Run(input.Count, (shard, first, end) =>
        {
            float[] patches = _patches[shard];
            Span<float> output = _output.Samples(first, end);
            for (int row = 0; row < (end - first) * OutputShape.Area; row += TileRows)
            {
                int rows = Math.Min(TileRows, ((end - first) * OutputShape.Area) - row);
                Gather(input.Samples(first, end), row, rows, patches);
                MatrixProduct.Multiply(
                    patches, _patch, transposeA: false, _weights.Values, channels, transposeB: false, output[(row * channels)..], channels, rows, channels, _patch, accumulate: false);
            }
        });
        return _output;
    }

    /// <inheritdoc/>
    public override FeatureMaps Backward(FeatureMaps outputGradient)
    {
        FeatureMaps input = _input!;
        _inputGradient.Resize(input.Count);
        int channels = OutputShape.Channels;
        Shards.Run(input.Count, (shard, first, end) =>
        {
            float[] patches = _patches[shard];
            Span<float> inputGradient = _inputGradient.Samples(first, end);
            inputGradient.Clear();
            Array.Clear(_gradients[shard]);
            ReadOnlySpan<float> gradient = outputGradient.Samples(first, end);
            for (int row = 0; row < (end - first) * OutputShape.Area; row += TileRows)
            {
                int rows = Math.Min(TileRows, ((end - first) * OutputShape.Area) - row);
                ReadOnlySpan<float> tile = gradient.Slice(row * channels, rows * channels);
                Gather(input.Samples(first, end), row, rows, patches);
                MatrixProduct.Multiply(patches, _patch, transposeA: true, tile, channels, transposeB: false, _gradients[shard], channels, _patch, channels, rows, accumulate: true);
                if (!_isFirst)
                {
                    MatrixProduct.Multiply(tile, channels, transposeA: false, _weights.Values, channels, transposeB: true, patches, _patch, rows, _patch, channels, accumulate: false);
                    Scatter(patches, row, rows, inputGradient);
                }
            }
        });
        Array.Clear(_weights.Gradient);
        foreach (float[] part in _gradients)
        {
            TensorPrimitives.Add(_weights.Gradient, part, _weights.Gradient);
        }

        return _inputGradient;
    }

    private int Extent(int input) => ((input - 1) / Stride) + 1;

    /// <summary>Copies the patches under the kernel at some output positions, one row of <paramref name="patches"/> each.</summary>
    private void Gather(ReadOnlySpan<float> input, int firstRow, int rows, Span<float> patches)
    {
        var place = new PatchPlace(_inputShape, OutputShape, Kernel, Stride, firstRow);
        for (int row = 0; row < rows; row++, place.MoveOn())
        {
            for (int line = 0; line < Kernel; line++, patches = patches[(Kernel * InputChannels)..])
            {
                Span<float> target = patches[..(Kernel * InputChannels)];
                if (place.HasLine(line))
                {
                    target[..place.Skipped].Clear();
                    input.Slice(place.LineStart(line), place.LineLength).CopyTo(target[place.Skipped..]);
                    target[(place.Skipped + place.LineLength)..].Clear();
                }
                else
                {
                    target.Clear();
                }
            }
        }
    }

    /// <summary>Adds patches back to where <see cref="Gather"/> took them from.</summary>
    private void Scatter(ReadOnlySpan<float> patches, int firstRow, int rows, Span<float> inputGradient)
    {
        var place = new PatchPlace(_inputShape, OutputShape, Kernel, Stride, firstRow);
        for (int row = 0; row < rows; row++, place.MoveOn())
        {
            for (int line = 0; line < Kernel; line++, patches = patches[(Kernel * InputChannels)..])
            {
                if (place.HasLine(line))
                {
                    Span<float> target = inputGradient.Slice(place.LineStart(line), place.LineLength);
                    TensorPrimitives.Add(target, patches.Slice(place.Skipped, place.LineLength), target);
                }
            }
        }
    }
}
