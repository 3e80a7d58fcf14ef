using System.Buffers;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using FaceFunctions.Vision.Imaging;
using Microsoft.ML.OnnxRuntime;

namespace FaceFunctions.Vision.Onnx;

/// <summary>A model's input: float32 planes [count x channels x height x width] in a pooled array.</summary>
internal sealed class TensorBuffer : IDisposable
{
    private readonly long[] _shape;
    private float[]? _values;

    private TensorBuffer(long[] shape, int length)
    {
        _shape = shape;
        Length = length;
        _values = ArrayPool<float>.Shared.Rent(length);
    }

    /// <summary>Number of values.</summary>
    public int Length { get; }

    /// <summary>Rents a buffer; its values are whatever the pool left.</summary>
    public static TensorBuffer Rent(int count, int channels, int height, int width) =>
        new([count, channels, height, width], checked(count * channels * height * width));

    /// <summary>Writes an image as the planes of one item; each value becomes (value - mean) / scale.</summary>
    /// <param name="image">Has the buffer's height and width.</param>
    /// <param name="item">Which item of the batch, from 0.</param>
    /// <param name="channels">Order of the planes; their number is the buffer's.</param>
    /// <param name="mean">Subtracted, in the range 0 to 255.</param>
    /// <param name="scale">Divides; not 0.</param>
    /// <param name="mirrored">Left and right exchanged.</param>
    public void Write(BgrImage image, int item, ChannelOrder channels, float mean, float scale, bool mirrored)
    {
        ObjectDisposedException.ThrowIf(_values is null, this);
        ArgumentOutOfRangeException.ThrowIfNotEqual(image.Height, _shape[2]);
        ArgumentOutOfRangeException.ThrowIfNotEqual(image.Width, _shape[3]);
        ArgumentOutOfRangeException.ThrowIfNotEqual(channels == ChannelOrder.Gray ? 1 : 3, _shape[1]);
        int plane = image.Width * image.Height;
        Span<float> values = _values.AsSpan(item * (int)_shape[1] * plane, (int)_shape[1] * plane);
        if (channels == ChannelOrder.Gray)
        {
            image.CopyLumaTo(values);
        }
        else
        {
            Span<float> first = values[..plane];
            Span<float> green = values.Slice(plane, plane);
            Span<float> third = values[(2 * plane)..];
            Span<float> blue = channels == ChannelOrder.Bgr ? first : third;
            Span<float> red = channels == ChannelOrder.Bgr ? third : first;
            ReadOnlySpan<byte> pixels = image.Pixels;
            for (int i = 0; i < plane; i++, pixels = pixels[3..])
            {
                (blue[i], green[i], red[i]) = (pixels[0], pixels[1], pixels[2]);
            }
        }

        if (mean != 0 || scale != 1)
        {
            foreach (ref float value in values)
            {
                value = (value - mean) / scale;
            }
        }

        for (int row = 0; mirrored && row < values.Length; row += image.Width)
        {
            values.Slice(row, image.Width).Reverse();
        }
    }

    /// <summary>Makes all items from one on black.</summary>
    /// <param name="item">The first, from 0; the number of items for none.</param>
    public void ClearFrom(int item)
    {
        ObjectDisposedException.ThrowIf(_values is null, this);
        _values.AsSpan(0, Length)[(Length / (int)_shape[0] * item)..].Clear();
    }

    /// <summary>The buffer as a runtime value, valid until this is disposed. Only float32 planes are no copy.</summary>
    /// <param name="layout">What the model wants.</param>
    public OrtValue ToOrtValue(InputLayout layout)
    {
        ObjectDisposedException.ThrowIf(_values is null, this);
        Memory<float> values = layout.ChannelsLast ? WithChannelsLast(_values.AsSpan(0, Length)) : _values.AsMemory(0, Length);
        long[] shape = layout.ChannelsLast ? [_shape[0], _shape[2], _shape[3], _shape[1]] : _shape;
        if (!layout.IsHalf)
        {
            return OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, values, shape);
        }

        var halves = new Float16[Length];
        TensorPrimitives.ConvertToHalf(values.Span, MemoryMarshal.Cast<Float16, Half>(halves.AsSpan()));
        return OrtValue.CreateTensorValueFromMemory(halves, shape);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_values is { } values)
        {
            _values = null;
            ArrayPool<float>.Shared.Return(values);
        }
    }

    private float[] WithChannelsLast(ReadOnlySpan<float> planes)
    {
        (int channels, int pixels) = ((int)_shape[1], (int)(_shape[2] * _shape[3]));
        float[] values = new float[Length];
        for (int i = 0; i < Length; i++)
        {
            (int item, int rest) = Math.DivRem(i, channels * pixels);
            (int channel, int pixel) = Math.DivRem(rest, pixels);
            values[(((item * pixels) + pixel) * channels) + channel] = planes[i];
        }

        return values;
    }
}
