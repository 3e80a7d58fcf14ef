using System.Buffers.Binary;
using FaceFunctions.Training.Onnx.Wire;
using Google.Protobuf;

namespace FaceFunctions.Training.Onnx;

/// <summary>Writes a network as an ONNX file: declare the input, call the operators in order, name the outputs, write.</summary>
/// <remarks>
/// Float32 throughout. Each value but a constant has the number of items as its first dimension, and that stays open ("N"); all other dimensions are known,
/// so that what does not fit together is refused here and not by the runtime. Operators mean what the ONNX specification says of them at <see cref="Opset"/>.
/// The same calls give the same bytes. For one thread at a time.
/// </remarks>
internal sealed partial class OnnxGraphBuilder
{
    /// <summary>Version of the file format: that of ONNX 1.12, from 2022, which every runtime of today reads.</summary>
    public const int IrVersion = 8;

    /// <summary>Version of the standard operators that belongs to it.</summary>
    public const int Opset = 17;

    private readonly GraphProto _graph = new();
    private readonly Dictionary<string, OnnxValue> _values = new(StringComparer.Ordinal);

    /// <summary>Declares the input.</summary>
    /// <param name="name">Its name; not empty.</param>
    /// <param name="itemShape">Dimensions of one item, for a picture channels, height, width. The number of items comes before them and stays open.</param>
    /// <exception cref="ArgumentException">There is no dimension, one is below 1, or the name is taken.</exception>
    /// <exception cref="InvalidOperationException">There is an input already.</exception>
    public OnnxValue Input(string name, params ReadOnlySpan<int> itemShape)
    {
        if (_graph.Input.Count > 0)
        {
            throw new InvalidOperationException($"The graph has an input already: {_graph.Input[0].Name}.");
        }

        if (itemShape.IsEmpty)
        {
            throw new ArgumentException("An input has at least one dimension beside the number of items.", nameof(itemShape));
        }

        ThrowIfNotPositive(itemShape, nameof(itemShape));
        OnnxValue input = Add(name, [OnnxValue.AnyCount, .. itemShape]);
        _graph.Input.Add(InfoOf(input));
        return input;
    }

    /// <summary>Adds weights or other numbers that are the same in each run.</summary>
    /// <param name="name">Their name; not empty.</param>
    /// <param name="values">All of them, row-major. Copied.</param>
    /// <param name="shape">Their dimensions; none for a single number.</param>
    /// <exception cref="ArgumentException">The number of values is not that of the shape, a value is NaN or infinite, a dimension is below 1, or the name is taken.</exception>
    public OnnxValue Constant(string name, ReadOnlySpan<float> values, params ReadOnlySpan<int> shape)
    {
        ThrowIfNotPositive(shape, nameof(shape));
        if (values.Length != OnnxShape.Length(shape))
        {
            throw new ArgumentException($"{name} of shape {OnnxShape.Text(shape)} has {OnnxShape.Length(shape)} values, but {values.Length} came.", nameof(values));
        }

        byte[] bytes = new byte[values.Length * sizeof(float)];
        for (int i = 0; i < values.Length; i++)
        {
            if (!float.IsFinite(values[i]))
            {
                throw new ArgumentException($"Value {i} of {name} is {values[i]}: a model with it answers nothing.", nameof(values));
            }

            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(i * sizeof(float)), values[i]);
        }

