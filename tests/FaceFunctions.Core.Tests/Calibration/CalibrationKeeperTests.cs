using FaceFunctions.Core.Calibration;
using FaceFunctions.Core.Gallery;
using FaceFunctions.Core.Matching;
using FaceFunctions.Core.Recognition;
using FaceFunctions.Core.Tests.Support;

namespace FaceFunctions.Core.Tests.Calibration;

public sealed class CalibrationKeeperTests : IDisposable
{
    private static readonly RecognitionModel Model = new("bundle-a", 16, new MatchThresholds(0.9f, 0.5f));

    private readonly ManualTimeProvider _time = new();
    private readonly Store _store = new();
    private readonly List<string> _complaints = [];
    private readonly CalibrationKeeper _keeper;

    public CalibrationKeeperTests() => _keeper = new CalibrationKeeper(_store, _time, _complaints.Add);

    public void Dispose() => _keeper.Dispose();

    [Fact]
    public async Task Get_reads_once_a_minute_and_asks_only_whether_it_is_the_same()
    {
        ThresholdCalibration calibration = ThresholdCalibrationTests.Sample();
        _store.Answer = new StoredCalibration.Found(calibration, "\"1\"");

        for (int i = 0; i < 5; i++)
        {
            Assert.Same(calibration, await GetAsync());
        }

        _store.Answer = new StoredCalibration.Same();
        _time.Advance(CalibrationKeeper.MaxAge);
        Assert.Same(calibration, await GetAsync());
        Assert.Equal([null, "\"1\""], _store.Asked);
    }

    [Fact]
    public async Task Get_sees_a_new_one_within_a_minute_and_that_it_was_taken_away()
    {
        Assert.Null(await GetAsync());
        ThresholdCalibration calibration = ThresholdCalibrationTests.Sample();
        _store.Answer = new StoredCalibration.Found(calibration, "\"1\"");
        Assert.Null(await GetAsync());

        _time.Advance(CalibrationKeeper.MaxAge);
        Assert.Same(calibration, await GetAsync());

        _store.Answer = new StoredCalibration.Missing();
        _time.Advance(CalibrationKeeper.MaxAge);
        Assert.Null(await GetAsync());
    }

    [Fact]
    public async Task Get_keeps_what_it_knows_while_storage_is_away_but_never_begins_without()
    {
        _store.IsAway = true;
        await Assert.ThrowsAsync<StorageUnavailableException>(GetAsync);

        _store.IsAway = false;
        ThresholdCalibration calibration = ThresholdCalibrationTests.Sample();
        _store.Answer = new StoredCalibration.Found(calibration, "\"1\"");
        Assert.Same(calibration, await GetAsync());

        _store.IsAway = true;
        _time.Advance(CalibrationKeeper.MaxAge);
        Assert.Same(calibration, await GetAsync());
    }

    [Fact]
    public async Task Get_takes_one_that_cannot_be_used_for_none_and_says_so_once()
    {
        _store.Answer = new StoredCalibration.Unusable("it is damaged.", "\"1\"");
        for (int minute = 0; minute < 3; minute++)
        {
            Assert.Null(await GetAsync());
            _time.Advance(CalibrationKeeper.MaxAge);
        }

        Assert.Equal(["it is damaged."], _complaints);
    }

    [Fact]
    public async Task Get_of_another_bundle_reads_anew()
    {
        _store.Answer = new StoredCalibration.Found(ThresholdCalibrationTests.Sample(), "\"1\"");
        await GetAsync();
        _store.Answer = new StoredCalibration.Missing();

        Assert.Null(await _keeper.GetAsync(Model with { BundleId = "bundle-b" }, TestContext.Current.CancellationToken));
        Assert.Equal([null, null], _store.Asked);
    }

    private Task<ThresholdCalibration?> GetAsync() => _keeper.GetAsync(Model, TestContext.Current.CancellationToken).AsTask();

    private sealed class Store : ICalibrationStore
    {
        public StoredCalibration Answer { get; set; } = new StoredCalibration.Missing();

        public bool IsAway { get; set; }

        public List<string?> Asked { get; } = [];

        public Task<StoredCalibration> ReadAsync(string bundleId, string? known, CancellationToken cancellationToken)
        {
            Asked.Add(known);
            return IsAway ? throw new StorageUnavailableException("Storage could not be reached.") : Task.FromResult(Answer);
        }

        public Task<bool> WriteAsync(ThresholdCalibration calibration, string? replaced, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
