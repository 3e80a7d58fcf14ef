using FaceFunctions.Core.Detection;
using FaceFunctions.Core.Recognition;
using FaceFunctions.Vision;

namespace FaceFunctions.Evaluation.Tests.Support;

/// <summary>Made-up faces.</summary>
internal static class Embeddings
{
    public static FaceEmbedding Random(Random random, int dimension = 16) =>
        FaceEmbedding.FromModelOutput([.. Enumerable.Range(0, dimension).Select(_ => (float)(random.NextDouble() - 0.5))]);

    public static AnalyzedFace Face(FaceEmbedding embedding, float x = 10) => new(
        new DetectedFace(new PixelBox(x, 20.5f, 30, 40), new FaceLandmarks(new(1, 2), new(3, 4), new(5, 6), new(7, 8), new(9, 10)), 0.875f),
        new FaceQuality(0.5f, 0.875f, 30, 0.25f, 0.125f, -3, 4, 5),
        embedding);

    public static VariedPhoto Photo(Random random, int faces, bool varied)
    {
        AnalyzedFace[] found = [.. Enumerable.Range(0, faces).Select(i => Face(Random(random), i))];
        return faces == 0
            ? new VariedPhoto(new PhotoAnalysis.NoFace(640, 480), [])
            : new VariedPhoto(new PhotoAnalysis.FacesFound(640, 480, found, default), varied ? [.. found.Select(_ => new VariedFace([Random(random), Random(random, 32)]))] : []);
    }
}
