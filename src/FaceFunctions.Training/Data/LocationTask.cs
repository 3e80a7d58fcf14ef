using FaceFunctions.Training.Networks;

namespace FaceFunctions.Training.Data;

/// <summary>Finding the five points of a face: the loss is the squared error of their numbers.</summary>
/// <param name="pictures">Pictures that say where the points are.</param>
/// <param name="batchSize">Pictures a step.</param>
internal sealed class LocationTask(PictureSet pictures, int batchSize) : ITrainingTask
{
    private readonly float[] _wanted = new float[batchSize * FacePoints.Length];

    /// <inheritdoc/>
    public int Count => pictures.Count;

    /// <inheritdoc/>
    public int BatchSize => batchSize;

    /// <inheritdoc/>
    public MapShape InputShape => new(pictures.Side, pictures.Side, 1);

    /// <inheritdoc/>
    public IEnumerable<Parameter> Parameters => [];

    /// <inheritdoc/>
    public void Load(int place, int picture, Random random, Span<float> input)
    {
        LocatedPicture located = pictures[picture];
        Augmentation change = Augmentation.Draw(random);
        change.Apply(located.Luma, pictures.Side, input);
        Span<float> moved = stackalloc float[FacePoints.Length];
        float pixel = 2f / (pictures.Side - 1);
        for (int i = 0; i < moved.Length; i++)
        {
            moved[i] = located.Points[i] + ((i % 2 == 0 ? change.X : change.Y) * pixel);
        }

        Span<float> wanted = _wanted.AsSpan(place * FacePoints.Length, FacePoints.Length);
        if (change.Mirrored)
        {
            FacePoints.Mirror(moved, wanted);
        }
        else
        {
            moved.CopyTo(wanted);
        }
    }

    /// <inheritdoc/>
    public double Judge(FeatureMaps output, double progress, FeatureMaps gradient)
    {
        double loss = 0;
        for (int i = 0; i < output.Values.Length; i++)
        {
            float error = output.Values[i] - _wanted[i];
            loss += (double)error * error;
            gradient.Values[i] = 2 * error / output.Count;
        }

        return double.IsFinite(loss) ? loss / output.Count : throw new ArgumentException("The points are no numbers.", nameof(output));
    }
}
