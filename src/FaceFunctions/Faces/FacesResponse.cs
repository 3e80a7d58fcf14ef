using FaceFunctions.Core.Enrollment;
using FaceFunctions.Core.Recognition;
using FaceFunctions.Http;
using FaceFunctions.Identify;

namespace FaceFunctions.Faces;

/// <summary>The faces of a photo, largest first, and what would become of it in the gallery.</summary>
internal sealed record FacesResponse(string Bundle, ProbeResponse Probe, IReadOnlyList<FoundFaceResponse> Faces, EnrollmentResponse Enrollment, FindingMsResponse ElapsedMs)
{
    public static FacesResponse From(RecognitionModel model, PhotoAnalysis.FacesFound found, EnrollmentRules rules)
    {
        // Whose photo it would be changes the name of its subject only.
        EnrollmentVerdict verdict = rules.Judge(person: "", found);
        return new FacesResponse(
            model.BundleId,
            new ProbeResponse("body", found.Width, found.Height),
            [.. found.Faces.Select(face => FoundFaceResponse.From(face, rules.Gate))],
            new EnrollmentResponse(Wire.Name(verdict.Status), verdict.Reason),
            new FindingMsResponse(Wire.Ms(found.Times.Decode), Wire.Ms(found.Times.Detect), Wire.Ms(found.Times.Embed)));
    }
}

/// <summary>One face; <c>refusal</c> is why the enrolment gate would not let it stand for a person, and null when it would.</summary>
internal sealed record FoundFaceResponse(
    BoxResponse Box, IReadOnlyList<PointResponse>? Landmarks, float DetectionScore, float Quality, MeasuresResponse Measures, string? Refusal)
{
    public static FoundFaceResponse From(AnalyzedFace face, QualityGate gate) => new(
        BoxResponse.From(face.Face.Box),
        PointResponse.From(face.Face.Landmarks),
        Wire.Score(face.Face.Score),
        Wire.Score(face.Quality.Score),
        MeasuresResponse.From(face.Quality),
        gate.Refuse(face.Quality));
}

/// <summary>What the gate looks at: pixels, scores from 0 to 1, and degrees.</summary>
internal sealed record MeasuresResponse(float SidePixels, float Sharpness, float Brightness, float YawDegrees, float PitchDegrees, float RollDegrees)
{
    public static MeasuresResponse From(FaceQuality quality) => new(
        MathF.Round(quality.SidePixels, 1),
        Wire.Score(quality.Sharpness),
        Wire.Score(quality.Brightness),
        MathF.Round(quality.YawDegrees, 1),
        MathF.Round(quality.PitchDegrees, 1),
        MathF.Round(quality.RollDegrees, 1));
}

/// <summary>What the whole photo would become in the gallery: <c>enrolled</c>, or <c>refused</c> with the reason.</summary>
internal sealed record EnrollmentResponse(string Status, string? Reason);

/// <summary>Where the time went, in milliseconds.</summary>
internal sealed record FindingMsResponse(double Decode, double Detect, double Embed);
