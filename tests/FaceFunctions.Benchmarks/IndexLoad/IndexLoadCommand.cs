using System.CommandLine;

namespace FaceFunctions.Benchmarks.IndexLoad;

/// <summary>The command line of <c>load-index</c>.</summary>
internal static class IndexLoadCommand
{
    /// <summary>Builds it.</summary>
    public static RootCommand Create()
    {
        Option<int> faces = new Option<int>("--faces") { Description = "Faces of the gallery, from 1; rounded up to whole people.", DefaultValueFactory = _ => 100_000 }.Between(1, 100_000_000);
        Option<int> facesPerPerson = new Option<int>("--faces-per-person") { Description = "Faces of each person, from 1.", DefaultValueFactory = _ => 5 }.Between(1, 1000);
        Option<int> dimension = new Option<int>("--dimension") { Description = "Values of a vector, from 2.", DefaultValueFactory = _ => 512 }.Between(2, 4096);
        Option<double> cosine = new Option<double>("--cosine") { Description = "Mean cosine between two faces of a person, from 0 to 1.", DefaultValueFactory = _ => 0.6 }.Between(0, 1);
        Option<int> probes = new Option<int>("--probes") { Description = "Searches, by turns of known people in new photos and of strangers, from 2.", DefaultValueFactory = _ => 200 }.Between(2, 100_000);
        Option<int> compared = new Option<int>("--compared") { Description = "How many of them are compared with a plain scan of all faces, from 1.", DefaultValueFactory = _ => 10 }.Between(1, 1000);
        Option<int> seed = new("--seed") { Description = "Another number gives other people.", DefaultValueFactory = _ => 1 };
        var root = new RootCommand("Fills a real index with made-up faces and searches it: exit code 0 when every answer is right.") { faces, facesPerPerson, dimension, cosine, probes, compared, seed };
        root.SetAction((parsed, cancellationToken) => Task.FromResult(IndexLoadRun.Run(
            new IndexLoadOptions(
                parsed.GetValue(faces),
                parsed.GetValue(facesPerPerson),
                parsed.GetValue(dimension),
                parsed.GetValue(cosine),
                parsed.GetValue(probes),
                parsed.GetValue(compared),
                parsed.GetValue(seed)),
            Console.Out,
            cancellationToken)));
        return root;
    }
}
