using FaceFunctions.LocalHost.Hosting;

namespace FaceFunctions.LocalHost.Commands;

/// <summary>Sees before anything is started whether there is a model bundle. Whether it can be used is for the app to say.</summary>
internal static class BundleCheck
{
    private const string HowToGet = "Get one with: dotnet run --project src/FaceFunctions.Cli -- bundle fetch yunet-sface";

    // Where the app looks by itself, and how that is changed.
    private const string DefaultFolder = "bundle";
    private const string FolderVariable = "FaceFunctions__BundlePath";

    /// <summary>Whether the app will load a bundle at all: any other app than FaceFunctions runs without, unless one is given.</summary>
    /// <param name="bundle">The folder given; null leaves it to the app.</param>
    /// <param name="app">The app's folder; null is the app as this checkout built it.</param>
    public static bool IsWanted(string? bundle, string? app) => bundle is not null || app is null || !BuiltApp.IsOther(Path.GetFullPath(app));

    /// <summary>The folder from which the app will load its bundle: the one given, else what the environment says, else its own.</summary>
    /// <param name="bundle">The folder given; null leaves it to the app.</param>
    /// <param name="app">The app's folder; null is the app as this checkout built it.</param>
    /// <exception cref="LocalHostException">The app is not built.</exception>
    public static string FindFolder(string? bundle, string? app) =>
        bundle is not null
            ? Path.GetFullPath(bundle)
            : Path.GetFullPath(Environment.GetEnvironmentVariable(FolderVariable) ?? DefaultFolder, Path.GetFullPath(app ?? BuiltApp.FindFolder()));

    /// <summary>What is missing, and how to get it; null when a bundle is there.</summary>
    /// <param name="folder">What <see cref="FindFolder"/> found.</param>
    public static string? FindProblem(string folder) =>
        File.Exists(Path.Combine(folder, BundleFacts.FileName))
            ? null
            : $"{folder} is no model bundle: it has no {BundleFacts.FileName}. Pass --bundle <folder>.\n{HowToGet}";
}
