using System.Numerics.Tensors;
using FaceFunctions.Core.Evaluation;
using FaceFunctions.Core.Recognition;
using FaceFunctions.Core.Training;
using FaceFunctions.Portraits;

namespace FaceFunctions.Training.Measuring;

/// <summary>Embedded photos of people of a gallery and of strangers, and what they say about a recogniser.</summary>
internal sealed class Population
{
    private readonly EmbeddedPeople _known;
    private readonly EmbeddedPeople _strangers;

    private Population(EmbeddedPeople known, EmbeddedPeople strangers) => (_known, _strangers) = (known, strangers);

    /// <summary>Draws and embeds everybody.</summary>
    /// <param name="analyzer">Has a bundle without a detector.</param>
    /// <param name="set">Whom to draw: first the people of the gallery, then the strangers.</param>
    /// <param name="sizes">How many.</param>
    /// <param name="embedded">Hears after each photo; may be called from any thread.</param>
    /// <param name="cancellationToken">Stops between two photos.</param>
    public static async Task<Population> CreateAsync(IPhotoAnalyzer analyzer, PortraitSet set, PopulationSizes sizes, Action? embedded, CancellationToken cancellationToken) => new(
        await EmbeddedPeople.CreateAsync(analyzer, set, 0, sizes.Known, 1 + sizes.ProbesPerPerson, embedded, cancellationToken),
        await EmbeddedPeople.CreateAsync(analyzer, set, sizes.Known, sizes.Strangers, 1, embedded, cancellationToken));

    /// <summary>Pairs of the gallery's people by the LFW protocol.</summary>
    public IReadOnlyList<IReadOnlyList<ScoredPair>> Pairs() => PairList.Make(_known.People, _known.PhotosPerPerson, (person, photo) => _known[person, photo]);

    /// <summary>Searches for every probe and every stranger in a gallery of each known person's first photo.</summary>
    public OpenSetIdentification Identify()
    {
        int dimension = _known[0, 0].Length;
        float[] gallery = new float[_known.People * dimension];
        for (int person = 0; person < _known.People; person++)
        {
            _known[person, 0].CopyTo(gallery.AsSpan(person * dimension));
        }

        var mated = new MatedProbe[_known.People * (_known.PhotosPerPerson - 1)];
        Parallel.For(0, mated.Length, i =>
        {
            (int person, int photo) = (i / (_known.PhotosPerPerson - 1), 1 + (i % (_known.PhotosPerPerson - 1)));
            float[] similarities = Search(gallery, _known[person, photo]);
            float right = similarities[person];
            similarities[person] = float.NegativeInfinity;
            mated[i] = new MatedProbe(right, TensorPrimitives.Max<float>(similarities));
        });
        float[] nonMated = new float[_strangers.People];
        Parallel.For(0, nonMated.Length, stranger => nonMated[stranger] = TensorPrimitives.Max<float>(Search(gallery, _strangers[stranger, 0])));
        return new OpenSetIdentification(mated, nonMated);
    }

    private static float[] Search(float[] gallery, ReadOnlySpan<float> probe)
    {
        float[] similarities = new float[gallery.Length / probe.Length];
        MatrixProduct.Multiply(gallery, probe.Length, transposeA: false, probe, 1, transposeB: false, similarities, 1, similarities.Length, 1, probe.Length, accumulate: false);
        return similarities;
    }
}
