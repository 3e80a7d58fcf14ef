using System.Text;
using FaceFunctions.Training.Onnx;
using FaceFunctions.Training.Onnx.Wire;
using Google.Protobuf;

namespace FaceFunctions.Vision.Tests.Bundles;

/// <summary>Real models, changed to what other exporters write.</summary>
internal static class EditedModel
{
    // TensorProto.DataType of the specification; the writer needs only two of them.
    public const int Float16 = 10;
    public const int UInt8 = 2;
    private const int Float = 1;

    public static byte[] Edit(byte[] model, Action<ModelProto> change)
    {
        ModelProto parsed = ModelProto.Parser.ParseFrom(model);
        change(parsed);
        return parsed.ToByteArray();
    }

    /// <summary>[count, height, width, channels].</summary>
    public static void ChannelsLast(ModelProto model)
    {
        TensorShapeProto shape = PutInFront(model, "Transpose", OnnxAttribute.Ints("perm", 0, 3, 1, 2)).Shape;
        TensorShapeProto.Types.Dimension channels = shape.Dim[1];
        shape.Dim.RemoveAt(1);
        shape.Dim.Add(channels);
    }

    /// <summary>An input of another type, converted inside.</summary>
    public static void InputOf(ModelProto model, int type) => PutInFront(model, "Cast", OnnxAttribute.Int("to", Float)).ElemType = type;

    /// <summary>Outputs of float16.</summary>
    public static void HalfOutputs(ModelProto model)
    {
        foreach (ValueInfoProto output in model.Graph.Output)
        {
            string name = output.Name;
            output.Name = $"{name}_half";
            output.Type.TensorType.ElemType = Float16;
            model.Graph.Node.Add(new NodeProto { OpType = "Cast", Input = { name }, Output = { output.Name }, Attribute = { OnnxAttribute.Int("to", Float16) } });
        }
    }

    /// <summary>An input of exactly so many images.</summary>
    public static void Batch(ModelProto model, int count)
    {
        Input(model).Type.TensorType.Shape.Dim[0] = new TensorShapeProto.Types.Dimension { DimValue = count };

        // What the outputs say of themselves no longer holds, and need not be said.
        foreach (ValueInfoProto output in model.Graph.Output)
        {
            output.Type.TensorType.Shape = null;
        }
    }

    /// <summary>An input of any count before a graph that takes one.</summary>
    public static void HiddenBatchOfOne(ModelProto model, int channels, int side)
    {
        var shape = new TensorProto { Name = "one", DataType = (int)TensorProto.Types.DataType.Int64, Dims = { 4 } };
        shape.RawData = ByteString.CopyFrom([.. new long[] { 1, channels, side, side }.SelectMany(BitConverter.GetBytes)]);
        model.Graph.Initializer.Add(shape);
        PutInFront(model, "Reshape");
        model.Graph.Node[0].Input.Add(shape.Name);
    }

    /// <summary>The first weights in another file.</summary>
    public static void ExternalWeights(ModelProto model, string file)
    {
        TensorProto weights = model.Graph.Initializer.First(tensor => tensor.DataType == Float);
        weights.ClearRawData();
        byte[] entry = [.. Field(1, "location"), .. Field(2, file)];

        // external_data (13) and data_location (14), which the writer's own messages do not have.
        weights.MergeFrom([13 * 8 + 2, (byte)entry.Length, .. entry, 14 * 8, 1]);
    }

    /// <summary>The first operator in a domain that no runtime knows.</summary>
    public static void ForeignOperator(ModelProto model, string domain)
    {
        model.Graph.Node[0].MergeFrom(Field(7, domain));
        model.OpsetImport.Add(new OperatorSetIdProto { Domain = domain, Version = 1 });
    }

    private static byte[] Field(int number, string text) => [(byte)((number * 8) + 2), (byte)text.Length, .. Encoding.UTF8.GetBytes(text)];

    private static ValueInfoProto Input(ModelProto model) =>
        model.Graph.Input.Single(input => model.Graph.Initializer.All(constant => constant.Name != input.Name));

    /// <summary>Puts an operator between the input and the graph.</summary>
    /// <returns>What the input says of itself, to be changed.</returns>
    private static TypeProto.Types.Tensor PutInFront(ModelProto model, string operation, params AttributeProto[] attributes)
    {
        ValueInfoProto input = Input(model);
        string inside = input.Name;
        input.Name = $"outside_{inside}";
        var node = new NodeProto { OpType = operation, Input = { input.Name }, Output = { inside } };
        node.Attribute.Add(attributes);
        model.Graph.Node.Insert(0, node);
        return input.Type.TensorType;
    }
}
