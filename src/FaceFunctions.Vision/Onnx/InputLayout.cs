using Microsoft.ML.OnnxRuntime.Tensors;

namespace FaceFunctions.Vision.Onnx;

/// <summary>How a model wants its images in memory.</summary>
/// <param name="ChannelsLast">[count, height, width, channels], as TensorFlow; otherwise [count, channels, height, width].</param>
/// <param name="IsHalf">float16; otherwise float32.</param>
internal readonly record struct InputLayout(bool ChannelsLast, bool IsHalf)
{
    /// <summary>Reads the layout off a model's input.</summary>
    /// <param name="shape">Its four dimensions; -1 where any number is accepted.</param>
    /// <param name="type">Its element type, float32 or float16.</param>
    public static InputLayout Of(ReadOnlySpan<int> shape, TensorElementType type) => new(!IsChannels(shape[1]) && IsChannels(shape[3]), type == TensorElementType.Float16);

    private static bool IsChannels(int count) => count is 1 or 3;
}
