using FaceFunctions.Core.Enrollment;
using FaceFunctions.Hosting;
using FaceFunctions.Http;
using FaceFunctions.Vision;

namespace FaceFunctions.Status;

/// <summary>The settings that decide what becomes of a photo, for those who enroll photos beside the app: <c>reembed</c> of the command line.</summary>
/// <param name="MaxPhotoBytes">Size of a photo's file.</param>
/// <param name="MaxPhotoPixels">Size of a photo.</param>
/// <param name="SmallestFacePixels">Side of the smallest face that is looked for.</param>
/// <param name="MinSubjectAreaRatio">How much larger than the next a photo's subject is.</param>
/// <param name="Warnings"><c>off</c>, <c>warn</c> or <c>refuse</c>: what becomes of a photo that looks like somebody else.</param>
/// <param name="Gate">The enrolment gate.</param>
internal sealed record EnrollmentSettingsResponse(long MaxPhotoBytes, long MaxPhotoPixels, int SmallestFacePixels, float MinSubjectAreaRatio, string Warnings, QualityGate Gate)
{
    public static EnrollmentSettingsResponse From(VisionOptions vision, EnrollmentRules rules, EnrollmentWarningMode warnings) =>
        new(vision.MaxPhotoBytes, vision.MaxPhotoPixels, vision.SmallestFacePixels, rules.MinSubjectAreaRatio, Wire.Name(warnings), rules.Gate);
}
