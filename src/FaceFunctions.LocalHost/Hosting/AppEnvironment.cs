namespace FaceFunctions.LocalHost.Hosting;

/// <summary>The environment variables that the app gets beside those of this process: what <c>func start</c> would give, then the settings.</summary>
internal static class AppEnvironment
{
    /// <summary>Puts them together.</summary>
    /// <param name="options">What is hosted.</param>
    /// <param name="folder">The app's folder.</param>
    public static IReadOnlyDictionary<string, string> Create(FunctionsHostOptions options, string folder)
    {
        var environment = new Dictionary<string, string>
        {
            ["AzureWebJobsStorage"] = options.StorageConnection,
            ["GalleryConnection"] = options.StorageConnection,
            ["FUNCTIONS_WORKER_RUNTIME"] = "dotnet-isolated",
            ["FUNCTIONS_APPLICATION_DIRECTORY"] = folder,
            ["FUNCTIONS_WORKER_DIRECTORY"] = folder,
            ["AZURE_FUNCTIONS_ENVIRONMENT"] = "Development",
        };
        if (options.BundleFolder is { } bundle)
        {
            environment["FaceFunctions__BundlePath"] = Path.GetFullPath(bundle);
        }

        foreach ((string name, string value) in options.Settings)
        {
            environment[name] = value;
        }

        return environment;
    }
}
