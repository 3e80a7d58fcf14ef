using System.Text.Json;
using FaceFunctions.Core.Calibration;
using FaceFunctions.Core.Matching;
using FaceFunctions.LocalHost.Azurite;
using FaceFunctions.Storage;
using FaceFunctions.Testing;
using FaceFunctions.Tests.Support;

namespace FaceFunctions.Tests.Calibration;

/// <summary>A calibration in storage, and what the app makes of it.</summary>
public class CalibrationTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_calibration_decides_at_the_gallerys_size_and_is_told_and_settings_win()
    {
        SharedFiles.Path("models");
        string[] photos = [.. SharedPhotos.People().DistinctBy(photo => photo.Value).Take(3).Select(photo => photo.Key)];
        await using AzuriteServer azurite = await AzuriteServer.StartAsync(new AzuriteOptions(), Cancellation);
        ICalibrationStore store = new GalleryStorage(new StorageOptions { ConnectionString = azurite.ConnectionString }).Calibrations;

        // Without one; then with one; then with settings beside it; then with a damaged one: each an app that has just started, as nothing is waited for.
        string bundle;
        await using (GalleryApp app = await GalleryApp.StartAsync(azurite.ConnectionString))
        {
            JsonElement status = await app.ReadyAsync();
            bundle = status.GetProperty("bundle").GetString()!;
            Assert.Equal(("bundle", JsonValueKind.Null), (status.GetProperty("thresholdFrom").GetString(), status.GetProperty("calibration").ValueKind));
            await app.EnrollAsync("first person/1.jpg", Pictures.File(photos[0]));
            await app.EnrollAsync("second person/1.jpg", Pictures.File(photos[1]));
        }

        ThresholdCalibration calibration = Sample(bundle);
        Assert.True(await store.WriteAsync(calibration, null, Cancellation));
        await using (GalleryApp app = await GalleryApp.StartAsync(azurite.ConnectionString))
        {
            MatchThresholds expected = calibration.ThresholdsFor(2);
            JsonElement status = await app.ReadyAsync();
            Assert.Equal(("calibration", calibration.Id), (status.GetProperty("thresholdFrom").GetString(), status.GetProperty("calibration").GetProperty("id").GetString()));
            Assert.Equal((expected.Match, expected.Review), (status.GetProperty("thresholds").GetProperty("match").GetSingle(), status.GetProperty("thresholds").GetProperty("review").GetSingle()));

            JsonElement answer = (await app.IdentifyAsync(Pictures.File(photos[2]))).Ok();
            Assert.Equal(("calibration", expected.Match), (answer.GetProperty("thresholdFrom").GetString(), answer.GetProperty("threshold").GetSingle()));
            JsonElement rests = answer.GetProperty("calibration");
            Assert.Equal((0.01, 200, 50_000, false), (rests.GetProperty("falseAlarmRate").GetDouble(), rests.GetProperty("people").GetInt32(), rests.GetProperty("comparisons").GetInt32(), rests.GetProperty("outgrown").GetBoolean()));
            Assert.All(answer.GetProperty("faces")[0].GetProperty("candidates").EnumerateArray(), candidate =>
                Assert.Equal(calibration.FalseMatchProbability(candidate.GetProperty("similarity").GetSingle(), 2), candidate.GetProperty("falseMatchProbability").GetDouble(), 0.006));

            JsonElement own = (await app.IdentifyAsync(Pictures.File(photos[0]), "?threshold=0.45")).Ok();
            Assert.Equal(("request", 0.45f), (own.GetProperty("thresholdFrom").GetString(), own.GetProperty("threshold").GetSingle()));
            JsonElement self = own.GetProperty("faces")[0].GetProperty("candidates")[0];
            Assert.Equal(("first person", rests.GetProperty("smallestProbability").GetDouble()), (self.GetProperty("person").GetString(), self.GetProperty("falseMatchProbability").GetDouble()));

            JsonElement verified = (await app.GetAsync("/api/verify?a=gallery/first%20person/1.jpg&b=gallery/second%20person/1.jpg")).Ok();
            Assert.Equal(("bundle", calibration.Id), (verified.GetProperty("thresholdFrom").GetString(), verified.GetProperty("calibration").GetProperty("id").GetString()));
            Assert.InRange(verified.GetProperty("falseMatchProbability").GetDouble(), 1e-9, 1);
        }

        await using (GalleryApp app = await GalleryApp.StartAsync(azurite.ConnectionString, new Dictionary<string, string> { ["FaceFunctions__MatchThreshold"] = "0.5" }))
        {
            JsonElement status = await app.ReadyAsync();
            Assert.Equal(("settings", 0.5f), (status.GetProperty("thresholdFrom").GetString(), status.GetProperty("thresholds").GetProperty("match").GetSingle()));
            Assert.Equal(calibration.Id, status.GetProperty("calibration").GetProperty("id").GetString());
            await app.UploadAsync("calibration", $"{bundle}.json", "no calibration"u8.ToArray());
        }

        await using (GalleryApp app = await GalleryApp.StartAsync(azurite.ConnectionString))
        {
            JsonElement status = await app.ReadyAsync();
            Assert.Equal(("bundle", JsonValueKind.Null), (status.GetProperty("thresholdFrom").GetString(), status.GetProperty("calibration").ValueKind));
            await Wait.UntilAsync(() => Task.FromResult(app.Host.AppOutput.Contains("The calibration cannot be used", StringComparison.Ordinal)), "the log tells of the calibration");
        }
    }

    private static ThresholdCalibration Sample(string bundle) => new(bundle, new ImpostorTail(0.25, 0.02, 0.04, 0, 50_000))
    {
        MadeAt = new DateTimeOffset(2026, 11, 26, 3, 4, 5, TimeSpan.Zero),
        Source = CalibrationSource.Gallery,
        People = 200,
        Probes = 250,
        PhotosPerPerson = 1,
    };
}
