namespace FaceFunctions.Client.Tests.Support;

/// <summary>Where the sources are.</summary>
internal static class Repository
{
    public static string Root
    {
        get
        {
            DirectoryInfo folder = new(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(folder.FullName, "FaceFunctions.sln")))
            {
                folder = folder.Parent!;
            }

            return folder.FullName;
        }
    }
}
