using System.Text.Json.Serialization;

namespace FaceFunctions.Cli.Enroll;

/// <summary>What became of one file of <c>enroll</c>.</summary>
/// <param name="File">Full path on this machine.</param>
/// <param name="Photo">Path in the storage, <c>gallery/ruan/7.jpg</c>.</param>
/// <param name="Uploaded">False when it lay there already.</param>
/// <param name="Status">The service's status, or one of the constants of this type.</param>
/// <param name="Person">Who the service enrolled it as; null when it did not say.</param>
/// <param name="Reason">Why it was not enrolled.</param>
/// <param name="Warnings">What the service found strange about it, in sentences.</param>
internal sealed record EnrolledPhoto(string File, string Photo, bool Uploaded, string Status, string? Person, string? Reason, IReadOnlyList<string> Warnings)
{
    /// <summary>One face is stored under the photo's person.</summary>
    public const string Enrolled = "enrolled";

    /// <summary>It is in the storage, and nobody waited for more (<c>--no-wait</c>).</summary>
    public const string InStorage = "uploaded";

    /// <summary>It is in the storage, but the service did not get to it in time.</summary>
    public const string Pending = "pending";

    /// <summary>It was in the storage, but somebody deleted or replaced it before the service got to it.</summary>
    public const string Gone = "gone";

    /// <summary>It could not be read here, its name cannot be a blob's, or the storage refused it.</summary>
    public const string NotUploaded = "not-uploaded";

    /// <summary>Whether nothing is left to be said about it.</summary>
    [JsonIgnore]
    public bool IsWell => Status is Enrolled or InStorage;
}
