using FaceFunctions.Core.Recognition;
using FaceFunctions.Evaluation.Embedding;
using FaceFunctions.Evaluation.Pairs;
using FaceFunctions.Evaluation.Reports;
using FaceFunctions.Vision;

namespace FaceFunctions.Evaluation.Verification;

/// <summary>Embeds the photos of pairs, compares them and measures.</summary>
/// <param name="analyzer">The bundle that is measured.</param>
/// <param name="embedder">Embeds the subjects with it.</param>
/// <param name="rule">Whom photos are of, for the report.</param>
/// <param name="options">How to measure.</param>
public sealed class VerificationRun(BatchAnalyzer analyzer, SubjectEmbedder embedder, SubjectRule rule, VerificationOptions options)
{
    private const string OtherEvidence = "no photo of the list is in the folder; the first is";

    /// <summary>Measures.</summary>
    /// <param name="folder">The folder, for the report.</param>
    /// <param name="listName">The list's file name; null for all pairs of the folder.</param>
    /// <param name="photos">The folder's photos.</param>
    /// <param name="list">The pairs.</param>
    /// <param name="progress">Hears how many photos are done, and of how many.</param>
    /// <param name="cancellationToken">Stops; what is embedded is in the cache.</param>
    /// <exception cref="EvaluationException">No photo of the list is in the folder, or the pairs that are left lack a kind.</exception>
    public async Task<VerificationResult> MeasureAsync(
        string folder, string? listName, IReadOnlyList<FolderPhoto> photos, PairList list, Action<int, int> progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(photos);
        ArgumentNullException.ThrowIfNull(list);
        ArgumentNullException.ThrowIfNull(progress);
        var lookup = new PhotoLookup(photos);
        int?[] places = [.. list.Photos.Select(lookup.Find)];
        if (places.All(place => place is null))
        {
            throw new EvaluationException($"The list and the folder do not fit together: {OtherEvidence} \"{list.Photos[0]}\". Name the folder that the list's names start in.");
        }

        int[] present = [.. Enumerable.Range(0, places.Length).Where(photo => places[photo] is not null)];
        SubjectSet set = await embedder.EmbedAsync(
            [.. present.Select(photo => photos[places[photo]!.Value].File)], options.Variants, done => progress(done, present.Length), cancellationToken).ConfigureAwait(false);
        var subjects = new Subject?[list.Photos.Count];
        for (int i = 0; i < present.Length; i++)
        {
            subjects[present[i]] = set.Subjects[i];
        }

        ListedPair[] compared = [.. list.Pairs.Where(pair => subjects[pair.A] is not null && subjects[pair.B] is not null)];
        (int same, int different) = (compared.Count(pair => pair.IsSamePerson), compared.Count(pair => !pair.IsSamePerson));
        if (same == 0 || different == 0)
        {
            throw new EvaluationException(
                FormattableString.Invariant($"Of {list.Pairs.Count} pairs, {same} of one person and {different} of different people are left: {list.Photos.Count - present.Length} photos are missing, {set.WithoutFace.Count} are without a face, {set.Bad.Count} cannot be read."));
        }

        // A fold that lost all pairs of a kind cannot be tested.
        int folds = list.Folds >= 2 && compared.Where(pair => pair.Fold >= 0).Select(pair => (pair.Fold, pair.IsSamePerson)).Distinct().Count() == 2 * list.Folds ? list.Folds : 0;
        var measurer = new VariantMeasurer(compared, list.People, folds, options);
        float[] similarities = measurer.Compare(photo => subjects[photo]!.Embedding);
        VariantResult[] variants = [.. Measure(measurer, similarities, subjects, cancellationToken)];
        int left = list.Pairs.Count - compared.Length;
        int leftSame = list.Pairs.Count(pair => pair.IsSamePerson) - same;
        var worst = new WorstPairs(list.Photos, photo => new ShownFace(photos[places[photo]!.Value].File, subjects[photo]!.Box), analyzer.Model.Thresholds.Match);
        return new VerificationResult
        {
            Bundle = analyzer.Model.BundleId,
            Folder = folder,
            List = listName,
            Format = list.Format.ToString(),
            Seed = options.Seed,
            Photos = new PhotoTally(
                list.Photos.Count,
                subjects.Count(subject => subject is not null),
                [.. Enumerable.Range(0, places.Length).Where(photo => places[photo] is null).Select(photo => list.Photos[photo])],
                [.. set.WithoutFace.Select(photo => list.Photos[present[photo]])],
                [.. set.Bad.Select(one => new BadPhoto(list.Photos[present[one.Photo]], one.Why.Kind, one.Why.Reason))],
                set.SeveralFaces,
                rule.ToString()),
            Pairs = new PairTally(list.Pairs.Count, same, different, leftSame, left - leftSame, list.LeftOut, folds),
            People = compared.SelectMany(pair => new[] { list.People[pair.A], list.People[pair.B] }).Distinct().Count(),
            Variants = variants,
            BundleThresholds = [Effect("match", analyzer.Model.Thresholds.Match), Effect("review", analyzer.Model.Thresholds.Review)],
            AccuracyCountingFailures = variants[0].Folds is { } accuracy ? ((accuracy.Mean * compared.Length) + left - leftSame) / list.Pairs.Count : null,
            Speed = set.Speed,
            WorstFalseMatches = worst.Find(compared, similarities, samePerson: false, options.WorstPairs),
            WorstFalseNonMatches = worst.Find(compared, similarities, samePerson: true, options.WorstPairs),
            Scores = [.. compared.Zip(similarities, (pair, similarity) => new ComparedPair(list.Photos[pair.A], list.Photos[pair.B], pair.IsSamePerson, pair.Fold, similarity))],
        };

        ThresholdEffect Effect(string name, float threshold)
        {
            var curve = variants[0].Curve!;
            return new ThresholdEffect(name, threshold, curve.At(threshold).FalseMatchRate, curve.At(threshold).FalseNonMatchRate, curve.Accuracy(threshold));
        }
    }

    private IEnumerable<VariantResult> Measure(VariantMeasurer measurer, float[] similarities, Subject?[] subjects, CancellationToken cancellationToken)
    {
        var own = new EmbeddingVariant(Aligned: true, Flipped: analyzer.Flip != FlipRule.None);
        yield return measurer.Measure(Name(own), own.Aligned, own.Flipped, isProduct: true, similarities, cancellationToken);
        for (int i = 0; options.Variants && i < EmbeddingVariant.All.Count; i++)
        {
            EmbeddingVariant variant = EmbeddingVariant.All[i];
            int place = i;
            if (variant != own && Array.TrueForAll(subjects, subject => subject is null || place < subject.Variants.Count))
            {
                yield return measurer.Measure(
                    Name(variant), variant.Aligned, variant.Flipped, isProduct: false, measurer.Compare(photo => subjects[photo]!.Variants[place]), cancellationToken);
            }
        }
    }

    private string Name(EmbeddingVariant variant) =>
        $"{(!analyzer.HasDetector ? "middle of the photo" : variant.Aligned ? "aligned" : "not aligned")}, {(variant.Flipped ? "with mirror image" : "without mirror image")}";
}
