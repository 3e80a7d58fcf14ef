using System.CommandLine;

namespace FaceFunctions.Benchmarks.Churn;

/// <summary>The command line of <c>churn</c>.</summary>
internal static class ChurnCommand
{
    /// <summary>Builds it.</summary>
    public static RootCommand Create()
    {
        Option<int> changes = new Option<int>("--changes") { Description = "Random upserts and deletes, from 1,000.", DefaultValueFactory = _ => 1_000_000 }.Between(1000, 1_000_000_000);
        Option<int> photos = new Option<int>("--photos") { Description = "Names that they are of, from 100; about half are there at a time.", DefaultValueFactory = _ => 20_000 }.Between(100, 10_000_000);
        Option<int> dimension = new Option<int>("--dimension") { Description = "Values of a vector, from 2.", DefaultValueFactory = _ => 8 }.Between(2, 4096);
        Option<int> seed = new("--seed") { Description = "Another number gives other changes.", DefaultValueFactory = _ => 1 };
        var root = new RootCommand("Changes a gallery again and again, with searches beside it: exit code 0 when every answer was a dictionary's and memory stayed bounded.") { changes, photos, dimension, seed };
        root.SetAction((parsed, cancellationToken) => ChurnRun.RunAsync(
            new ChurnOptions(parsed.GetValue(changes), parsed.GetValue(photos), parsed.GetValue(dimension), parsed.GetValue(seed)), Console.Out, cancellationToken));
        return root;
    }
}
