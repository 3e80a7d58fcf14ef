using FaceFunctions.Core.Recognition;

namespace FaceFunctions.Core.Evaluation;

/// <summary>A face and whose it is.</summary>
/// <param name="Person">Number of the person, in the order in which the gallery grows; -1 for a stranger, who is never in it.</param>
/// <param name="Embedding">The face.</param>
public readonly record struct LabelledEmbedding(int Person, FaceEmbedding Embedding);
