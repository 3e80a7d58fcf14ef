using System.Text.Json;
using FaceFunctions.Cli.Tests.Support;
using FaceFunctions.Core.Calibration;
using FaceFunctions.Core.Detection;
using FaceFunctions.Core.Gallery;
using FaceFunctions.Core.Recognition;
using FaceFunctions.Storage;
using FaceFunctions.Testing;

namespace FaceFunctions.Cli.Tests.Calibrate;

public sealed class CalibrateCommandTests(TestAzurite azurite) : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly CliRunner _cli = new();
    private readonly string _bundle = "bundle-" + Guid.NewGuid().ToString("N");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_gallery_itself_is_calibrated_with_and_the_app_would_read_what_was_written()
    {
        var storage = new GalleryStorage(new StorageOptions { ConnectionString = azurite.ConnectionString });
        await FillAsync(storage, people: 60);
        string[] question = ["calibrate", "--gallery", "--bundle-id", _bundle, "--connection", azurite.ConnectionString, "--json"];

        CliResult tried = await _cli.RunAsync(question);
        Assert.Equal(ExitCode.Done, tried.ExitCode);
        Assert.False(tried.Json.GetProperty("written").GetBoolean());
        Assert.IsType<StoredCalibration.Missing>(await storage.Calibrations.ReadAsync(_bundle, null, Cancellation));

        CliResult written = await _cli.RunAsync([.. question, "--write", "--fpir", "0.02"]);
        CliResult again = await _cli.RunAsync([.. question, "--write"]);

        Assert.Equal((ExitCode.Done, ExitCode.Done), (written.ExitCode, again.ExitCode));
        JsonElement said = again.Json.GetProperty("calibration");
        ThresholdCalibration kept = Assert.IsType<StoredCalibration.Found>(await storage.Calibrations.ReadAsync(_bundle, null, Cancellation)).Calibration;
        Assert.Equal((60, 120, 120 * 59L, 2.0), (kept.People, kept.Probes, kept.Tail.Scores, kept.PhotosPerPerson));
        Assert.Equal((CalibrationSource.Gallery, 0.01, said.GetProperty("id").GetString()), (kept.Source, kept.MatchRate, kept.Id));
        JsonElement present = again.Json.GetProperty("present");
        Assert.Equal(kept.ThresholdsFor(60).Match, present.GetProperty("match").GetSingle());
        Assert.True(written.Json.GetProperty("present").GetProperty("match").GetSingle() < kept.ThresholdsFor(60).Match);

        CliResult text = await _cli.RunAsync([.. question.Where(word => word != "--json")]);
        Assert.Contains("60 people: 120 photos", text.Output, StringComparison.Ordinal);
        Assert.Contains("60 (now)", text.Output, StringComparison.Ordinal);
        Assert.Contains("Nothing was written", text.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Too_few_people_are_refused_with_how_many_are_missing_and_nothing_is_written()
    {
        var storage = new GalleryStorage(new StorageOptions { ConnectionString = azurite.ConnectionString });
        await FillAsync(storage, people: 10);

        CliResult result = await _cli.RunAsync("calibrate", "--gallery", "--bundle-id", _bundle, "--connection", azurite.ConnectionString, "--write");

        Assert.Equal(ExitCode.Failed, result.ExitCode);
        Assert.Contains("Needs 30 more people.", result.Error, StringComparison.Ordinal);
        Assert.IsType<StoredCalibration.Missing>(await storage.Calibrations.ReadAsync(_bundle, null, Cancellation));
    }

    [Theory]
    [InlineData]
    [InlineData("folder", "--gallery")]
    [InlineData("--gallery", "--pairs", "x.csv")]
    [InlineData("folder", "--fpir", "0")]
    [InlineData("folder", "--fpir", "1%")]
    [InlineData("folder", "--fpir", "0.2")]
    [InlineData("folder", "--people", "0")]
    [InlineData("--gallery", "--connection", "nonsense")]
    [InlineData("--gallery", "--connection", "https://faces.example.org?sv=1&sig=c2VjcmV0")]
    public async Task Wrong_usage_is_told_before_any_work(params string[] args)
    {
        CliResult result = await _cli.RunAsync(["calibrate", .. args]);

        Assert.Equal(ExitCode.Usage, result.ExitCode);
        Assert.DoesNotContain("c2VjcmV0", result.Error, StringComparison.Ordinal);
    }

    private async Task FillAsync(GalleryStorage storage, int people)
    {
        await storage.EnsureCreatedAsync(Cancellation);
        await storage.OpenAsync(_bundle, Cancellation);
        var random = new Random(3);
        for (int person = 0; person < people; person++)
        {
            float[] centre = Vector(random);
            for (int photo = 0; photo < 2; photo++)
            {
                var record = new PhotoRecord
                {
                    Name = $"{_bundle}/{person}/{photo}.jpg",
                    Person = $"person {person}",
                    Status = PhotoStatus.Enrolled,
                    BundleId = _bundle,
                    FaceCount = 1,
                    BlobETag = "\"1\"",
                    BlobLastModified = DateTimeOffset.UnixEpoch,
                    RecordedAt = DateTimeOffset.UnixEpoch,
                };
                var face = new FaceRecord(
                    record.Person,
                    new DetectedFace(new PixelBox(1, 2, 30, 40), null, 0.9f),
                    new FaceQuality(0.5f, 0.9f, 30, 0.25f, 0.5f, 0, 0, 0),
                    FaceEmbedding.FromModelOutput([.. centre.Zip(Vector(random), (c, noise) => c + (0.4f * noise))]));
                Assert.True(await storage.Gallery.ReplaceAsync(record, [face], _ => Task.FromResult(true), Cancellation));
            }
        }
    }

    private static float[] Vector(Random random) => [.. Enumerable.Range(0, 24).Select(_ => (float)(random.NextDouble() - 0.5))];
}
