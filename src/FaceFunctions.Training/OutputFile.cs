namespace FaceFunctions.Training;

/// <summary>A file that is written at the end of a long work.</summary>
public static class OutputFile
{
    /// <summary>Finds out at its beginning whether it can be.</summary>
    /// <param name="path">The file; its folder is made when it is not there, the file is neither made nor changed.</param>
    /// <exception cref="IOException">It cannot: the path is a folder's, or leads through a file.</exception>
    /// <exception cref="UnauthorizedAccessException">It is not allowed.</exception>
    public static void EnsureWritable(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        if (File.Exists(path))
        {
            File.OpenWrite(path).Dispose();
        }
        else
        {
            File.Create(path, bufferSize: 1, FileOptions.DeleteOnClose).Dispose();
        }
    }
}
