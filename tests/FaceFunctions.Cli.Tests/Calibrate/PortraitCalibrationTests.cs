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

        FaceEmbedding[][] people = await EmbedAsync("new");
        await TryAsync(people, wanted: "0.01");
        await TryAsync(people, wanted: "0.1");
    }

    private async Task TryAsync(FaceEmbedding[][] people, string wanted)
    {
        var cli = new CliRunner { Variables = { ["FACEFUNCTIONS_CACHE"] = _folder.Combine("cache") } };

        CliResult result = await cli.RunAsync("calibrate", _folder.Combine("known"), "--fpir", wanted, "--json");

        Assert.Equal(ExitCode.Done, result.ExitCode);
        JsonElement point = result.Json.GetProperty("present");
        float match = point.GetProperty("match").GetSingle();
        double low = point.GetProperty("rateInterval").GetProperty("low").GetDouble(), high = point.GetProperty("rateInterval").GetProperty("high").GetDouble();

        // Everybody's photo as a stranger's in the gallery of all others: the part of these searches that names somebody.
        int photos = 0, found = 0, named = 0, wrong = 0;
        for (int person = 0; person < people.Length; person++)
        {
            foreach (FaceEmbedding photo in people[person])
            {
                double other = people.Where((_, i) => i != person).Max(theirs => theirs.Max(photo.DotProduct));
                double own = people[person].Where(one => one != photo).Max(photo.DotProduct);
                photos++;
                found += other >= match ? 1 : 0;
                named += own >= match && own > other ? 1 : 0;
                wrong += other >= match && other >= own ? 1 : 0;
            }
        }

        // The interval of the calibration, and what so few new people may differ by: four deviations, as photos of one person are not independent.
        double rate = (double)found / photos, chance = 4 * Math.Sqrt(double.Parse(wanted, CultureInfo.InvariantCulture) / photos);
        TestContext.Current.TestOutputHelper?.WriteLine(FormattableString.Invariant($"Wanted {wanted}: match {match:0.000}; FPIR {low:0.0000} to {high:0.0000}, seen {rate:0.0000}; {named} named right and {wrong} wrong of {photos}."));
        Assert.InRange(rate, low - chance, high + chance);
        Assert.True(named >= 0.9 * photos, $"{named} of {photos} are named right at {match}.");
        Assert.True(wrong <= (high + chance) * photos, $"{wrong} of {photos} are named wrong at {match}.");
    }

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
