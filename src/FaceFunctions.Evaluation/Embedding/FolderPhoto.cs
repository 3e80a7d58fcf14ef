namespace FaceFunctions.Evaluation.Embedding;

/// <summary>A photo of a folder.</summary>
/// <param name="File">Full path.</param>
/// <param name="Name">Path inside the folder: forward slashes, Unicode normalisation form C.</param>
public sealed record FolderPhoto(string File, string Name)
{
    /// <summary>Whom the photo shows, by its first folder, as when photos are enrolled; null for a photo that lies in the folder itself.</summary>
    public string? Person => Name.IndexOf('/', StringComparison.Ordinal) is var slash and > 0 ? Name[..slash] : null;
}
