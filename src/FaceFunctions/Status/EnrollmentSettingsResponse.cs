using FaceFunctions.Core.Enrollment;
using FaceFunctions.Vision;

namespace FaceFunctions.Status;

/// <summary>The settings that decide what becomes of a photo, for those who enroll photos beside the app: <c>reembed</c> of the command line.</summary>
internal sealed record EnrollmentSettingsResponse(long MaxPhotoBytes, long MaxPhotoPixels, int SmallestFacePixels, float MinSubjectAreaRatio, QualityGate Gate)
{
    public static EnrollmentSettingsResponse From(VisionOptions vision, EnrollmentRules rules) =>
        new(vision.MaxPhotoBytes, vision.MaxPhotoPixels, vision.SmallestFacePixels, rules.MinSubjectAreaRatio, rules.Gate);
}
