using FaceFunctions.Core.Recognition;

namespace FaceFunctions.Vision;

/// <summary>A way to embed a face.</summary>
/// <param name="Aligned">Whether the face is cut out as the bundle says (by its landmarks, or as the photo's middle), not along its box alone.</param>
/// <param name="Flipped">Whether its mirror image is embedded too: by the bundle's rule, or by the sum when the bundle has none.</param>
public readonly record struct EmbeddingVariant(bool Aligned, bool Flipped)
{
    /// <summary>All of them, in the order in which <see cref="VariedFace"/> keeps them.</summary>
    public static IReadOnlyList<EmbeddingVariant> All { get; } = [new(true, false), new(true, true), new(false, false), new(false, true)];
}

/// <summary>The embeddings of one face.</summary>
/// <param name="Embeddings">In the order of <see cref="EmbeddingVariant.All"/>; the last two are missing where there was no crop without alignment.</param>
public sealed record VariedFace(IReadOnlyList<FaceEmbedding> Embeddings)
{
    /// <summary>One of them; null when it is missing.</summary>
    public FaceEmbedding? this[EmbeddingVariant variant]
    {
        get
        {
            int place = (variant.Aligned ? 0 : 2) + (variant.Flipped ? 1 : 0);
            return place < Embeddings.Count ? Embeddings[place] : null;
        }
    }
}

/// <summary>A photo whose faces were embedded in each way.</summary>
/// <param name="Analysis">What the product makes of it.</param>
/// <param name="Faces">As many faces in the same order; empty when none was found.</param>
public sealed record VariedPhoto(PhotoAnalysis Analysis, IReadOnlyList<VariedFace> Faces);
