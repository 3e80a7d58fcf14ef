using System.CommandLine;

namespace FaceFunctions.Cli.Bundles;

/// <summary><c>bundle</c>: what has to do with model bundles on this machine. Needs neither the service nor the storage.</summary>
internal static class BundleCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create(CliApp app) => new("bundle", "Checks and fetches model bundles.")
    {
        CheckCommand.Create(app),
        FetchCommand.Create(app),
    };
}
