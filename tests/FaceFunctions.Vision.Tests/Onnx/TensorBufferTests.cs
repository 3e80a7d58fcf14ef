using FaceFunctions.Vision.Imaging;
using FaceFunctions.Vision.Onnx;
using Microsoft.ML.OnnxRuntime;

namespace FaceFunctions.Vision.Tests.Onnx;

public class TensorBufferTests
{
    [Theory]
    [InlineData("Rgb", new float[] { 30, 60, 20, 50, 10, 40 })]
    [InlineData("Bgr", new float[] { 10, 40, 20, 50, 30, 60 })]
    [InlineData("Gray", new float[] { 21.85f, 51.85f })]
    public void Write_orders_the_planes(string order, float[] expected) =>
        AssertValues(expected, Write(Enum.Parse<ChannelOrder>(order), 0, 1, mirrored: false));

    [Fact]
    public void Write_mirrors_each_row() =>
        AssertValues([60, 30, 50, 20, 40, 10], Write(ChannelOrder.Rgb, 0, 1, mirrored: true));

    [Fact]
    public void Write_subtracts_the_mean_and_then_divides() =>
        AssertValues([-95, -65, -105, -75, -115, -85], Write(ChannelOrder.Rgb, 125, 1, mirrored: false));

    [Fact]
    public void Write_divides_by_the_scale() =>
        AssertValues([-0.75f, -0.5f, -0.8333f, -0.58333f, -0.91667f, -0.66667f], Write(ChannelOrder.Rgb, 120, 120, mirrored: false));

    [Fact]
    public void Write_leaves_the_other_items_of_the_batch_alone()
    {
        using TensorBuffer buffer = TensorBuffer.Rent(2, 1, 1, 2);
        buffer.Write(Image(), 0, ChannelOrder.Gray, 0, 1, mirrored: false);
        buffer.Write(Image(), 1, ChannelOrder.Gray, 0, 1, mirrored: true);

        AssertValues([21.85f, 51.85f, 51.85f, 21.85f], Values(buffer));
    }

    [Fact]
    public void ClearFrom_makes_the_items_after_one_black()
    {
        using TensorBuffer buffer = TensorBuffer.Rent(3, 1, 1, 2);
        for (int item = 0; item < 3; item++)
        {
            buffer.Write(Image(), item, ChannelOrder.Gray, 0, 1, mirrored: false);
        }

        buffer.ClearFrom(1);

        AssertValues([21.85f, 51.85f, 0, 0, 0, 0], Values(buffer));
    }

    [Fact]
    public void ToOrtValue_puts_channels_last_where_a_model_wants_them_there()
    {
        using TensorBuffer buffer = TensorBuffer.Rent(2, 3, 1, 2);
        buffer.Write(Image(), 0, ChannelOrder.Rgb, 0, 1, mirrored: false);
        buffer.Write(Image(), 1, ChannelOrder.Bgr, 0, 1, mirrored: false);
        using OrtValue value = buffer.ToOrtValue(new InputLayout(ChannelsLast: true, IsHalf: false));

        Assert.Equal([2, 1, 2, 3], value.GetTensorTypeAndShape().Shape);
        AssertValues([30, 20, 10, 60, 50, 40, 10, 20, 30, 40, 50, 60], value.GetTensorDataAsSpan<float>().ToArray());
    }

    [Fact]
    public void ToOrtValue_converts_for_a_model_of_half_precision()
    {
        using TensorBuffer buffer = TensorBuffer.Rent(1, 3, 1, 2);
        buffer.Write(Image(), 0, ChannelOrder.Rgb, 0, 1, mirrored: false);
        using OrtValue value = buffer.ToOrtValue(new InputLayout(ChannelsLast: false, IsHalf: true));

        AssertValues([30, 60, 20, 50, 10, 40], [.. value.GetTensorDataAsSpan<Float16>().ToArray().Select(half => half.ToFloat())]);
    }

    /// <summary>Two pixels: blue, green and red are 10, 20, 30 and 40, 50, 60.</summary>
    private static BgrImage Image()
    {
        var image = new BgrImage(2, 1);
        ((byte[])[10, 20, 30, 40, 50, 60]).CopyTo(image.Pixels, 0);
        return image;
    }

    private static float[] Write(ChannelOrder order, float mean, float scale, bool mirrored)
    {
        using TensorBuffer buffer = TensorBuffer.Rent(1, order == ChannelOrder.Gray ? 1 : 3, 1, 2);
        buffer.Write(Image(), 0, order, mean, scale, mirrored);
        return Values(buffer);
    }

    private static float[] Values(TensorBuffer buffer)
    {
        using OrtValue value = buffer.ToOrtValue(default);
        return value.GetTensorDataAsSpan<float>().ToArray();
    }

    private static void AssertValues(float[] expected, float[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-3f));
    }
}
