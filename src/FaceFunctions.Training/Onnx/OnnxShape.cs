namespace FaceFunctions.Training.Onnx;

/// <summary>Arithmetic of dimensions.</summary>
internal static class OnnxShape
{
    /// <summary>The name that files give to the number of items.</summary>
    public const string CountName = "N";

    /// <summary>Number of elements; 1 for no dimensions.</summary>
    /// <exception cref="OverflowException">It is no int.</exception>
    public static int Length(ReadOnlySpan<int> shape)
    {
        int length = 1;
        foreach (int side in shape)
        {
            length = checked(length * side);
        }

        return length;
    }

    /// <summary>The shape of an elementwise operation, by ONNX's multidirectional broadcasting: dimensions are lined up at their ends; where one is 1 or missing, the other counts.</summary>
    /// <returns>Null when two dimensions are neither equal nor 1.</returns>
    public static int[]? Broadcast(ReadOnlySpan<int> a, ReadOnlySpan<int> b)
    {
        int[] shape = new int[Math.Max(a.Length, b.Length)];
        for (int fromEnd = 1; fromEnd <= shape.Length; fromEnd++)
        {
            int left = fromEnd <= a.Length ? a[^fromEnd] : 1;
            int right = fromEnd <= b.Length ? b[^fromEnd] : 1;
            if (left != right && left != 1 && right != 1)
            {
                return null;
            }

            shape[^fromEnd] = left == 1 ? right : left;
        }

        return shape;
    }

    /// <summary>A shape for messages: <c>[N, 64, 32, 32]</c>.</summary>
    public static string Text(ReadOnlySpan<int> shape)
    {
        string[] sides = new string[shape.Length];
        for (int i = 0; i < sides.Length; i++)
        {
            sides[i] = shape[i] == OnnxValue.AnyCount ? CountName : $"{shape[i]}";
        }

        return $"[{string.Join(", ", sides)}]";
    }
}
