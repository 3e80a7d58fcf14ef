using System.Numerics.Tensors;

namespace FaceFunctions.Training.Figures;

/// <summary>What a network with two outputs learned with one loss.</summary>
/// <param name="Title">Name and margin of the loss.</param>
/// <param name="Points">Embeddings of photos that were not trained on, unit vectors of two values.</param>
/// <param name="People">Who is in each photo, from 0.</param>
/// <param name="Centres">Directions of the people's class weights, unit vectors of two values.</param>
internal sealed record FigureData(string Title, IReadOnlyList<float[]> Points, IReadOnlyList<int> People, IReadOnlyList<float[]> Centres)
{
    /// <summary>Part of the photos that are nearest to their own person's direction.</summary>
    public double Accuracy => Points.Select((point, i) => Nearest(point) == People[i] ? 1.0 : 0).Average();

    /// <summary>Mean angle between a photo and its own person's direction, in degrees.</summary>
    public double MeanAngle => Points.Select((point, i) => Math.Acos(Math.Clamp(Cosine(point, Centres[People[i]]), -1, 1)) * 180 / Math.PI).Average();

    /// <summary>Cosines of all pairs of photos: of one person, or of two.</summary>
    public IEnumerable<double> Cosines(bool samePerson)
    {
        for (int i = 0; i < Points.Count; i++)
        {
            for (int j = i + 1; j < Points.Count; j++)
            {
                if (People[i] == People[j] == samePerson)
                {
                    yield return Cosine(Points[i], Points[j]);
                }
            }
        }
    }

    private static double Cosine(float[] a, float[] b) => TensorPrimitives.Dot<float>(a, b);

    private int Nearest(float[] point) => Enumerable.Range(0, Centres.Count).MaxBy(person => Cosine(point, Centres[person]));
}
