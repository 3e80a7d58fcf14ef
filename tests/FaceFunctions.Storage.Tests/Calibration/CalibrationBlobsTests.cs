using System.Text;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using FaceFunctions.Core.Calibration;
using FaceFunctions.Core.Gallery;
using FaceFunctions.Testing;

namespace FaceFunctions.Storage.Tests.Calibration;

public sealed class CalibrationBlobsTests(TestAzurite azurite)
{
    private readonly string _bundle = "bundle-" + Guid.NewGuid().ToString("N");
    private readonly ICalibrationStore _store = new GalleryStorage(new StorageOptions { ConnectionString = azurite.ConnectionString }).Calibrations;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_written_is_read_to_the_last_digit_and_once_known_not_again()
    {
        Assert.IsType<StoredCalibration.Missing>(await ReadAsync());
        ThresholdCalibration written = Sample(minute: 1);

        Assert.True(await _store.WriteAsync(written, null, Cancellation));

        var found = Assert.IsType<StoredCalibration.Found>(await ReadAsync());
        Assert.Equal(written, found.Calibration);
        Assert.Equal(written.Id, found.Calibration.Id);
        Assert.IsType<StoredCalibration.Same>(await ReadAsync(found.ETag));
    }

    [Fact]
    public async Task A_newer_one_replaces_the_one_that_was_read_and_both_are_kept_by_name()
    {
        Assert.True(await _store.WriteAsync(Sample(1), null, Cancellation));
        string first = Assert.IsType<StoredCalibration.Found>(await ReadAsync()).ETag;

        Assert.True(await _store.WriteAsync(Sample(2), first, Cancellation));

        var found = Assert.IsType<StoredCalibration.Found>(await ReadAsync(first));
        Assert.Equal(Sample(2), found.Calibration);
        Assert.Equal([$"{_bundle}/20261126T030100000Z.json", $"{_bundle}/20261126T030200000Z.json"], await NamesAsync());
    }

    [Fact]
    public async Task Of_two_who_replace_the_same_one_wins()
    {
        Assert.True(await _store.WriteAsync(Sample(1), null, Cancellation));
        string first = Assert.IsType<StoredCalibration.Found>(await ReadAsync()).ETag;

        Assert.True(await _store.WriteAsync(Sample(2), first, Cancellation));
        Assert.False(await _store.WriteAsync(Sample(3), first, Cancellation));
        Assert.False(await _store.WriteAsync(Sample(4), null, Cancellation));

        Assert.Equal(Sample(2), Assert.IsType<StoredCalibration.Found>(await ReadAsync()).Calibration);
    }

    [Theory]
    [InlineData("", "damaged")]
    [InlineData("{}", "damaged")]
    [InlineData("[1]", "damaged")]
    [InlineData("{\"format\":2}", "format")]
    [InlineData("{\"format\":1}", "damaged")]
    public async Task What_is_no_calibration_is_told_and_not_taken(string content, string reason)
    {
        await OverwriteAsync(content);

        var unusable = Assert.IsType<StoredCalibration.Unusable>(await ReadAsync());

        Assert.Contains(reason, unusable.Reason, StringComparison.Ordinal);
        Assert.IsType<StoredCalibration.Same>(await ReadAsync(unusable.ETag));
        Assert.True(await _store.WriteAsync(Sample(1), unusable.ETag, Cancellation));
    }

    [Theory]
    [InlineData("\"startRate\": 0.01", "\"startRate\": 1.5", "damaged")]
    [InlineData("\"matchRate\": 0.01", "\"matchRate\": 0.5", "damaged")]
    [InlineData("\"people\": 200", "\"people\": 1", "rests on")]
    [InlineData("\"source\": \"Gallery\"", "\"source\": 7", "rests on")]
    [InlineData("\"scale\": 0.05", "\"scale\": null", "damaged")]
    public async Task A_value_that_no_calibration_has_is_told(string was, string becomes, string reason)
    {
        string json = await WrittenAsync();
        Assert.Contains(was, json, StringComparison.Ordinal);
        await OverwriteAsync(json.Replace(was, becomes, StringComparison.Ordinal));

        Assert.Contains(reason, Assert.IsType<StoredCalibration.Unusable>(await ReadAsync()).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_of_another_bundle_is_told_and_one_saved_by_an_editor_is_read()
    {
        string json = await WrittenAsync();

        await OverwriteAsync("\ufeff" + json);
        Assert.IsType<StoredCalibration.Found>(await ReadAsync());

        await OverwriteAsync(json.Replace(_bundle, "bundle-b", StringComparison.Ordinal));
        Assert.Contains("another bundle", Assert.IsType<StoredCalibration.Unusable>(await ReadAsync()).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Storage_that_is_away_is_a_fault_that_may_heal()
    {
        using var reserved = new ReservedPort();
        int port = reserved.Number;
        string nobody = $"DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey=Zm9v;BlobEndpoint=http://127.0.0.1:{port}/devstoreaccount1;TableEndpoint=http://127.0.0.1:{port}/devstoreaccount1";
        var away = new GalleryStorage(new StorageOptions { ConnectionString = nobody, MaxRetries = 0 });

        await Assert.ThrowsAsync<StorageUnavailableException>(() => away.Calibrations.ReadAsync(_bundle, null, Cancellation));
    }

    private ThresholdCalibration Sample(int minute) => new(_bundle, new ImpostorTail(0.3, 0.01, 0.05, -0.1234567890123, 50_000))
    {
        MadeAt = new DateTimeOffset(2026, 11, 26, 3, minute, 0, TimeSpan.Zero),
        Source = CalibrationSource.Gallery,
        People = 200,
        Probes = 250,
        PhotosPerPerson = 3.25,
    };

    private Task<StoredCalibration> ReadAsync(string? known = null) => _store.ReadAsync(_bundle, known, Cancellation);

    private BlobContainerClient Container => new(azurite.ConnectionString, "calibration");

    private async Task<string> WrittenAsync()
    {
        Assert.True(await _store.WriteAsync(Sample(1), null, Cancellation));
        return (await Container.GetBlobClient($"{_bundle}.json").DownloadContentAsync(Cancellation)).Value.Content.ToString();
    }

    private async Task OverwriteAsync(string content)
    {
        await Container.CreateIfNotExistsAsync(cancellationToken: Cancellation);
        await Container.GetBlobClient($"{_bundle}.json").UploadAsync(new BinaryData(Encoding.UTF8.GetBytes(content)), overwrite: true, Cancellation);
    }

    private async Task<List<string>> NamesAsync() =>
        await Container.GetBlobsAsync(BlobTraits.None, BlobStates.None, _bundle + "/", Cancellation).Select(blob => blob.Name).ToListAsync(Cancellation);
}
