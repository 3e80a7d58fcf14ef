using FaceFunctions.Core.Detection;

namespace FaceFunctions.Core.Recognition;

/// <summary>One face of a photo: where it is, how good it is, and its embedding.</summary>
/// <param name="Face">Box, landmarks and score, in pixels of the upright photo.</param>
/// <param name="Quality">Quality measured on the face.</param>
/// <param name="Embedding">Unit vector of the bundle's dimension.</param>
public sealed record AnalyzedFace(DetectedFace Face, FaceQuality Quality, FaceEmbedding Embedding);
