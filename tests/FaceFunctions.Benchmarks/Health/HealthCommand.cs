using System.CommandLine;

namespace FaceFunctions.Benchmarks.Health;

/// <summary>The command line of <c>health</c>.</summary>
internal static class HealthCommand
{
    /// <summary>Builds it.</summary>
    public static RootCommand Create()
    {
        Option<int> faces = new Option<int>("--faces") { Description = "Faces of the gallery, five of each person.", DefaultValueFactory = _ => 100_000 }.Between(5, 10_000_000);
        Option<int> dimension = new Option<int>("--dimension") { Description = "Values of a vector, from 2.", DefaultValueFactory = _ => 512 }.Between(2, 4096);
        Option<int> threads = new Option<int>("--threads") { Description = "Threads of both.", DefaultValueFactory = _ => Environment.ProcessorCount }.Between(1, 1024);
        Option<int> rounds = new Option<int>("--rounds") { Description = "Rounds of timing, each of both by turns.", DefaultValueFactory = _ => 1 }.Between(1, 100);
        var root = new RootCommand("Times the comparison of all faces with all others (gallery health) beside a plain float32 matrix product of the same size.") { faces, dimension, threads, rounds };
        root.SetAction((parsed, cancellationToken) =>
        {
            HealthRun.Run(parsed.GetValue(faces), parsed.GetValue(dimension), parsed.GetValue(threads), parsed.GetValue(rounds), Console.Out, cancellationToken);
            return Task.FromResult(0);
        });
        return root;
    }
}
