namespace FaceFunctions.Core.Recognition;

/// <summary>What is done with the embedding of a face's mirror image.</summary>
public enum FlipRule
{
    /// <summary>The mirror image is not embedded.</summary>
    None,

    /// <summary>Both outputs are added (InsightFace's evaluation).</summary>
    Sum,

    /// <summary>Both outputs are joined, the photo's first (arcface-pytorch): twice the model's length.</summary>
    Concat,
}
