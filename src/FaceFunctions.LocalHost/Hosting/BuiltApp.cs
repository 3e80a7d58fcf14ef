using FaceFunctions.LocalHost.Worker;

namespace FaceFunctions.LocalHost.Hosting;

/// <summary>Finds the app that this checkout built.</summary>
internal static class BuiltApp
{
    private const string MainFile = "FaceFunctions.dll";

    /// <summary>Whether a folder holds an isolated-worker app that is not FaceFunctions.</summary>
    public static bool IsOther(string folder) => File.Exists(Path.Combine(folder, WorkerCommand.ConfigName)) && !File.Exists(Path.Combine(folder, MainFile));

    /// <summary>The build output of src/FaceFunctions: that of this program's own configuration, else any.</summary>
    /// <exception cref="LocalHostException">There is none.</exception>
    public static string FindFolder()
    {
        string root = RepositoryFolder.Find()
            ?? throw new LocalHostException("No folder with FaceFunctions.sln is above this program or the current directory: run inside the checkout, or name a published app with --app.");
        string builds = Path.Combine(root, "artifacts", "bin", "FaceFunctions");
        string own = Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        return new[] { own, "release", "debug" }
            .Select(configuration => Path.Combine(builds, configuration))
            .FirstOrDefault(folder => File.Exists(Path.Combine(folder, "host.json")))
            ?? throw new LocalHostException($"No build of the app with a host.json is in {builds}: run `dotnet build src/FaceFunctions`, or name a published folder with --app.");
    }
}
