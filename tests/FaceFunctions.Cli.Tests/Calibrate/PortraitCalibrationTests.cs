using System.Globalization;
using System.Text.Json;
using FaceFunctions.Cli.Tests.Support;
using FaceFunctions.Core.Recognition;
using FaceFunctions.Evaluation.Embedding;
using FaceFunctions.Portraits;
using FaceFunctions.Vision;

namespace FaceFunctions.Cli.Tests.Calibrate;

/// <summary>Thresholds of some drawn people, tried on others. More people, and so a sharper test, by the environment variable FACEFUNCTIONS_CALIBRATION_PEOPLE.</summary>
public sealed class PortraitCalibrationTests : IDisposable
{
    private static readonly int People = int.Parse(Environment.GetEnvironmentVariable("FACEFUNCTIONS_CALIBRATION_PEOPLE") ?? "60", CultureInfo.InvariantCulture);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Thresholds_chosen_of_some_people_hold_for_others()
    {
        Draw("known", seed: 101);
        Draw("new", seed: 202);

        CliResult result = await new CliRunner().RunAsync("calibrate", _folder.Combine("known"), "--no-cache", "--json");

        Assert.Equal(ExitCode.Done, result.ExitCode);
        JsonElement point = result.Json.GetProperty("present");
        (float match, JsonElement interval) = (point.GetProperty("match").GetSingle(), point.GetProperty("rateInterval"));
        FaceEmbedding[][] people = await EmbedAsync("new");

        // Everybody's photo as a stranger's in the gallery of all others: the part of these searches that names somebody.
        (int Photos, int Found, int Named, int Wrong) seen = (0, 0, 0, 0);
        for (int person = 0; person < people.Length; person++)
        {
            foreach (FaceEmbedding photo in people[person])
            {
                double other = people.Where((_, i) => i != person).Max(photos => photos.Max(one => Cosine(one, photo)));
                double own = people[person].Where(one => one != photo).Max(one => Cosine(one, photo));
                seen = (seen.Photos + 1, seen.Found + (other >= match ? 1 : 0), seen.Named + (own >= match && own > other ? 1 : 0), seen.Wrong + (other >= match && other >= own ? 1 : 0));
            }
        }

        // The interval of the calibration, and what so few new people may differ by: four deviations, as photos of one person are not independent.
        double rate = (double)seen.Found / seen.Photos, chance = 4 * Math.Sqrt(0.01 / seen.Photos);
        Assert.InRange(rate, interval.GetProperty("low").GetDouble() - chance, interval.GetProperty("high").GetDouble() + chance);
        Assert.True(seen.Named >= 0.9 * seen.Photos, $"{seen.Named} of {seen.Photos} are named right at {match}.");
        Assert.True(seen.Wrong <= (interval.GetProperty("high").GetDouble() + chance) * seen.Photos, $"{seen.Wrong} of {seen.Photos} are named wrong at {match}.");
        TestContext.Current.TestOutputHelper?.WriteLine($"match {match}, interval {interval}, FPIR {rate}, named {seen.Named}, wrong {seen.Wrong} of {seen.Photos}");
    }

    private static double Cosine(FaceEmbedding a, FaceEmbedding b) => a.DotProduct(b);

    private void Draw(string folder, ulong seed)
    {
        var set = new PortraitSet(seed);
        Parallel.For(0, People, person =>
        {
            for (int photo = 0; photo < 2; photo++)
            {
                _folder.Write($"{folder}/{person}/{photo}.jpg", set.Draw(person, photo).File);
            }
        });
    }

    private async Task<FaceEmbedding[][]> EmbedAsync(string folder)
    {
        using var analyzer = BatchAnalyzer.Load(Path.Combine(AppContext.BaseDirectory, "starter"), options: null, TimeProvider.System);
        string[] files = [.. Enumerable.Range(0, 2 * People).Select(i => _folder.Combine($"{folder}/{i / 2}/{i % 2}.jpg"))];
        SubjectSet set = await new SubjectEmbedder(new PhotoEmbedder(analyzer, cache: null), SubjectRule.Largest, TimeProvider.System).EmbedAsync(files, varied: false, _ => { }, TestContext.Current.CancellationToken);
        return [.. set.Subjects.Select(subject => subject!.Embedding).Chunk(2)];
    }
}
