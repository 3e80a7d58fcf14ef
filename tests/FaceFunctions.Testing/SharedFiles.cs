using Xunit;

namespace FaceFunctions.Testing;

/// <summary>Real models and photos that lie beside the repository for its developers and for CI. Users do not have them: tests that need them skip.</summary>
public static class SharedFiles
{
    private static readonly string? Folder = Find();

    /// <summary>Whether the files are here.</summary>
    public static bool Present => Folder is not null;

    /// <summary>The repository's root.</summary>
    public static string RepositoryRoot { get; } = FindRoot();

    /// <summary>Path of one shared file or folder, for instance <c>photos/img1.jpg</c>; skips the running test when the files are not here.</summary>
    public static string Path(string relative)
    {
        Assert.SkipWhen(Folder is null, "The shared models and photos are not beside the repository (../shared): only the project's developers and CI have them.");
        return System.IO.Path.Combine(Folder, relative);
    }

    private static string? Find()
    {
        string folder = System.IO.Path.Combine(FindRoot(), "..", "shared");
        return File.Exists(System.IO.Path.Combine(folder, "photos", "golden.json")) ? System.IO.Path.GetFullPath(folder) : null;
    }

    private static string FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "FaceFunctions.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"FaceFunctions.sln is in no folder above {AppContext.BaseDirectory}.");
    }
}
