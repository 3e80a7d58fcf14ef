using System.Buffers;
using FaceFunctions.Core.Training;
using FaceFunctions.Training.Networks;

namespace FaceFunctions.Training.Data;

/// <summary>Telling people apart in crops of their faces, by a margin loss.</summary>
internal sealed class RecognitionTask : ITrainingTask
{
    // What the finder of the points may get wrong, and a little more.
    private const float MaxTurn = 0.06f;
    private const float MaxGrowth = 0.06f;
    private const float MaxMove = 0.05f;

    private readonly PictureSet _pictures;
    private readonly FacePlace[] _places;
    private readonly FacePlace[] _mirroredPlaces;
    private readonly int _cropSide;
    private readonly Func<double, MarginSoftmax> _loss;
    private readonly Parameter _classWeights;
    private readonly int[] _labels;

    /// <summary>Prepares the task; the class weights are drawn.</summary>
    /// <param name="pictures">The pictures.</param>
    /// <param name="places">Where the face of each is found; as the finished model finds it.</param>
    /// <param name="mirroredPlaces">The same in the mirrored pictures.</param>
    /// <param name="cropSide">Side of a crop in pixels.</param>
    /// <param name="embeddingLength">Outputs of the network.</param>
    /// <param name="loss">The loss at a moment of the training, from 0 to 1: a margin that grows lets an untrained network find its way first.</param>
    /// <param name="batchSize">Pictures a step.</param>
    /// <param name="seed">Draws the class weights.</param>
    public RecognitionTask(
        PictureSet pictures, FacePlace[] places, FacePlace[] mirroredPlaces, int cropSide, int embeddingLength, Func<double, MarginSoftmax> loss, int batchSize, int seed)
    {
        (_pictures, _places, _mirroredPlaces, _cropSide, _loss) = (pictures, places, mirroredPlaces, cropSide, loss);
        _classWeights = new Parameter("classes", pictures.People * embeddingLength, decays: true);
        Initial.Normal(_classWeights.Values, 0.01, new Random(seed));
        _labels = new int[batchSize];
    }

    /// <inheritdoc/>
    public int Count => _pictures.Count;

    /// <inheritdoc/>
    public int BatchSize => _labels.Length;

    /// <inheritdoc/>
    public MapShape InputShape => new(_cropSide, _cropSide, 1);

    /// <inheritdoc/>
    public IEnumerable<Parameter> Parameters => [_classWeights];

    /// <summary>Directions of the people, [people x outputs], not normalised.</summary>
    public ReadOnlyMemory<float> ClassWeights => _classWeights.Values;

    /// <summary>Starts from given directions of the people instead of random ones.</summary>
    /// <param name="directions">[people x outputs].</param>
    public void StartFrom(ReadOnlySpan<float> directions) => directions.CopyTo(_classWeights.Values);

    /// <inheritdoc/>
    public void Load(int place, int picture, Random random, Span<float> input)
    {
        _labels[place] = _pictures.PersonOf(picture);
        Augmentation change = Augmentation.Draw(random) with { X = 0, Y = 0 };
        FacePlace found = (change.Mirrored ? _mirroredPlaces : _places)[picture];
        FacePlace moved = found.Changed(Around(MaxTurn), 1 + Around(MaxGrowth), Around(MaxMove), Around(MaxMove));
        int length = _pictures.Side * _pictures.Side;
        float[] whole = ArrayPool<float>.Shared.Rent(length);
        change.Apply(_pictures[picture].Luma, _pictures.Side, whole.AsSpan(0, length));
        CropSampler.Draw(whole.AsSpan(0, length), _pictures.Side, moved, _cropSide, input);
        ArrayPool<float>.Shared.Return(whole);

        float Around(float most) => most * ((2 * random.NextSingle()) - 1);
    }

    /// <inheritdoc/>
    public double Judge(FeatureMaps output, double progress, FeatureMaps gradient) =>
        _loss(progress).Compute(output.Memory, _labels, _classWeights.Values, gradient.Memory, _classWeights.Gradient);
}
