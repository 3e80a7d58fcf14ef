namespace FaceFunctions.Vision.Onnx;

/// <summary>What a model's input planes hold.</summary>
internal enum ChannelOrder
{
    /// <summary>Red, green, blue.</summary>
    Rgb,

    /// <summary>Blue, green, red.</summary>
    Bgr,

    /// <summary>One plane of BT.601 luma.</summary>
    Gray,
}
