using System.Buffers.Binary;
using FaceFunctions.Training.Onnx.Wire;

namespace FaceFunctions.Training.Onnx;

/// <content>Operators on vectors, and those that only change shapes.</content>
internal sealed partial class OnnxGraphBuilder
{
    /// <summary>A fully connected layer: [N, outputs].</summary>
    /// <param name="input">[N, inputs].</param>
    /// <param name="weights">Constant [inputs, outputs]; with <paramref name="transB"/> [outputs, inputs].</param>
    /// <param name="bias">Constant [outputs]; null for none.</param>
    /// <param name="transB">Whether each row of the weights belongs to an output, as most trainers keep them.</param>
    /// <param name="name">Name of the output; null for one that is free.</param>
    /// <exception cref="ArgumentException">Shapes do not go together, or the name is taken.</exception>
    public OnnxValue Gemm(OnnxValue input, OnnxValue weights, OnnxValue? bias = null, bool transB = false, string? name = null)
    {
        ThrowIfNotData(input, rank: 2);
        ThrowIfNotOwn(weights);
        int inputs = input.Shape[1];
        if (!weights.IsConstant || weights.Rank != 2 || weights.Shape[transB ? 1 : 0] != inputs)
        {
            string wanted = transB ? $"[outputs, {inputs}]" : $"[{inputs}, outputs]";
            throw new ArgumentException($"Weights of {input} are a constant {wanted}, not {weights}.", nameof(weights));
        }

        int outputs = weights.Shape[transB ? 0 : 1];
        if (bias is not null)
        {
            ThrowIfNotConstant(bias, "bias", outputs);
        }

        return AddNode("Gemm", name, [OnnxValue.AnyCount, outputs], bias is null ? [input, weights] : [input, weights, bias], OnnxAttribute.Flag("transB", transB));
    }

    /// <summary>The product of each item's matrix with a constant one: [N, ..., columns].</summary>
    /// <param name="input">[N, ..., rows, terms].</param>
    /// <param name="matrix">Constant [terms, columns].</param>
    /// <param name="name">Name of the output; null for one that is free.</param>
    /// <exception cref="ArgumentException">Shapes do not go together, or the name is taken.</exception>
    public OnnxValue MatMul(OnnxValue input, OnnxValue matrix, string? name = null)
    {
        ThrowIfNotData(input);
        ThrowIfNotOwn(matrix);
        int terms = input.Shape[^1];
        if (!matrix.IsConstant || matrix.Rank != 2 || matrix.Shape[0] != terms)
        {
            throw new ArgumentException($"{input} is multiplied by a constant [{terms}, columns], not by {matrix}.", nameof(matrix));
        }

        return AddNode("MatMul", name, [.. input.Shape[..^1], matrix.Shape[1]], [input, matrix]);
    }

    /// <summary>Positive values that sum to 1 along the last dimension.</summary>
    /// <param name="input">[N, ..., values].</param>
    /// <param name="name">Name of the output; null for one that is free.</param>
    /// <exception cref="ArgumentException">The input is a constant, or the name is taken.</exception>
    public OnnxValue Softmax(OnnxValue input, string? name = null)
    {
        ThrowIfNotData(input);
        return AddNode("Softmax", name, input.Shape.ToArray(), [input], OnnxAttribute.Int("axis", -1));
    }

    /// <summary>One vector an item: [N, values], in the order of memory.</summary>
    /// <param name="input">[N, ...].</param>
    /// <param name="name">Name of the output; null for one that is free.</param>
    /// <exception cref="ArgumentException">The input is a constant, or the name is taken.</exception>
    public OnnxValue Flatten(OnnxValue input, string? name = null)
    {
        ThrowIfNotData(input);
        return AddNode("Flatten", name, [OnnxValue.AnyCount, OnnxShape.Length(input.Shape[1..])], [input], OnnxAttribute.Int("axis", 1));
    }

    /// <summary>Gives each item another shape of as many values, in the order of memory.</summary>
    /// <param name="input">[N, ...].</param>
    /// <param name="itemShape">Dimensions of one item, without the number of items.</param>
    /// <param name="name">Name of the output; null for one that is free. The shape becomes a constant, <c>name.shape</c>.</param>
    /// <exception cref="ArgumentException">The shape has another number of values, or the name is taken.</exception>
    public OnnxValue Reshape(OnnxValue input, ReadOnlySpan<int> itemShape, string? name = null)
    {
        ThrowIfNotData(input);
        ThrowIfNotPositive(itemShape, nameof(itemShape));
        if (OnnxShape.Length(itemShape) != OnnxShape.Length(input.Shape[1..]))
        {
            throw new ArgumentException($"An item of {input} cannot become {OnnxShape.Text(itemShape)}: the numbers of values differ.", nameof(itemShape));
        }

        // A dimension of 0 is copied from the input (allowzero 0): the number of items stays what it is.
        name ??= NextName("Reshape");
        int[] target = [0, .. itemShape];
        byte[] bytes = new byte[target.Length * sizeof(long)];
        for (int i = 0; i < target.Length; i++)
        {
            BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(i * sizeof(long)), target[i]);
        }

        OnnxValue shape = AddInitializer($"{name}.shape", TensorProto.Types.DataType.Int64, bytes, [target.Length]);
        return AddNode("Reshape", name, [OnnxValue.AnyCount, .. itemShape], [input, shape]);
    }
}
