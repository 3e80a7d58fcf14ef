namespace FaceFunctions.LocalHost.Demo;

/// <summary>A photo file of a known person.</summary>
/// <param name="Path">Full path.</param>
/// <param name="Person">Who it is.</param>
internal sealed record LabelledPhoto(string Path, string Person)
{
    /// <summary>Name of its blob: a folder of the person, so that enrolment knows who it is.</summary>
    public string BlobName => $"{Person}/{System.IO.Path.GetFileName(Path)}";
}
