using FaceFunctions.Core.Detection;
using FaceFunctions.Core.Recognition;

namespace FaceFunctions.Core.Gallery;

/// <summary>One stored face of a gallery photo.</summary>
/// <param name="Person">The photo's person when this face is its subject; null for everybody else in the picture, who are never named by the file's person.</param>
/// <param name="Face">Box, landmarks and score, in pixels of the upright photo.</param>
/// <param name="Quality">Quality measured at enrolment.</param>
/// <param name="Embedding">Unit vector of the photo's bundle.</param>
public sealed record FaceRecord(string? Person, DetectedFace Face, FaceQuality Quality, FaceEmbedding Embedding);
