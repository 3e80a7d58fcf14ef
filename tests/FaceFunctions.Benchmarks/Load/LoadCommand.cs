using System.CommandLine;

namespace FaceFunctions.Benchmarks.Load;

/// <summary>The command line of <c>load</c>.</summary>
internal static class LoadCommand
{
    /// <summary>Builds it.</summary>
    public static RootCommand Create()
    {
        Option<int> photos = new Option<int>("--photos") { Description = "Photos of 12 megapixels, from 1 to 100.", DefaultValueFactory = _ => 64 }.Between(1, 100);
        Option<int> parallel = new Option<int>("--parallel") { Description = "Triggers under way at once, from 1.", DefaultValueFactory = _ => 8 }.Between(1, 1000);
        var root = new RootCommand("Enrolls big photos in the real app over a real Azurite: exit code 0 when all are enrolled and the app stays under 1 GB resident.") { photos, parallel };
        root.SetAction((parsed, cancellationToken) =>
            LoadRun.RunAsync(new LoadOptions(parsed.GetValue(photos), parsed.GetValue(parallel)), Console.Out, cancellationToken));
        return root;
    }
}
