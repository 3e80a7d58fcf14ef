namespace FaceFunctions.LocalHost.Demo;

/// <summary>A photo of a known person.</summary>
/// <param name="Person">Who it is.</param>
/// <param name="FileName">Name of its file.</param>
/// <param name="Read">Gives the file's content.</param>
internal sealed record LabelledPhoto(string Person, string FileName, Func<byte[]> Read)
{
    /// <summary>Name of its blob: a folder of the person, so that enrolment knows who it is.</summary>
    public string BlobName => $"{Person}/{FileName}";

    /// <summary>A photo in a file, which is read anew each time.</summary>
    public static LabelledPhoto FromFile(string person, string path) => new(person, Path.GetFileName(path), () => File.ReadAllBytes(path));
}
