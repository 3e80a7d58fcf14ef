namespace FaceFunctions.Core.Calibration;

/// <summary>How like a photo is to another person, at that person's nearest photo.</summary>
/// <param name="Probe">Number of the photo.</param>
/// <param name="ProbePerson">Number of its person.</param>
/// <param name="Person">Number of the other person.</param>
/// <param name="Similarity">Raw cosine.</param>
public readonly record struct ImpostorScore(int Probe, int ProbePerson, int Person, float Similarity);
