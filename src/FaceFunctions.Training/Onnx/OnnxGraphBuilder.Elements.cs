namespace FaceFunctions.Training.Onnx;

/// <content>Operators on single elements.</content>
internal sealed partial class OnnxGraphBuilder
{
    /// <summary>Negative values become 0.</summary>
    /// <param name="input">[N, ...].</param>
    /// <param name="name">Name of the output; null for one that is free.</param>
    /// <exception cref="ArgumentException">The input is a constant, or the name is taken.</exception>
    public OnnxValue Relu(OnnxValue input, string? name = null)
    {
        ThrowIfNotData(input);
        return AddNode("Relu", name, input.Shape.ToArray(), [input]);
    }

    /// <summary>Sums; the smaller shape broadcasts to the larger.</summary>
    /// <param name="a">[N, ...], or a constant when the other is none.</param>
    /// <param name="b">Likewise.</param>
    /// <param name="name">Name of the output; null for one that is free.</param>
    /// <exception cref="ArgumentException">Shapes do not go together, both are constants, or the name is taken.</exception>
    public OnnxValue Add(OnnxValue a, OnnxValue b, string? name = null) => AddNode("Add", name, Broadcast(a, b), [a, b]);

    /// <summary>The same value under another name, for instance as an output.</summary>
    /// <param name="input">[N, ...].</param>
    /// <param name="name">Name of the output; null for one that is free.</param>
    /// <exception cref="ArgumentException">The input is a constant, or the name is taken.</exception>
    public OnnxValue Identity(OnnxValue input, string? name = null)
    {
        ThrowIfNotData(input);
        return AddNode("Identity", name, input.Shape.ToArray(), [input]);
    }

    private int[] Broadcast(OnnxValue a, OnnxValue b)
    {
        ThrowIfNotOwn(a);
        ThrowIfNotOwn(b);

        // The open number of items must come first in the result, and nowhere else: that refuses two constants and a constant that has more dimensions than the data.
        return OnnxShape.Broadcast(a.Shape, b.Shape) is { Length: > 0 } shape && shape[0] == OnnxValue.AnyCount && Array.LastIndexOf(shape, OnnxValue.AnyCount) == 0
            ? shape
            : throw new ArgumentException($"{a} and {b} do not broadcast to one shape [N, ...].", nameof(b));
    }
}
