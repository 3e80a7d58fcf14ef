using System.Text.Json;
using FaceFunctions.Core.Recognition;
using FaceFunctions.Evaluation.Pairs;
using FaceFunctions.Evaluation.Verification;
using FaceFunctions.Testing;

namespace FaceFunctions.Evaluation.Tests.Verification;

/// <summary>The embeddings that OpenCV's own detector and warp give (golden.json), measured: what is known of them must come out.</summary>
public sealed class ReferenceTests
{
    [Theory]
    [InlineData("embedding_flip_sum", 0.461, 0.343)]
    [InlineData("embedding", double.NaN, double.NaN)]
    public void Reference_embeddings_have_their_published_extremes_and_the_accuracy_of_the_plain_protocol(string kind, double lowestSame, double highestDifferent)
    {
        using JsonDocument golden = JsonDocument.Parse(File.ReadAllBytes(SharedFiles.Path("photos/golden.json")));
        var embeddings = golden.RootElement.EnumerateArray().ToDictionary(
            photo => photo.GetProperty("photo").GetString()!,
            photo => photo.GetProperty(kind).EnumerateArray().Select(value => value.GetSingle()).ToArray());
        PairList list = PairListReader.Read(SharedFiles.Path("photos/pairs.csv"));
        var measurer = new VariantMeasurer(list.Pairs, list.People, list.Folds, new VerificationOptions { Resamples = 50 });

        float[] similarities = measurer.Compare(photo => FaceEmbedding.FromModelOutput(embeddings[list.Photos[photo]]));
        VariantResult result = measurer.Measure("reference", true, true, true, similarities, TestContext.Current.CancellationToken);

        Assert.Equal(300, similarities.Length);
        Assert.Equal(9, list.People.Distinct().Count());
        if (!double.IsNaN(lowestSame))
        {
            Assert.Equal(lowestSame, similarities.Where((_, i) => list.Pairs[i].IsSamePerson).Min(), 5e-4);
            Assert.Equal(highestDifferent, similarities.Where((_, i) => !list.Pairs[i].IsSamePerson).Max(), 5e-4);
        }

        // The oracle: InsightFace's protocol as its source has it, over squared distances in steps of 0.01, on plain arrays.
        double[] distances = [.. list.Pairs.Select(pair => SquaredDistance(embeddings[list.Photos[pair.A]], embeddings[list.Photos[pair.B]]))];
        double[] folds = [.. Enumerable.Range(0, 10).Select(fold => PlainFold(distances, list, fold))];
        Assert.Equal(folds.Average(), Assert.IsType<FoldAccuracy>(result.Folds).Mean, 0.01);
        double best = Enumerable.Range(0, 400).Max(step => PlainAccuracy(distances, list, step * 0.01, _ => true));
        Assert.True(result.OptimisticAccuracy >= best - 1e-12, $"{result.OptimisticAccuracy} must reach what steps of 0.01 reach, {best}");
        Assert.Equal(PlainArea(distances, list), result.AreaUnderCurve.Value, 1e-6);
    }

    private static double PlainFold(double[] distances, PairList list, int fold)
    {
        int best = 0;
        double bestAccuracy = -1;
        for (int step = 0; step < 400; step++)
        {
            double accuracy = PlainAccuracy(distances, list, step * 0.01, pair => pair.Fold != fold);
            (best, bestAccuracy) = accuracy > bestAccuracy ? (step, accuracy) : (best, bestAccuracy);
        }

        return PlainAccuracy(distances, list, best * 0.01, pair => pair.Fold == fold);
    }

    private static double PlainAccuracy(double[] distances, PairList list, double threshold, Func<ListedPair, bool> counts)
    {
        int right = 0, all = 0;
        for (int i = 0; i < distances.Length; i++)
        {
            if (counts(list.Pairs[i]))
            {
                all++;
                right += distances[i] < threshold == list.Pairs[i].IsSamePerson ? 1 : 0;
            }
        }

        return (double)right / all;
    }

    private static double PlainArea(double[] distances, PairList list)
    {
        double won = 0;
        int comparisons = 0;
        for (int i = 0; i < distances.Length; i++)
        {
            for (int j = 0; j < distances.Length && list.Pairs[i].IsSamePerson; j++)
            {
                if (!list.Pairs[j].IsSamePerson)
                {
                    comparisons++;
                    won += distances[i] < distances[j] ? 1 : distances[i] == distances[j] ? 0.5 : 0;
                }
            }
        }

        return won / comparisons;
    }

    private static double SquaredDistance(float[] a, float[] b)
    {
        double normA = Math.Sqrt(a.Sum(value => (double)value * value)), normB = Math.Sqrt(b.Sum(value => (double)value * value));
        return a.Zip(b, (x, y) => ((x / normA) - (y / normB)) * ((x / normA) - (y / normB))).Sum();
    }
}
