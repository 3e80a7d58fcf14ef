using FaceFunctions.Core.Gallery;
using FaceFunctions.Core.Recognition;

namespace FaceFunctions.Core.Enrollment;

/// <summary>Decides what a gallery photo becomes, from what was found in it.</summary>
public sealed record EnrollmentRules
{
    /// <summary>The gate that the photo's subject must pass.</summary>
    public QualityGate Gate { get; init; } = new();

    /// <summary>The subject is clear when its box has at least so many times the area of the next larger one; 1 or more.</summary>
    public float MinSubjectAreaRatio { get; init; } = 2;

    /// <summary>The most faces of one photo that are kept, largest first.</summary>
    public int MaxFacesPerPhoto { get; init; } = int.MaxValue;

    /// <summary>Largest photo in bytes; a larger one is recorded without being downloaded.</summary>
    public long MaxPhotoBytes { get; init; } = 20 * 1024 * 1024;

    /// <summary>Judges one analysis.</summary>
    /// <param name="person">The photo's person.</param>
    /// <param name="analysis">What was found.</param>
    public EnrollmentVerdict Judge(string person, PhotoAnalysis analysis) => analysis switch
    {
        PhotoAnalysis.FacesFound found => JudgeFaces(person, found),
        PhotoAnalysis.NoFace none => new EnrollmentVerdict(PhotoStatus.NoFace, "No face was found in the photo.", [], none.Width, none.Height),
        PhotoAnalysis.Unreadable bad => new EnrollmentVerdict(PhotoStatus.Unreadable, bad.Reason, [], 0, 0),
        PhotoAnalysis.TooLarge large => new EnrollmentVerdict(PhotoStatus.TooLarge, large.Reason, [], 0, 0),
        _ => throw new ArgumentOutOfRangeException(nameof(analysis)),
    };

    private EnrollmentVerdict JudgeFaces(string person, PhotoAnalysis.FacesFound found)
    {
        AnalyzedFace subject = found.Faces[0];
        bool clear = found.Faces.Count == 1 || subject.Face.Box.Area >= MinSubjectAreaRatio * found.Faces[1].Face.Box.Area;
        string? reason = clear
            ? Gate.Refuse(subject.Quality)
            : $"The photo shows {found.Faces.Count} faces and none is clearly the largest, so it is not known which of them is meant. Crop it to one person.";
        FaceRecord[] faces =
        [
            .. found.Faces.Take(MaxFacesPerPhoto).Select((face, i) =>
                new FaceRecord(i == 0 && reason is null ? person : null, face.Face, face.Quality, face.Embedding)),
        ];
        return new EnrollmentVerdict(reason is null ? PhotoStatus.Enrolled : PhotoStatus.Refused, reason, faces, found.Width, found.Height);
    }
}

/// <summary>What a photo becomes.</summary>
/// <param name="Status">Its status.</param>
/// <param name="Reason">Why it is not enrolled, in one sentence; null when it is.</param>
/// <param name="Faces">The faces to store, largest first.</param>
/// <param name="Width">Width of the upright photo in pixels; 0 when unknown.</param>
/// <param name="Height">Height of the upright photo in pixels; 0 when unknown.</param>
public sealed record EnrollmentVerdict(PhotoStatus Status, string? Reason, IReadOnlyList<FaceRecord> Faces, int Width, int Height)
{
    /// <summary>What is strange about the subject, beside the rest of the gallery.</summary>
    public IReadOnlyList<EnrollmentWarning> Warnings { get; init; } = [];
}
