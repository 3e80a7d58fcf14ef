namespace FaceFunctions.Core.Evaluation;

/// <summary>What a threshold does to a set of pairs.</summary>
/// <param name="Threshold">Pairs at or above it are taken for one person. Infinite where none is.</param>
/// <param name="FalseMatchRate">FMR: the fraction of pairs of different people that are taken for one person. Without failures to acquire a photo it is also the FAR.</param>
/// <param name="FalseNonMatchRate">FNMR: the fraction of pairs of one person that are not. 1 - FNMR is the TAR.</param>
public readonly record struct RocPoint(float Threshold, double FalseMatchRate, double FalseNonMatchRate);
