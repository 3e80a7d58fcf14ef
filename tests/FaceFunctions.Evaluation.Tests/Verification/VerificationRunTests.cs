using System.Text.Json;
using FaceFunctions.Core.Recognition;
using FaceFunctions.Evaluation.Embedding;
using FaceFunctions.Evaluation.Pairs;
using FaceFunctions.Evaluation.Reports;
using FaceFunctions.Evaluation.Tests.Support;
using FaceFunctions.Evaluation.Verification;
using FaceFunctions.Testing;
using FaceFunctions.Vision;
using Microsoft.Extensions.Options;

namespace FaceFunctions.Evaluation.Tests.Verification;

public sealed class VerificationRunTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Each_variant_of_the_real_photos_is_what_a_bundle_that_does_only_that_gives()
    {
        FolderPhoto[] photos = [.. SharedPhotos.People().Keys.Order(StringComparer.Ordinal).Take(8).Select(name => new FolderPhoto(SharedPhotos.PathOf(name), name))];
        PairList list = AllPairs(photos);

        VerificationResult result = await Measure(SharedBundle.Folder("sum"), photos, list, new VerificationOptions { Resamples = 10 });

        Assert.Equal(["aligned, with mirror image", "aligned, without mirror image", "not aligned, without mirror image", "not aligned, with mirror image"], result.Variants.Select(variant => variant.Name));
        Assert.Equal([true, false, false, false], result.Variants.Select(variant => variant.IsProduct));
        await AssertScores(result.Scores, SharedBundle.Folder("sum"), photos);

        // Without the mirror image: the scores' means are those of the bundle with flip none.
        VerificationResult none = await Measure(SharedBundle.Folder("none"), photos, list, new VerificationOptions { Resamples = 10, Variants = false });
        await AssertScores(none.Scores, SharedBundle.Folder("none"), photos);
        Assert.Equal(none.Product.SameMean, result.Variants[1].SameMean, 1e-5);
        Assert.Equal(none.Product.DifferentDeviation, result.Variants[1].DifferentDeviation, 1e-5);

        // Alignment is worth something, or it would not be done.
        Assert.True(result.Product.SameMean > result.Variants[3].SameMean + 0.05, $"{result.Product.SameMean} aligned, {result.Variants[3].SameMean} not");
    }

    [Fact]
    public async Task Missing_and_unreadable_photos_are_counted_and_listed_and_their_pairs_left_out()
    {
        FolderPhoto[] drawn = DrawnPeople.Draw(_folder, people: 4, photosEach: 2);
        FolderPhoto[] photos = [.. drawn, new FolderPhoto(_folder.Write("p00/broken.jpg", "no picture"), "p00/broken.jpg")];
        PairList list = PairListReader.Read(_folder.Write(
            "pairs.csv", "p00/0.jpg,p00/1.jpg,1\np01/0.jpg,p01/1.jpg,1\np00/0.jpg,p01/0.jpg,0\np02/0.jpg,p03/0.jpg,0\np00/0.jpg,p00/broken.jpg,1\np02/0.jpg,gone/1.jpg,0\n"));

        VerificationResult result = await Measure(DrawnPeople.StarterFolder, photos, list, new VerificationOptions { Resamples = 10 });

        Assert.Equal(["gone/1.jpg"], result.Photos.Missing);
        Assert.Equal(["p00/broken.jpg"], result.Photos.Bad.Select(bad => bad.Photo));
        Assert.Equal((6, 2, 2, 1, 1), (result.Pairs.Listed, result.Pairs.Same, result.Pairs.Different, result.Pairs.LeftOutSame, result.Pairs.LeftOutDifferent));
        Assert.False(result.Photos.IsWhole);

        // Three folds of one pair each lost pairs: nothing is said about folds.
        Assert.Null(result.Product.Folds);
        Assert.Null(result.AccuracyCountingFailures);
    }

    [Fact]
    public async Task Accuracy_that_counts_failures_takes_them_for_no_match()
    {
        FolderPhoto[] photos = [.. DrawnPeople.Draw(_folder, people: 4, photosEach: 2), new FolderPhoto(_folder.Write("p00/broken.jpg", "no picture"), "p00/broken.jpg")];
        PairList list = PairListReader.Read(_folder.Write(
            "pairs.csv",
            "fold,a,b,same\n0,p00/0.jpg,p00/1.jpg,1\n0,p00/0.jpg,p01/0.jpg,0\n1,p02/0.jpg,p02/1.jpg,1\n1,p02/0.jpg,p03/0.jpg,0\n1,p00/broken.jpg,p00/1.jpg,1\n1,p00/broken.jpg,p03/1.jpg,0\n0,p00/broken.jpg,p00/0.jpg,1\n"));

        VerificationResult result = await Measure(DrawnPeople.StarterFolder, photos, list, new VerificationOptions { Resamples = 10 });

        // Four compared, one left out and right by not matching, two left out and wrong.
        Assert.Equal(((result.Product.Folds!.Mean * 4) + 1) / 7, Assert.NotNull(result.AccuracyCountingFailures), 1e-12);
    }

    [Fact]
    public async Task Far_lower_than_the_pairs_allow_is_no_number()
    {
        FolderPhoto[] photos = DrawnPeople.Draw(_folder, people: 5, photosEach: 3);

        VerificationResult result = await Measure(DrawnPeople.StarterFolder, photos, FolderPairs.Make(photos, 1000, seed: 1), new VerificationOptions { Resamples = 20 });

        // 15 photos: 90 pairs of different people.
        Assert.Equal(90, result.Pairs.Different);
        Assert.Equal([true, false, false, false, false, false], result.Product.Tars.Select(tar => tar.EnoughPairs));
        Assert.All(result.Product.Tars.Skip(1), tar => Assert.Null(tar.Tar));
        string markdown = MarkdownReport.Create("x", [], VerificationTables.Of(result), []);
        Assert.Contains("| 1e-2 | not enough pairs | - | - | not enough pairs |", markdown, StringComparison.Ordinal);
        Assert.Contains("optimistic", markdown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Worst_pairs_are_the_extremes_of_each_kind()
    {
        FolderPhoto[] photos = DrawnPeople.Draw(_folder, people: 5, photosEach: 3);

        VerificationResult result = await Measure(DrawnPeople.StarterFolder, photos, FolderPairs.Make(photos, 1000, seed: 1), new VerificationOptions { Resamples = 5, WorstPairs = 4, Variants = false });

        Assert.Single(result.Variants);
        Assert.Equal(result.Scores.Where(pair => !pair.IsSamePerson).Select(pair => pair.Similarity).OrderDescending().Take(4), result.WorstFalseMatches.Select(pair => pair.Similarity));
        Assert.Equal(result.Scores.Where(pair => pair.IsSamePerson).Select(pair => pair.Similarity).Order().Take(4), result.WorstFalseNonMatches.Select(pair => pair.Similarity));
        double match = result.BundleThresholds[0].Threshold;
        Assert.All(result.WorstFalseMatches, pair => Assert.Equal(pair.Similarity >= match, pair.IsError));
        Assert.All(result.WorstFalseNonMatches, pair => Assert.Equal(pair.Similarity < match, pair.IsError));
    }

    [Fact]
    public async Task Every_format_of_the_report_tells_the_same_numbers()
    {
        FolderPhoto[] photos = DrawnPeople.Draw(_folder, people: 4, photosEach: 3);
        VerificationResult result = await Measure(DrawnPeople.StarterFolder, photos, FolderPairs.Make(photos, 1000, seed: 1), new VerificationOptions { Resamples = 5 });
        using var measures = new StringWriter();
        using var scores = new StringWriter();

        VerificationCsv.WriteMeasures(measures, result);
        VerificationCsv.WriteScores(scores, result);
        using JsonDocument json = JsonDocument.Parse(ReportJson.Create(result));
        string page = VerificationPage.Create(result, TestContext.Current.CancellationToken);

        JsonElement variant = json.RootElement.GetProperty("variants")[0];
        Assert.Equal(result.Product.EqualErrorRate.Value, variant.GetProperty("equalErrorRate").GetProperty("value").GetDouble());
        Assert.False(variant.GetProperty("tars")[5].GetProperty("enoughPairs").GetBoolean());
        Assert.Contains(FormattableString.Invariant($",auc,{result.Product.AreaUnderCurve.Value:R},"), measures.ToString(), StringComparison.Ordinal);
        Assert.Equal(1 + result.Scores.Count, scores.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);

        // Three plots, and two crops a worst pair.
        Assert.Equal(3, page.Split("src=\"data:image/png;base64,").Length - 1);
        Assert.Equal(2 * (result.WorstFalseMatches.Count + result.WorstFalseNonMatches.Count), page.Split("src=\"data:image/jpeg;base64,").Length - 1);
        Assert.DoesNotContain("http:", page, StringComparison.Ordinal);
        Assert.DoesNotContain("https:", page, StringComparison.Ordinal);
        Assert.Contains(ReportText.Percent(result.Product.AreaUnderCurve.Value), page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_and_a_folder_that_do_not_belong_together_are_refused_before_anything_is_embedded()
    {
        FolderPhoto[] photos = [new FolderPhoto(_folder.Write("x/1.jpg", "no picture"), "x/1.jpg")];
        PairList list = PairListReader.Read(_folder.Write("pairs.csv", "lfw/Ann/a.jpg,lfw/Ann/b.jpg,1\nlfw/Ann/a.jpg,lfw/Bob/c.jpg,0\n"));

        EvaluationException error = await Assert.ThrowsAsync<EvaluationException>(() => Measure(DrawnPeople.StarterFolder, photos, list, new VerificationOptions()));

        Assert.Contains("the first is \"lfw/Ann/a.jpg\"", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_too_few_photos_can_be_compared_the_reason_is_told()
    {
        FolderPhoto[] photos = [new FolderPhoto(_folder.Write("x/1.jpg", "no picture"), "x/1.jpg")];
        PairList list = PairListReader.Read(_folder.Write("pairs.csv", "x/1.jpg,x/2.jpg,1\nx/1.jpg,y/1.jpg,0\n"));

        EvaluationException error = await Assert.ThrowsAsync<EvaluationException>(() => Measure(DrawnPeople.StarterFolder, photos, list, new VerificationOptions()));

        Assert.Contains("2 photos are missing, 0 are without a face, 1 cannot be read", error.Message, StringComparison.Ordinal);
    }

    private static PairList AllPairs(FolderPhoto[] photos)
    {
        IReadOnlyDictionary<string, string> people = SharedPhotos.People();
        string[] names = [.. people.Values.Distinct()];
        return new PairList(
            PairFormat.Csv,
            [.. photos.Select(photo => photo.Name)],
            [
                .. from a in Enumerable.Range(0, photos.Length)
                   from b in Enumerable.Range(a + 1, photos.Length - a - 1)
                   select new ListedPair(a, b, people[photos[a].Name] == people[photos[b].Name], Fold: -1),
            ],
            Folds: 0,
            [.. photos.Select(photo => Array.IndexOf(names, people[photo.Name]))]);
    }

    private static async Task AssertScores(IReadOnlyList<ComparedPair> scores, string bundle, FolderPhoto[] photos)
    {
        using var product = new PhotoAnalyzer(Options.Create(new VisionOptions { BundlePath = bundle }), TimeProvider.System);
        var embeddings = new Dictionary<string, FaceEmbedding>();
        foreach (FolderPhoto photo in photos)
        {
            byte[] file = await File.ReadAllBytesAsync(photo.File, TestContext.Current.CancellationToken);
            embeddings[photo.Name] = ((PhotoAnalysis.FacesFound)await product.AnalyzeAsync(file, TestContext.Current.CancellationToken)).Faces[0].Embedding;
        }

        Assert.All(scores, pair => Assert.Equal(embeddings[pair.A].CosineSimilarity(embeddings[pair.B]), pair.Similarity, 1e-4f));
    }

    private static async Task<VerificationResult> Measure(string bundle, FolderPhoto[] photos, PairList list, VerificationOptions options)
    {
        using BatchAnalyzer analyzer = BatchAnalyzer.Load(bundle, options: null, TimeProvider.System);
        var embedder = new SubjectEmbedder(new PhotoEmbedder(analyzer, cache: null), SubjectRule.Largest, TimeProvider.System);
        return await new VerificationRun(analyzer, embedder, SubjectRule.Largest, options).MeasureAsync("folder", "pairs.csv", photos, list, (_, _) => { }, TestContext.Current.CancellationToken);
    }
}
