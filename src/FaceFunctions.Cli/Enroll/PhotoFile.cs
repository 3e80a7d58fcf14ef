namespace FaceFunctions.Cli.Enroll;

/// <summary>A photo on this machine.</summary>
/// <param name="File">Full path.</param>
/// <param name="Name">Path inside its folder: forward slashes, Unicode normalisation form C. Becomes the blob's name.</param>
/// <param name="Problem">Why no blob can have this name; null when it can.</param>
internal sealed record PhotoFile(string File, string Name, string? Problem = null);
