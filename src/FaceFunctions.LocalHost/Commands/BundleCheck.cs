using FaceFunctions.LocalHost.Demo;
using FaceFunctions.LocalHost.Hosting;

namespace FaceFunctions.LocalHost.Commands;

/// <summary>Sees before anything is started whether there is a model bundle. Whether it can be used is for the app to say.</summary>
internal static class BundleCheck
{
    /// <summary>How to get a bundle.</summary>
    public const string HowToGet = "Get one with: dotnet run --project src/FaceFunctions.Cli -- bundle fetch yunet-sface";

    // Where the app looks by itself, and how that is changed.
    private const string DefaultFolder = "bundle";
    private const string FolderVariable = "FaceFunctions__BundlePath";

    /// <summary>What is missing, and how to get it; null when a bundle is there.</summary>
    /// <param name="bundle">The folder given; null leaves it to the app.</param>
    /// <param name="app">The app's folder; null is the app as this checkout built it.</param>
    /// <exception cref="LocalHostException">The app is not built.</exception>
    public static string? FindProblem(string? bundle, string? app)
    {
        if (bundle is not null)
        {
            return IsBundle(bundle) ? null : $"{Path.GetFullPath(bundle)} is no model bundle: it has no {BundleFacts.FileName}.\n{HowToGet}";
        }

        return Environment.GetEnvironmentVariable(FolderVariable) is not null || IsBundle(Path.Combine(app ?? BuiltApp.FindFolder(), DefaultFolder))
            ? null
            : $"The app has no model bundle: pass --bundle <folder>.\n{HowToGet}";
    }

    private static bool IsBundle(string folder) => File.Exists(Path.Combine(folder, BundleFacts.FileName));
}
