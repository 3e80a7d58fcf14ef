namespace FaceFunctions.Tests.Support;

/// <summary>Folders that go when the test process ends.</summary>
public static class TemporaryFolder
{
    public static string Create()
    {
        string folder = Directory.CreateTempSubdirectory("facefunctions-tests-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }
        };
        return folder;
    }
}
