using System.Numerics.Tensors;

namespace FaceFunctions.Core.Recognition;

/// <summary>Applies a <see cref="FlipRule"/>.</summary>
public static class FlipRuleExtensions
{
    /// <summary>Combines the model's outputs into one embedding of unit length.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="output">The photo's output, [length].</param>
    /// <param name="mirrored">The mirror image's output, [length]; empty for <see cref="FlipRule.None"/>.</param>
    /// <exception cref="ArgumentException">The outputs have no direction.</exception>
    public static FaceEmbedding Combine(this FlipRule rule, ReadOnlySpan<float> output, ReadOnlySpan<float> mirrored)
    {
        switch (rule)
        {
            case FlipRule.None:
                return FaceEmbedding.FromModelOutput(output);
            case FlipRule.Sum:
                float[] sum = new float[output.Length];
                TensorPrimitives.Add(output, mirrored, sum);
                return FaceEmbedding.FromModelOutput(sum);
            case FlipRule.Concat:
                return FaceEmbedding.FromModelOutput([.. output, .. mirrored]);
            default:
                throw new ArgumentOutOfRangeException(nameof(rule), rule, "Unknown flip rule.");
        }
    }
}
