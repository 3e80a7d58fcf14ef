using System.Numerics.Tensors;
using FaceFunctions.Core.Evaluation;
using FaceFunctions.Core.Recognition;

namespace FaceFunctions.Training.Measuring;

/// <summary>Compares the pairs of a folder of real photos.</summary>
internal static class RealPhotos
{
    /// <summary>Name of the file that lists the pairs.</summary>
    public const string PairsFile = "pairs.csv";

    /// <summary>Embeds the photos and compares all pairs.</summary>
    /// <param name="analyzer">Embeds.</param>
    /// <param name="folder">Holds the photos and pairs.csv: a heading, then lines photo_a,photo_b,same with 0 or 1 for same.</param>
    /// <param name="cancellationToken">Stops between two photos.</param>
    /// <exception cref="TrainingException">pairs.csv is not there or wrong, or a photo cannot be read.</exception>
    public static async Task<RocCurve> CompareAsync(IPhotoAnalyzer analyzer, string folder, CancellationToken cancellationToken)
    {
        string list = Path.Combine(folder, PairsFile);
        if (!File.Exists(list))
        {
            throw new TrainingException($"{list} is not there: a folder of real photos lists its pairs (photo_a,photo_b,same).");
        }

        var embeddings = new Dictionary<string, FaceEmbedding>(StringComparer.Ordinal);
        var pairs = new List<ScoredPair>();
        foreach (string line in File.ReadLines(list).Skip(1))
        {
            if (line.Split(',') is not [var first, var second, "0" or "1"])
            {
                throw new TrainingException($"\"{line}\" in {list} is not photo_a,photo_b,same with 0 or 1 for same.");
            }

            FaceEmbedding a = await EmbedAsync(first);
            FaceEmbedding b = await EmbedAsync(second);
            pairs.Add(new ScoredPair(TensorPrimitives.Dot(a.Values, b.Values), IsSamePerson: line.EndsWith('1')));
        }

        return new RocCurve(pairs);

        async Task<FaceEmbedding> EmbedAsync(string photo)
        {
            if (!embeddings.TryGetValue(photo, out FaceEmbedding? embedding))
            {
                string path = Path.Combine(folder, photo);
                byte[] file = File.Exists(path) ? await File.ReadAllBytesAsync(path, cancellationToken) : throw new TrainingException($"{photo}, of {list}, is not there.");
                embedding = await analyzer.AnalyzeAsync(file, cancellationToken) is PhotoAnalysis.FacesFound found
                    ? found.Faces[0].Embedding
                    : throw new TrainingException($"{path} cannot be read.");
                embeddings.Add(photo, embedding);
            }

            return embedding;
        }
    }
}
