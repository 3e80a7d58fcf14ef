using FaceFunctions.Core.Evaluation;

namespace FaceFunctions.Training.Figures;

/// <summary>What a network reaches with one loss.</summary>
/// <param name="Name">Name of the loss.</param>
/// <param name="CircleMargin">Its margin on the circle; empty without one.</param>
/// <param name="CircleAccuracy">On the circle: part of the new photos that are nearest to their own person's direction.</param>
/// <param name="AngleWithin">On the circle: mean angle between a new photo and its own person's direction, in degrees.</param>
/// <param name="Margin">Its margin with the many people; empty without one.</param>
/// <param name="Verification">With the many people, on new ones.</param>
internal sealed record MarginResult(string Name, string CircleMargin, double CircleAccuracy, double AngleWithin, string Margin, VerificationReport Verification);
