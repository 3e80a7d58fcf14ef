using FaceFunctions.Core.Evaluation;

namespace FaceFunctions.Training.Figures;

/// <summary>What a network reaches with one loss.</summary>
/// <param name="Name">Name of the loss.</param>
/// <param name="Margin">Its margin; empty without one.</param>
/// <param name="Trained">On the circle: the photos that were trained on.</param>
/// <param name="Fresh">On the circle: other photos of the same people.</param>
/// <param name="Verification">With the many people, on new ones.</param>
internal sealed record MarginResult(string Name, string Margin, FigureData Trained, FigureData Fresh, VerificationReport Verification);
