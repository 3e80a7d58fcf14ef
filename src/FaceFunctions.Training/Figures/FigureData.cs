using System.Numerics.Tensors;

namespace FaceFunctions.Training.Figures;

/// <summary>What the networks learned with one loss.</summary>
/// <param name="Title">Name of the loss.</param>
/// <param name="Points">Of the network with two outputs: embeddings of photos, unit vectors.</param>
/// <param name="People">Who is in each of these photos, from 0.</param>
/// <param name="Centres">Directions of the people's class weights, unit vectors of two values.</param>
/// <param name="SameCosines">Of the network with many outputs: cosines of pairs of photos of one person.</param>
/// <param name="DifferentCosines">Cosines of pairs of photos of two people.</param>
internal sealed record FigureData(
    string Title, IReadOnlyList<float[]> Points, IReadOnlyList<int> People, IReadOnlyList<float[]> Centres, IReadOnlyList<float> SameCosines, IReadOnlyList<float> DifferentCosines)
{
    /// <summary>Part of the photos that are nearest to their own person's direction.</summary>
    public double Accuracy => Points.Select((point, i) => Nearest(point) == People[i] ? 1.0 : 0).Average();

    /// <summary>Mean angle between a photo and its own person's direction, in degrees.</summary>
    public double MeanAngle => Points.Select((point, i) => Math.Acos(Math.Clamp(Cosine(point, Centres[People[i]]), -1, 1)) * 180 / Math.PI).Average();

    private static double Cosine(float[] a, float[] b) => TensorPrimitives.Dot<float>(a, b);

    private int Nearest(float[] point) => Enumerable.Range(0, Centres.Count).MaxBy(person => Cosine(point, Centres[person]));
}
