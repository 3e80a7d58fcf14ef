using FaceFunctions.Core.Detection;
using FaceFunctions.Core.Recognition;
using FaceFunctions.Testing;

namespace FaceFunctions.Vision.Tests;

public class ParityTests(ITestOutputHelper output)
{
    // The reference's detector is 2023mar; the dynamic one is another network, whose landmarks lie elsewhere by a few pixels.
    [Theory]
    [InlineData("2023mar", 0.97)]
    [InlineData("dynamic", 0.90)]
    public async Task AnalyzeAsync_agrees_with_the_reference_on_every_shared_photo(string detector, double minCosine)
    {
        using PhotoAnalyzer analyzer = Analyzers.Create(SharedBundle.Folder(detector: detector));
        (double worstOverlap, double worstCosine) = (1, 1);
        foreach (GoldenPhoto golden in GoldenPhoto.Read())
        {
            PhotoAnalysis.FacesFound found = await analyzer.FindAsync(golden.Photo);

            Assert.Equal((golden.Width, golden.Height), (found.Width, found.Height));
            double overlap = Overlap(golden.Box, found.Faces[0].Face.Box);
            double cosine = Cosine(golden.FlipSum, found.Faces[0].Embedding.Values);
            output.WriteLine($"{golden.Photo}: IoU {overlap:0.000}, cosine {cosine:0.0000}, {found.Faces[0].Quality}");
            (worstOverlap, worstCosine) = (Math.Min(worstOverlap, overlap), Math.Min(worstCosine, cosine));
        }

        output.WriteLine($"{detector}: worst IoU {worstOverlap:0.000}, worst cosine {worstCosine:0.0000}");
        Assert.True(worstOverlap >= 0.7, $"Worst IoU {worstOverlap}");
        Assert.True(worstCosine >= minCosine, $"Worst cosine {worstCosine}");
    }

    [Theory]
    [InlineData("2023mar")]
    [InlineData("dynamic")]
    public async Task AnalyzeAsync_decides_every_shared_pair_right(string detector)
    {
        using PhotoAnalyzer analyzer = Analyzers.Create(SharedBundle.Folder(detector: detector));
        float match = (await analyzer.GetModelAsync(TestContext.Current.CancellationToken)).Thresholds.Match;
        var embeddings = new Dictionary<string, FaceEmbedding>();
        int pairs = 0;
        (float lowestSame, float highestOther) = (1, -1);
        foreach (string[] pair in File.ReadLines(SharedFiles.Path("photos/pairs.csv")).Skip(1).Select(line => line.Split(',')))
        {
            float similarity = (await EmbedAsync(pair[0])).CosineSimilarity(await EmbedAsync(pair[1]));
            bool same = pair[2] == "1";
            (lowestSame, highestOther) = same ? (Math.Min(lowestSame, similarity), highestOther) : (lowestSame, Math.Max(highestOther, similarity));
            Assert.True(same == similarity >= match, $"{string.Join(' ', pair)}: {similarity}");
            pairs++;
        }

        output.WriteLine($"{detector}: lowest same person {lowestSame:0.000}, highest different person {highestOther:0.000}");
        Assert.Equal(300, pairs);

        async Task<FaceEmbedding> EmbedAsync(string photo) =>
            embeddings.TryGetValue(photo, out FaceEmbedding? known) ? known : embeddings[photo] = (await analyzer.FindAsync(photo)).Faces[0].Embedding;
    }

    private static double Overlap(PixelBox a, PixelBox b)
    {
        double width = Math.Max(0, Math.Min(a.X + a.Width, b.X + b.Width) - Math.Max(a.X, b.X));
        double height = Math.Max(0, Math.Min(a.Y + a.Height, b.Y + b.Height) - Math.Max(a.Y, b.Y));
        double common = width * height;
        return common / ((a.Width * a.Height) + (b.Width * b.Height) - common);
    }

    private static double Cosine(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        Assert.Equal(a.Length, b.Length);
        double dot = 0;
        for (int i = 0; i < a.Length; i++)
        {
            dot += (double)a[i] * b[i];
        }

        return dot;
    }
}
