using FaceFunctions.Core.Identification;
using FaceFunctions.Core.Recognition;
using FaceFunctions.Http;
using FaceFunctions.Identify;

namespace FaceFunctions.Verify;

/// <summary>Whether two photos show one person.</summary>
internal sealed record VerifyResponse(
    string Bundle,
    float Threshold,
    string ThresholdFrom,
    CalibrationResponse? Calibration,
    VerifiedFaceResponse A,
    VerifiedFaceResponse B,
    float Similarity,
    double? FalseMatchProbability,
    string Decision)
{
    public static VerifyResponse From(VerifyOutcome.Verified found, string sourceA, string sourceB) => new(
        found.Model.BundleId,
        found.Basis.Thresholds.Match,
        Wire.Name(found.Basis.Origin),
        CalibrationResponse.From(found.Basis),
        VerifiedFaceResponse.From(found.A, sourceA),
        VerifiedFaceResponse.From(found.B, sourceB),
        found.Similarity,
        Wire.Probability(found.Basis.FalseMatchProbability(found.Similarity)),
        Wire.Name(found.Decision));
}

/// <summary>The largest face of one of the photos.</summary>
internal sealed record VerifiedFaceResponse(string Source, BoxResponse Box, float DetectionScore, float Quality)
{
    public static VerifiedFaceResponse From(AnalyzedFace face, string source) =>
        new(source, BoxResponse.From(face.Face.Box), Wire.Score(face.Face.Score), Wire.Score(face.Quality.Score));
}
