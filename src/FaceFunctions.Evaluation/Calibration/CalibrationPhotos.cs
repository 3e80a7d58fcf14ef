using FaceFunctions.Core.Calibration;
using FaceFunctions.Core.Evaluation;
using FaceFunctions.Core.Gallery;
using FaceFunctions.Evaluation.Embedding;
using FaceFunctions.Evaluation.Pairs;

namespace FaceFunctions.Evaluation.Calibration;

/// <summary>Embeds labelled photos and compares them, to calibrate with.</summary>
/// <param name="embedder">Embeds the subjects.</param>
public sealed class CalibrationPhotos(SubjectEmbedder embedder)
{
    /// <summary>Compares the photos of each person with everybody else.</summary>
    /// <param name="photos">The folder's photos; those outside a person's folder are of nobody, and are passed over.</param>
    /// <param name="mostProbes">Photos that are compared, chosen by chance when there are more.</param>
    /// <param name="seed">Names the choice.</param>
    /// <param name="progress">Hears how many photos are embedded.</param>
    /// <param name="cancellationToken">Stops; what is embedded is in the cache.</param>
    public async Task<CalibrationSet> CompareFolderAsync(IReadOnlyList<FolderPhoto> photos, int mostProbes, int seed, Action<int> progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(photos);
        FolderPhoto[] taken = [.. photos.Where(photo => photo.Person is not null)];
        SubjectSet set = await embedder.EmbedAsync([.. taken.Select(photo => photo.File)], varied: false, progress, cancellationToken).ConfigureAwait(false);
        NamedFace[] faces = [.. taken.Zip(set.Subjects).Where(one => one.Second is not null).Select(one => new NamedFace(one.First.Name, one.First.Person!, one.Second!.Embedding))];
        ComparedPeople compared = await PeopleComparison.CompareAsync(() => new[] { faces }.ToAsyncEnumerable(), mostProbes, seed, cancellationToken).ConfigureAwait(false);
        return new CalibrationSet(compared, taken.Length, faces.Length, 0, [.. set.WithoutFace.Select(photo => taken[photo].Name)], [.. set.Bad.Select(bad => taken[bad.Photo].Name)]);
    }

    /// <summary>Compares the pairs of a list.</summary>
    /// <param name="photos">The folder's photos.</param>
    /// <param name="list">The pairs.</param>
    /// <param name="progress">Hears how many photos are embedded.</param>
    /// <param name="cancellationToken">Stops; what is embedded is in the cache.</param>
    /// <exception cref="EvaluationException">No photo of the list is in the folder.</exception>
    public async Task<CalibrationSet> ComparePairsAsync(IReadOnlyList<FolderPhoto> photos, PairList list, Action<int> progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(photos);
        ArgumentNullException.ThrowIfNull(list);
        var lookup = new PhotoLookup(photos);
        int?[] places = [.. list.Photos.Select(lookup.Find)];
        int[] present = [.. Enumerable.Range(0, places.Length).Where(photo => places[photo] is not null)];
        if (present.Length == 0)
        {
            throw new EvaluationException($"The list and the folder do not fit together: no photo of the list is in the folder; the first is \"{list.Photos[0]}\". Name the folder that the list's names start in.");
        }

        SubjectSet set = await embedder.EmbedAsync([.. present.Select(photo => photos[places[photo]!.Value].File)], varied: false, progress, cancellationToken).ConfigureAwait(false);
        var subjects = new Subject?[places.Length];
        for (int i = 0; i < present.Length; i++)
        {
            subjects[present[i]] = set.Subjects[i];
        }

        PersonPair[] pairs =
        [
            .. list.Pairs
                .Where(pair => subjects[pair.A] is not null && subjects[pair.B] is not null)
                .Select(pair => new PersonPair(subjects[pair.A]!.Embedding.CosineSimilarity(subjects[pair.B]!.Embedding), list.People[pair.A], list.People[pair.B])),
        ];
        return new CalibrationSet(
            PairComparison.Of(pairs),
            places.Length,
            subjects.Count(subject => subject is not null),
            places.Length - present.Length,
            [.. set.WithoutFace.Select(photo => list.Photos[present[photo]])],
            [.. set.Bad.Select(bad => list.Photos[present[bad.Photo]])]);
    }
}

/// <summary>Labelled photos, compared.</summary>
/// <param name="Compared">The comparisons.</param>
/// <param name="Photos">Photos that were named.</param>
/// <param name="Embedded">Photos with a face.</param>
/// <param name="Missing">Photos of a list that are not in the folder.</param>
/// <param name="WithoutFace">Photos without a face.</param>
/// <param name="Bad">Photos that cannot be used.</param>
public sealed record CalibrationSet(ComparedPeople Compared, int Photos, int Embedded, int Missing, IReadOnlyList<string> WithoutFace, IReadOnlyList<string> Bad);