        return AddInitializer(name, TensorProto.Types.DataType.Float, bytes, shape);
    }

    /// <summary>Makes a value an output of the graph; outputs stand in the order of these calls.</summary>
    /// <exception cref="ArgumentException">The value is a constant, an output already, or of another graph.</exception>
    public void Output(OnnxValue value)
    {
        ThrowIfNotData(value);
        if (_graph.Output.Any(output => output.Name == value.Name))
        {
            throw new ArgumentException($"{value} is an output already.", nameof(value));
        }

        _graph.Output.Add(InfoOf(value));
    }

    /// <summary>Writes the file.</summary>
    /// <param name="stream">Receives it; stays open.</param>
    /// <param name="info">What the file says about itself.</param>
    /// <exception cref="InvalidOperationException">There is no input or no output.</exception>
    public void Write(Stream stream, OnnxModelInfo info)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ToModel(info).WriteTo(stream);
    }

    /// <summary>The file's bytes.</summary>
    /// <param name="info">What the file says about itself.</param>
    /// <exception cref="InvalidOperationException">There is no input or no output.</exception>
    public byte[] ToArray(OnnxModelInfo info) => ToModel(info).ToByteArray();

    private static ValueInfoProto InfoOf(OnnxValue value)
    {
        var shape = new TensorShapeProto();
        foreach (int side in value.Shape)
        {
            shape.Dim.Add(side == OnnxValue.AnyCount
                ? new TensorShapeProto.Types.Dimension { DimParam = OnnxShape.CountName }
                : new TensorShapeProto.Types.Dimension { DimValue = side });
        }

        return new ValueInfoProto
        {
            Name = value.Name,
            Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = (int)TensorProto.Types.DataType.Float, Shape = shape } },
        };
    }

    private static void ThrowIfNotPositive(ReadOnlySpan<int> shape, string parameter)
    {
        foreach (int side in shape)
        {
            if (side < 1)
            {
                throw new ArgumentException($"Each dimension is 1 or more, but the shape is [{string.Join(", ", shape.ToArray())}].", parameter);
            }
        }
    }

    private ModelProto ToModel(OnnxModelInfo info)
    {
        ArgumentNullException.ThrowIfNull(info);
        ArgumentException.ThrowIfNullOrEmpty(info.GraphName);
        if (_graph.Input.Count == 0 || _graph.Output.Count == 0)
        {
            throw new InvalidOperationException("A graph has an input and at least one output.");
        }

        _graph.Name = info.GraphName;
        var model = new ModelProto
        {
            IrVersion = IrVersion,
            ProducerName = info.ProducerName,
            ProducerVersion = info.ProducerVersion,
            DocString = info.Description,
            Graph = _graph,
            OpsetImport = { new OperatorSetIdProto { Domain = "", Version = Opset } },
        };
        model.MetadataProps.AddRange(info.Metadata
            .OrderBy(property => property.Key, StringComparer.Ordinal)
            .Select(property => new StringStringEntryProto { Key = property.Key, Value = property.Value }));
        return model;
    }

    private OnnxValue Add(string name, int[] shape)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        var value = new OnnxValue(name, shape);
        return _values.TryAdd(name, value) ? value : throw new ArgumentException($"The graph has a value {name} already.", nameof(name));
    }

    private OnnxValue AddInitializer(string name, TensorProto.Types.DataType type, byte[] bytes, ReadOnlySpan<int> shape)
    {
        OnnxValue value = Add(name, shape.ToArray());
        var tensor = new TensorProto { Name = name, DataType = (int)type, RawData = UnsafeByteOperations.UnsafeWrap(bytes) };
        foreach (int side in shape)
        {
            tensor.Dims.Add(side);
        }

        _graph.Initializer.Add(tensor);
        return value;
    }

    private OnnxValue AddNode(string operation, string? name, int[] shape, ReadOnlySpan<OnnxValue> inputs, params ReadOnlySpan<AttributeProto> attributes)
    {
        OnnxValue output = Add(name ?? NextName(operation), shape);
        var node = new NodeProto { Name = output.Name, OpType = operation, Output = { output.Name } };
        foreach (OnnxValue input in inputs)
        {
            node.Input.Add(input.Name);
        }

        foreach (AttributeProto attribute in attributes)
        {
            node.Attribute.Add(attribute);
        }

        _graph.Node.Add(node);
        return output;
    }

    private string NextName(string operation)
    {
        int number = _graph.Node.Count;
        string name;
        do
        {
            name = $"{operation}_{++number}";
        }
        while (_values.ContainsKey(name));
        return name;
    }

    private void ThrowIfNotOwn(OnnxValue value)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (!_values.TryGetValue(value.Name, out OnnxValue? own) || own != value)
        {
            throw new ArgumentException($"{value} belongs to another graph.", nameof(value));
        }
    }

    /// <summary>Refuses what is not data of this graph with one of the given numbers of dimensions (0 for any).</summary>
    private void ThrowIfNotData(OnnxValue value, int rank = 0)
    {
        ThrowIfNotOwn(value);
        if (value.IsConstant || (rank > 0 && value.Rank != rank))
        {
            string wanted = rank switch { 0 => "[N, ...]", 2 => "[N, values]", _ => "[N, channels, height, width]" };
            throw new ArgumentException($"A value {wanted} is needed, not {(value.IsConstant ? "the constant " : "")}{value}.", nameof(value));
        }
    }

    private void ThrowIfNotConstant(OnnxValue value, string role, params ReadOnlySpan<int> shape)
    {
        ThrowIfNotOwn(value);
        if (!value.IsConstant || !value.Shape.SequenceEqual(shape))
        {
            throw new ArgumentException($"The {role} must be a constant {OnnxShape.Text(shape)}, not {value}.", nameof(value));
        }
    }
}
