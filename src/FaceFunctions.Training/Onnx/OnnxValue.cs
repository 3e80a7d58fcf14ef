namespace FaceFunctions.Training.Onnx;

/// <summary>A value of a graph: its input, a constant, or what an operator gives. Made by <see cref="OnnxGraphBuilder"/>, and of use only with the builder that made it.</summary>
internal sealed class OnnxValue
{
    /// <summary>Stands in <see cref="Shape"/> for the number of items, which each run of the model chooses.</summary>
    public const int AnyCount = -1;

    private readonly int[] _shape;

    /// <summary>Creates a value.</summary>
    /// <param name="name">Its name in the file.</param>
    /// <param name="shape">Its dimensions. Not copied.</param>
    public OnnxValue(string name, int[] shape)
    {
        Name = name;
        _shape = shape;
    }

    /// <summary>The name in the file, unique in the graph.</summary>
    public string Name { get; }

    /// <summary>The dimensions. Those of a constant are all known; every other value starts with <see cref="AnyCount"/>, and the rest is known.</summary>
    public ReadOnlySpan<int> Shape => _shape;

    /// <summary>Number of dimensions.</summary>
    public int Rank => _shape.Length;

    /// <summary>Whether the value is the same in each run.</summary>
    public bool IsConstant => Rank == 0 || _shape[0] != AnyCount;

    /// <summary>Name and shape, for messages: <c>conv_1 [N, 64, 32, 32]</c>.</summary>
    public override string ToString() => $"{Name} {OnnxShape.Text(_shape)}";
}
