using FaceFunctions.Training.Onnx.Wire;
using Google.Protobuf;

namespace FaceFunctions.Training.Onnx;

/// <summary>Attributes of operators as the file holds them.</summary>
internal static class OnnxAttribute
{
    /// <summary>A number.</summary>
    public static AttributeProto Float(string name, float value) => new() { Name = name, Type = AttributeProto.Types.AttributeType.Float, F = value };

    /// <summary>A whole number.</summary>
    public static AttributeProto Int(string name, int value) => new() { Name = name, Type = AttributeProto.Types.AttributeType.Int, I = value };

    /// <summary>A switch, which ONNX writes as 0 or 1.</summary>
    public static AttributeProto Flag(string name, bool value) => Int(name, value ? 1 : 0);

    /// <summary>A word.</summary>
    public static AttributeProto Word(string name, string value) =>
        new() { Name = name, Type = AttributeProto.Types.AttributeType.String, S = ByteString.CopyFromUtf8(value) };

    /// <summary>Whole numbers.</summary>
    public static AttributeProto Ints(string name, params ReadOnlySpan<int> values)
    {
        var attribute = new AttributeProto { Name = name, Type = AttributeProto.Types.AttributeType.Ints };
        foreach (int value in values)
        {
            attribute.Ints.Add(value);
        }

        return attribute;
    }

    /// <summary>The pads of a window: rows above, columns left, rows below, columns right.</summary>
    public static AttributeProto Pads(OnnxWindow window) => Ints("pads", window.Top, window.Left, window.Bottom, window.Right);

    /// <summary>The strides of a window: rows, columns.</summary>
    public static AttributeProto Strides(OnnxWindow window) => Ints("strides", window.StrideY, window.StrideX);
}
