namespace FaceFunctions.LocalHost;

/// <summary>Finds the checkout that this program was built in, or is run in.</summary>
internal static class RepositoryFolder
{
    /// <summary>The nearest folder, above the program or else above the current directory, that holds FaceFunctions.sln and package-lock.json; null when there is none.</summary>
    public static string? Find() => FindAbove(AppContext.BaseDirectory) ?? FindAbove(Directory.GetCurrentDirectory());

    private static string? FindAbove(string start)
    {
        for (DirectoryInfo? folder = new(start); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "FaceFunctions.sln")) && File.Exists(Path.Combine(folder.FullName, "package-lock.json")))
            {
                return folder.FullName;
            }
        }

        return null;
    }
}
