namespace FaceFunctions.Training.Figures;

/// <summary>What a network learned with one loss, as the figures show it.</summary>
/// <param name="Title">Name and settings of the loss.</param>
/// <param name="Points">Embeddings of photos that were not trained on, unit vectors of two values.</param>
/// <param name="People">Who is in each photo, from 0.</param>
/// <param name="Centres">Directions of the people's class weights, unit vectors of two values.</param>
/// <param name="SameCosines">Cosines of pairs of photos of one person.</param>
/// <param name="DifferentCosines">Cosines of pairs of photos of two people.</param>
internal sealed record FigureData(
    string Title,
    IReadOnlyList<(double X, double Y)> Points,
    IReadOnlyList<int> People,
    IReadOnlyList<(double X, double Y)> Centres,
    IReadOnlyList<double> SameCosines,
    IReadOnlyList<double> DifferentCosines);
