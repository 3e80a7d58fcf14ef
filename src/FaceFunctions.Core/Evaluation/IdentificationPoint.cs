namespace FaceFunctions.Core.Evaluation;

/// <summary>What a threshold does to searches.</summary>
/// <param name="Threshold">Candidates at or above it count.</param>
/// <param name="FalsePositiveIdentificationRate">FPIR: the fraction of strangers' probes that find anybody.</param>
/// <param name="FalseNegativeIdentificationRate">FNIR: the fraction of known people's probes that do not find their person first. 1 - FNIR is the TPIR.</param>
public readonly record struct IdentificationPoint(float Threshold, double FalsePositiveIdentificationRate, double FalseNegativeIdentificationRate);
