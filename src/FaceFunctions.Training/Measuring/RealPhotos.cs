using System.Numerics.Tensors;
using FaceFunctions.Core.Evaluation;
using FaceFunctions.Core.Recognition;
using FaceFunctions.Training.Starter;
using FaceFunctions.Vision;

namespace FaceFunctions.Training.Measuring;

/// <summary>A folder of real photos, and which pairs of them are to be compared.</summary>
internal sealed class RealPhotos
{
    /// <summary>Name of the file that lists the pairs.</summary>
    public const string PairsFile = "pairs.csv";

    private const string Heading = "photo_a,photo_b,same";

    private readonly string _folder;
    private readonly List<PhotoPair> _pairs;

    private RealPhotos(string folder, List<PhotoPair> pairs)
    {
        _folder = folder;
        _pairs = pairs;
    }

    /// <summary>Reads the list, and finds out whether all its photos can be read.</summary>
    /// <param name="folder">Holds the photos and pairs.csv: the heading photo_a,photo_b,same, then such lines with 0 or 1 for same, some of each.</param>
    /// <exception cref="TrainingException">pairs.csv is not there or wrong, or a photo is not there or cannot be read.</exception>
    public static RealPhotos Read(string folder)
    {
        string list = Path.Combine(folder, PairsFile);
        if (!File.Exists(list))
        {
            throw new TrainingException($"{list} is not there: a folder of real photos lists its pairs ({Heading}).");
        }

        string[] lines = [.. File.ReadLines(list).Select(line => line.Trim()).Where(line => line.Length > 0)];
        if (lines is not [Heading, ..])
        {
            throw new TrainingException($"{list} does not begin with the heading {Heading}.");
        }

        List<PhotoPair> pairs = [.. lines.Skip(1).Select(line => PairOf(line, list))];
        if (pairs.DistinctBy(pair => pair.IsSamePerson).Count() < 2)
        {
            throw new TrainingException($"{list} needs pairs of one person and pairs of different people.");
        }

        byte[] luma = new byte[StarterNetwork.PictureSide * StarterNetwork.PictureSide];
        foreach (string photo in pairs.SelectMany(pair => new[] { pair.First, pair.Second }).Distinct())
        {
            string path = Path.Combine(folder, photo);
            if (!File.Exists(path) || !CentreCrop.TryReadLuma(File.ReadAllBytes(path), StarterNetwork.PictureSide, luma))
            {
                throw new TrainingException($"{photo}, of {list}, {(File.Exists(path) ? "cannot be read" : "is not there")}.");
            }
        }

        return new RealPhotos(folder, pairs);
    }

    /// <summary>Embeds the photos and compares all pairs.</summary>
    /// <param name="analyzer">Embeds.</param>
    /// <param name="cancellationToken">Stops between two photos.</param>
    /// <exception cref="TrainingException">A photo cannot be read.</exception>
    public async Task<RocCurve> CompareAsync(IPhotoAnalyzer analyzer, CancellationToken cancellationToken)
    {
        var embeddings = new Dictionary<string, FaceEmbedding>(StringComparer.Ordinal);
        var scored = new List<ScoredPair>(_pairs.Count);
        foreach (PhotoPair pair in _pairs)
        {
            FaceEmbedding first = await EmbedAsync(pair.First);
            FaceEmbedding second = await EmbedAsync(pair.Second);
            scored.Add(new ScoredPair(TensorPrimitives.Dot(first.Values, second.Values), pair.IsSamePerson));
        }

        return new RocCurve(scored);

        async Task<FaceEmbedding> EmbedAsync(string photo)
        {
            if (!embeddings.TryGetValue(photo, out FaceEmbedding? embedding))
            {
                string path = Path.Combine(_folder, photo);
                embedding = await analyzer.AnalyzeAsync(await File.ReadAllBytesAsync(path, cancellationToken), cancellationToken) is PhotoAnalysis.FacesFound found
                    ? found.Faces[0].Embedding
                    : throw new TrainingException($"{path} cannot be read.");
                embeddings.Add(photo, embedding);
            }

            return embedding;
        }
    }

    private static PhotoPair PairOf(string line, string list) => line.Split(',') is [var first, var second, ("0" or "1") and var same]
        ? new PhotoPair(first, second, IsSamePerson: same == "1")
        : throw new TrainingException($"\"{line}\" in {list} is not {Heading} with 0 or 1 for same.");

    private sealed record PhotoPair(string First, string Second, bool IsSamePerson);
}
