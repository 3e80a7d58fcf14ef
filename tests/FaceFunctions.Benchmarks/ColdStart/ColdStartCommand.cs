using System.CommandLine;

namespace FaceFunctions.Benchmarks.ColdStart;

/// <summary>The command line of <c>cold-start</c>.</summary>
internal static class ColdStartCommand
{
    /// <summary>Builds it.</summary>
    public static RootCommand Create()
    {
        var apps = new Option<DirectoryInfo[]>("--app") { Description = "Folder of a published app; as often as there are apps to compare.", Required = true };
        apps.AcceptExistingOnly();
        var beside = new Option<string[]>("--beside")
        {
            Description = "A command to time in each round too: it gets GalleryConnection, and its last line is the milliseconds to the first answer, those until ready, those of processor time, and the resident bytes.",
            DefaultValueFactory = _ => [],
        };
        Option<int> runs = new Option<int>("--runs") { Description = "Rounds, from 1; one more goes before them.", DefaultValueFactory = _ => 10 }.Between(1, 1000);
        Option<int> faces = new Option<int>("--faces") { Description = "Made-up faces in the storage, of each app's bundle, with snapshots; each start is then also asked who is in a photo. 0 for none.", DefaultValueFactory = _ => 0 }.Between(0, 10_000_000);
        var root = new RootCommand("Starts published apps cold, in turn, under the local host over a real Azurite, and prints their sizes and the times to the first answer, until ready, and to the first identification.") { apps, beside, runs, faces };
        root.SetAction((parsed, cancellationToken) => ColdStartRun.RunAsync(
            new ColdStartOptions([.. parsed.GetValue(apps)!.Select(folder => folder.FullName)], parsed.GetValue(beside)!, parsed.GetValue(runs), parsed.GetValue(faces)), Console.Out, cancellationToken));
        return root;
    }
}
