namespace FaceFunctions.Core.Health;

/// <summary>What to do about each kind of finding, in words for the user.</summary>
public static class HealthAdvice
{
    /// <summary>What the kind is called.</summary>
    public static string Title(HealthKind kind) => kind switch
    {
        HealthKind.LooksLikeAnother => "Photos that look more like another person",
        HealthKind.ProbablyOne => "People who are probably one",
        HealthKind.FitsBadly => "Photos that do not fit their person",
        HealthKind.NearDuplicate => "Near-duplicates",
        HealthKind.TooSmall => "Small faces",
        HealthKind.TooBlurry => "Blurry faces",
        HealthKind.TooTurned => "Faces turned away",
        HealthKind.OnlyPhoto => "People with one photo",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>What to do.</summary>
    public static string Of(HealthKind kind) => kind switch
    {
        HealthKind.LooksLikeAnother => "Look at the two photos. Move the one that is filed under the wrong name, or delete it; when both are right, the two people are hard to tell apart.",
        HealthKind.ProbablyOne => "If it is one person, move the photos of one name to the other. If not, raise the match threshold.",
        HealthKind.FitsBadly => "Look at the photo: delete it if it shows somebody else or hardly a face. If it is right, add more photos like it.",
        HealthKind.NearDuplicate => "Of one person: delete one, it adds nothing. Of two people: one of the names is wrong.",
        HealthKind.TooSmall => "Replace it by a photo in which the face is larger.",
        HealthKind.TooBlurry => "Replace it by a sharper photo.",
        HealthKind.TooTurned => "Replace it, or add a photo that looks into the camera.",
        HealthKind.OnlyPhoto => "Add two or three photos of other days and light.",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
