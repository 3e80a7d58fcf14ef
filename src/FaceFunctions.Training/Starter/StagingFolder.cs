namespace FaceFunctions.Training.Starter;

/// <summary>A place for new files in the folder that they are meant for: what is there stays as it is until all of them are complete.</summary>
internal sealed class StagingFolder : IDisposable
{
    private readonly string _target;

    /// <summary>Makes an empty place.</summary>
    /// <param name="target">The folder; made when it is not there.</param>
    /// <exception cref="IOException">The folder cannot be made or written into, or a file has its name.</exception>
    /// <exception cref="UnauthorizedAccessException">Writing there is not allowed.</exception>
    public StagingFolder(string target)
    {
        _target = target;

        // Nobody else's: neither the user's nor another run's.
        Path = System.IO.Path.GetFullPath(System.IO.Path.Combine(target, $".training-{System.IO.Path.GetRandomFileName()}"));
        Directory.CreateDirectory(Path);
    }

    /// <summary>Where to write, an absolute path.</summary>
    public string Path { get; }

    /// <summary>Moves the files into the folder, over those of the same name.</summary>
    public void Publish()
    {
        foreach (string file in Directory.GetFiles(Path))
        {
            File.Move(file, System.IO.Path.Combine(_target, System.IO.Path.GetFileName(file)), overwrite: true);
        }
    }

    /// <summary>Deletes what was not published.</summary>
    public void Dispose() => Directory.Delete(Path, recursive: true);
}
