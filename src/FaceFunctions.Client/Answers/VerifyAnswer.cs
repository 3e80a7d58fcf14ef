namespace FaceFunctions.Client;

/// <summary>Whether two photos show one person.</summary>
/// <param name="Decision">Whether they do.</param>
/// <param name="Similarity">Raw cosine of the two faces, from -1 to 1.</param>
/// <param name="A">The largest face of one photo.</param>
/// <param name="B">That of the other.</param>
/// <param name="Threshold">Cosine similarity from which it is a match.</param>
/// <param name="ThresholdFrom">Who says it: <c>request</c>, <c>settings</c>, <c>calibration</c> or <c>bundle</c>.</param>
/// <param name="Bundle">Id of the bundle that embedded them.</param>
/// <param name="Calibration">The calibration in force; null when there is none.</param>
/// <param name="FalseMatchProbability">That of two people who are at least so alike; null without a calibration.</param>
public sealed record VerifyAnswer(
    Decision Decision,
    float Similarity,
    VerifiedFace A,
    VerifiedFace B,
    float Threshold = 0,
    string? ThresholdFrom = null,
    string? Bundle = null,
    Calibration? Calibration = null,
    double? FalseMatchProbability = null) : Answer;

/// <summary>One of two compared faces.</summary>
/// <param name="Source">Its photo as container/path.</param>
/// <param name="Box">Where it is.</param>
/// <param name="DetectionScore">The detector's confidence, from 0 to 1; higher is surer.</param>
/// <param name="Quality">Overall quality, from 0 to 1.</param>
public sealed record VerifiedFace(string Source, FaceBox Box, float DetectionScore = 0, float Quality = 0);
