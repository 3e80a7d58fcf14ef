using System.Numerics;

namespace FaceFunctions.Training.Networks;

/// <summary>Where the five points of a face belong in its crop, and so which crop fits a face.</summary>
/// <remarks>The least-squares similarity from fixed points is a weighted sum of the found ones, so that an exported network needs nothing but a product for it.</remarks>
internal sealed class CropTemplate
{
    /// <summary>Numbers of a <see cref="FacePlace"/>.</summary>
    public const int PlaceLength = 4;

    private readonly float[] _matrix = new float[FacePoints.Length * PlaceLength];

    /// <summary>Creates the template.</summary>
    /// <param name="points">Where the points belong, in pixels of the crop.</param>
    /// <param name="cropSide">Side of the crop in pixels.</param>
    public CropTemplate(IReadOnlyList<Vector2> points, int cropSide)
    {
        CropSide = cropSide;
        float[] values = FacePoints.From(points, cropSide);
        var mean = new Vector2(Enumerable.Range(0, FacePoints.Count).Average(i => values[2 * i]), Enumerable.Range(0, FacePoints.Count).Average(i => values[(2 * i) + 1]));
        float spread = Enumerable.Range(0, FacePoints.Count).Sum(i => (new Vector2(values[2 * i], values[(2 * i) + 1]) - mean).LengthSquared());
        for (int i = 0; i < FacePoints.Count; i++)
        {
            Vector2 centred = (new Vector2(values[2 * i], values[(2 * i) + 1]) - mean) / spread;
            Set(2 * i, centred.X, -centred.Y, 1f / FacePoints.Count, 0);
            Set((2 * i) + 1, centred.Y, centred.X, 0, 1f / FacePoints.Count);
        }

        // How the number of a found point enters A and B, and the mean of the points; the crop's centre lies where A and B put it.
        void Set(int number, float a, float b, float x, float y) =>
            new[] { a, b, x - (a * mean.X) + (b * mean.Y), y - (b * mean.X) - (a * mean.Y) }.CopyTo(_matrix, number * PlaceLength);
    }

    /// <summary>Side of the crop in pixels.</summary>
    public int CropSide { get; }

    /// <summary>[points' numbers x place's numbers]: a place is the product of the points with it.</summary>
    public ReadOnlySpan<float> Matrix => _matrix;

    /// <summary>The crop of a face.</summary>
    /// <param name="points">[<see cref="FacePoints.Length"/>] numbers.</param>
    public FacePlace PlaceOf(ReadOnlySpan<float> points)
    {
        Span<float> place = stackalloc float[PlaceLength];
        place.Clear();
        for (int number = 0; number < FacePoints.Length; number++)
        {
            for (int i = 0; i < PlaceLength; i++)
            {
                place[i] += points[number] * _matrix[(number * PlaceLength) + i];
            }
        }

        return new FacePlace(place[0], place[1], place[2], place[3]);
    }
}
