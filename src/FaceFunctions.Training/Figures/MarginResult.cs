using FaceFunctions.Core.Evaluation;

namespace FaceFunctions.Training.Figures;

/// <summary>What a network reaches with one loss.</summary>
/// <param name="Name">Name of the loss.</param>
/// <param name="CircleMargin">Its margin on the circle; empty without one.</param>
/// <param name="Trained">On the circle: the photos that were trained on.</param>
/// <param name="Fresh">On the circle: other photos of the same people.</param>
/// <param name="Margin">Its margin with the many people; empty without one.</param>
/// <param name="Verification">With the many people, on new ones.</param>
internal sealed record MarginResult(string Name, string CircleMargin, FigureData Trained, FigureData Fresh, string Margin, VerificationReport Verification);
