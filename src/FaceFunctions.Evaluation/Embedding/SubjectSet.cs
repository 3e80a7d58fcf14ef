using FaceFunctions.Core.Detection;
using FaceFunctions.Core.Recognition;

namespace FaceFunctions.Evaluation.Embedding;

/// <summary>The faces that photos are of. Memory: the embeddings, 2 KB a photo and variant for 512 values.</summary>
/// <param name="Subjects">One a photo, in order; null where there is no face or no photo.</param>
/// <param name="WithoutFace">Numbers of the photos without a face.</param>
/// <param name="Bad">Numbers of the photos that cannot be used, and why.</param>
/// <param name="SeveralFaces">How many photos have more faces than their subject's.</param>
/// <param name="Speed">What the embedding took.</param>
public sealed record SubjectSet(
    IReadOnlyList<Subject?> Subjects, IReadOnlyList<int> WithoutFace, IReadOnlyList<(int Photo, PhotoOutcome.Bad Why)> Bad, int SeveralFaces, EmbeddingSpeed Speed);

/// <summary>The face that a photo is of.</summary>
/// <param name="Box">Where it is.</param>
/// <param name="Embedding">As the product embeds it.</param>
/// <param name="Variants">In each variant; empty when none was asked for.</param>
public sealed record Subject(PixelBox Box, FaceEmbedding Embedding, IReadOnlyList<FaceEmbedding> Variants);

/// <summary>What embedding photos took. Only photos with a face that were not in the cache count.</summary>
/// <param name="Photos">How many these are.</param>
/// <param name="FromCache">How many photos the cache knew.</param>
/// <param name="DecodeMs">Mean milliseconds of a core a photo for decoding.</param>
/// <param name="DetectMs">The same for finding faces.</param>
/// <param name="EmbedMs">The same for alignment and embedding, of all faces in all variants.</param>
/// <param name="WallMs">Milliseconds a photo that went by, all cores working.</param>
/// <param name="Cores">Number of cores.</param>
public sealed record EmbeddingSpeed(int Photos, int FromCache, double DecodeMs, double DetectMs, double EmbedMs, double WallMs, int Cores);
