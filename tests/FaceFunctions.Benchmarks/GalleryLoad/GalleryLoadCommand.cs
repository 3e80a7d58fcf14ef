using System.CommandLine;

namespace FaceFunctions.Benchmarks.GalleryLoad;

/// <summary>The command line of <c>load-gallery</c>.</summary>
internal static class GalleryLoadCommand
{
    /// <summary>Builds it.</summary>
    public static RootCommand Create()
    {
        Option<int> faces = new Option<int>("--faces") { Description = "Faces of the gallery on the local disk, from 1; rounded up to whole people of five.", DefaultValueFactory = _ => 100_000 }.Between(1, 100_000_000);
        Option<int> stored = new Option<int>("--stored-faces") { Description = "Faces of the gallery on Azurite; 0 leaves that out.", DefaultValueFactory = _ => 20_000 }.Between(0, 10_000_000);
        Option<int> dimension = new Option<int>("--dimension") { Description = "Values of a vector, from 2.", DefaultValueFactory = _ => 512 }.Between(2, 4096);
        Option<int> runs = new Option<int>("--runs") { Description = "Loads of each kind, from 1; the median counts.", DefaultValueFactory = _ => 3 }.Between(1, 100);
        var root = new RootCommand("Loads galleries of made-up faces: from snapshots on the local disk beside plainly reading the same bytes, and from tables and snapshots on a real Azurite.") { faces, stored, dimension, runs };
        root.SetAction((parsed, cancellationToken) => GalleryLoadRun.RunAsync(
            new GalleryLoadOptions(parsed.GetValue(faces), parsed.GetValue(stored), parsed.GetValue(dimension), parsed.GetValue(runs)), Console.Out, cancellationToken));
        return root;
    }
}
