using FaceFunctions.Core.Evaluation;
using FaceFunctions.Evaluation.Embedding;
using FaceFunctions.Evaluation.Pairs;
using FaceFunctions.Evaluation.Verification;
using FaceFunctions.Vision;

namespace FaceFunctions.Evaluation.Identification;

/// <summary>Embeds gallery and probes, and searches for every probe in a gallery that grows.</summary>
/// <param name="analyzer">The bundle that is measured.</param>
/// <param name="embedder">Embeds the subjects with it.</param>
/// <param name="rule">Whom photos are of, for the report.</param>
/// <param name="seed">Names the order in which people come into the gallery.</param>
public sealed class IdentificationRun(BatchAnalyzer analyzer, SubjectEmbedder embedder, SubjectRule rule, int seed)
{
    private const int MostDetPoints = 300;

    private static readonly int[] RankSteps = [1, 2, 3, 5, 10, 20, 50, 100];
    private static readonly double[] Fpirs = [0.1, 0.01];

    /// <summary>Measures.</summary>
    /// <param name="folder">The folder, for the report.</param>
    /// <param name="photos">The folder's photos.</param>
    /// <param name="set">Gallery and probes.</param>
    /// <param name="progress">Hears how many photos are done, and of how many.</param>
    /// <param name="cancellationToken">Stops; what is embedded is in the cache.</param>
    /// <exception cref="EvaluationException">No photo of the set is in the folder, or the gallery is empty, or there is no probe.</exception>
    public async Task<IdentificationResult> MeasureAsync(
        string folder, IReadOnlyList<FolderPhoto> photos, IdentificationSet set, Action<int, int> progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(photos);
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(progress);
        var lookup = new PhotoLookup(photos);
        int?[] places = [.. set.Photos.Select(lookup.Find)];
        int[] present = [.. Enumerable.Range(0, places.Length).Where(photo => places[photo] is not null)];
        if (present.Length == 0)
        {
            throw new EvaluationException(set.Photos.Count == 0 ? "There are neither gallery nor probes." : $"The list and the folder do not fit together: no photo of the list is in the folder; the first is \"{set.Photos[0]}\".");
        }

        SubjectSet embedded = await embedder.EmbedAsync([.. present.Select(photo => photos[places[photo]!.Value].File)], varied: false, done => progress(done, present.Length), cancellationToken).ConfigureAwait(false);
        (IdentificationEntry Entry, Subject Subject)[] usable = [.. present.Select((photo, i) => (set.Entries[photo], embedded.Subjects[i])).Where(one => one.Item2 is not null).Select(one => (one.Item1, one.Item2!))];
        Dictionary<string, int> people = Order([.. usable.Where(one => one.Entry.IsGallery).Select(one => one.Entry.Person).Distinct()]);
        LabelledEmbedding[] gallery = [.. usable.Where(one => one.Entry.IsGallery).Select(one => new LabelledEmbedding(people[one.Entry.Person], one.Subject.Embedding))];
        LabelledEmbedding[] probes = [.. usable.Where(one => !one.Entry.IsGallery).Select(one => new LabelledEmbedding(people.GetValueOrDefault(one.Entry.Person, -1), one.Subject.Embedding))];
        if (gallery.Length == 0 || probes.Length == 0)
        {
            throw new EvaluationException($"There is no {(gallery.Length == 0 ? "photo in the gallery" : "probe")} with a face.");
        }

        IReadOnlyList<GrowthResult> sizes = await Task.Run(() => GalleryGrowth.Measure(gallery, probes, Sizes(people.Count), cancellationToken), cancellationToken).ConfigureAwait(false);
        return new IdentificationResult(
            analyzer.Model.BundleId,
            folder,
            set.Source,
            seed,
            new PhotoTally(
                set.Photos.Count,
                usable.Length,
                [.. Enumerable.Range(0, places.Length).Where(photo => places[photo] is null).Select(photo => set.Photos[photo])],
                [.. embedded.WithoutFace.Select(photo => set.Photos[present[photo]])],
                [.. embedded.Bad.Select(one => new BadPhoto(set.Photos[present[one.Photo]], one.Why.Kind, one.Why.Reason))],
                embedded.SeveralFaces,
                rule.ToString()),
            gallery.Length,
            probes.Count(probe => probe.Person >= 0),
            probes.Count(probe => probe.Person < 0),
            analyzer.Model.Thresholds.Match,
            [.. sizes.Select(size => AtSize(size, analyzer.Model.Thresholds.Match))],
            embedded.Speed);
    }

    /// <summary>10, 20, 50, 100 and so on, and all.</summary>
    internal static IReadOnlyList<int> Sizes(int people)
    {
        var sizes = new List<int>();
        for (long ten = 10; ten < people; ten *= 10)
        {
            sizes.AddRange(((long[])[ten, 2 * ten, 5 * ten]).Where(size => size < people).Select(size => (int)size));
        }

        return [.. sizes, people];
    }

    private static IdentificationAtSize AtSize(GrowthResult size, float match)
    {
        IdentificationPoint[] det = [.. size.OpenSet?.Points() ?? []];
        int step = 1 + (det.Length / MostDetPoints);
        return new IdentificationAtSize(
            size.People,
            size.Ranks?.Probes ?? 0,
            size.Ranks is { } ranks ? [.. RankSteps.Where(rank => rank <= size.People).Select(rank => new RankRate(rank, ranks.RateAt(rank)))] : null,
            size.OpenSet is { } open ? [.. Fpirs.Select(fpir => new TpirAtFpir(fpir, open.PointAt(fpir)))] : [],
            size.OpenSet is { } set ? new IdentificationPoint(match, set.FalsePositiveIdentificationRate(match), 1 - set.TruePositiveIdentificationRate(match)) : null,
            [.. det.Where((_, i) => i % step == 0 || i == det.Length - 1)]);
    }

    private Dictionary<string, int> Order(string[] people)
    {
        Array.Sort(people, StringComparer.Ordinal);
        new Random(seed).Shuffle(people);
        return people.Index().ToDictionary(person => person.Item, person => person.Index, StringComparer.Ordinal);
    }
}
