namespace FaceFunctions.Core.Training;

/// <summary>What a margin makes of the angle between an embedding and the weight of its own class.</summary>
/// <param name="Value">The logit before scaling, psi(theta); cos(theta) when there is no margin.</param>
/// <param name="Slope">The derivative of <paramref name="Value"/> with respect to theta: finite at every angle, never above 0.</param>
public readonly record struct TargetLogit(double Value, double Slope);
