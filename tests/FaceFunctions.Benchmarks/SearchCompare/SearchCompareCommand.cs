using System.CommandLine;

namespace FaceFunctions.Benchmarks.SearchCompare;

/// <summary>The command line of <c>compare-search</c>.</summary>
internal static class SearchCompareCommand
{
    /// <summary>Builds it.</summary>
    public static RootCommand Create()
    {
        Option<int> faces = new Option<int>("--faces") { Description = "Faces of the gallery, from 5; rounded up to whole people.", DefaultValueFactory = _ => 100_000 }.Between(5, 100_000_000);
        Option<int> facesPerPerson = new Option<int>("--faces-per-person") { Description = "Faces of each person, from 1.", DefaultValueFactory = _ => 5 }.Between(1, 1000);
        Option<int> dimension = new Option<int>("--dimension") { Description = "Values of a vector, from 2.", DefaultValueFactory = _ => 512 }.Between(2, 4096);
        Option<double> cosine = new Option<double>("--cosine") { Description = "Mean cosine between two faces of a person, from 0 to 1.", DefaultValueFactory = _ => 0.6 }.Between(0, 1);
        Option<int> threads = new Option<int>("--threads") { Description = "Threads of the index and of the scan.", DefaultValueFactory = _ => Environment.ProcessorCount }.Between(1, 1024);
        Option<int> rounds = new Option<int>("--rounds") { Description = "Rounds of timing, each of everything by turns.", DefaultValueFactory = _ => 32 }.Between(1, 10_000);
        Option<int> queries = new Option<int>("--queries") { Description = "Answers compared with those of a whole scan.", DefaultValueFactory = _ => 1000 }.Between(32, 100_000);
        Option<int> seed = new("--seed") { Description = "Another number gives other people.", DefaultValueFactory = _ => 1 };
        var root = new RootCommand("Times the index beside a float32 scan of the same faces with as many threads: exit code 0 when all answers are those of the scan.")
        {
            faces, facesPerPerson, dimension, cosine, threads, rounds, queries, seed,
        };
        root.SetAction((parsed, cancellationToken) => Task.FromResult(SearchCompareRun.Run(
            new SearchCompareOptions(
                parsed.GetValue(faces),
                parsed.GetValue(facesPerPerson),
                parsed.GetValue(dimension),
                parsed.GetValue(cosine),
                parsed.GetValue(threads),
                parsed.GetValue(rounds),
                parsed.GetValue(queries),
                parsed.GetValue(seed)),
            Console.Out,
            cancellationToken)));
        return root;
    }
}
