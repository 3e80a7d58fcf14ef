using FaceFunctions.Core.Gallery;
using FaceFunctions.HealthChecks;
using FaceFunctions.Hosting;
using FaceFunctions.Testing;
using FaceFunctions.Tests.Support;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace FaceFunctions.Tests.HealthChecks;

public class StorageCheckTests
{
    private readonly Looks _looks = new();
    private readonly Readiness _readiness = new(TimeProvider.System);
    private readonly LateClock _time = new();
    private readonly StorageCheck _check;

    public StorageCheckTests() => _check = new StorageCheck(_readiness, Stand.In<IPhotoBlobs>(_looks.Ask<PhotoBlob>), Stand.In<IGalleryStore>(_looks.Ask<StoredPhoto>), _time);

    [Fact]
    public async Task Storage_that_was_not_prepared_is_not_asked()
    {
        Assert.Equal(HealthStatus.Unhealthy, await StatusAsync());
        Assert.Equal(0, _looks.Count);
    }

    [Fact]
    public async Task Storage_that_went_away_shows_at_the_look_after_and_heals_so()
    {
        Prepared();
        Assert.Equal(HealthStatus.Healthy, await StatusAsync());

        _looks.Answer = () => Task.FromException(new StorageUnavailableException("away"));
        _time.Late += StorageCheck.MaxAge;
        await Wait.UntilAsync(async () => await StatusAsync() == HealthStatus.Unhealthy, "the next look saw it");

        _looks.Answer = () => Task.CompletedTask;
        _time.Late += StorageCheck.MaxAge;
        await Wait.UntilAsync(async () => await StatusAsync() == HealthStatus.Healthy, "the look after saw it");
    }

    [Fact]
    public async Task However_often_the_app_is_asked_storage_is_asked_once_in_a_while_and_waited_for_by_nobody()
    {
        Prepared();
        var held = new TaskCompletionSource();
        _looks.Answer = () => held.Task;
        for (int i = 0; i < 100; i++)
        {
            Assert.Equal(HealthStatus.Healthy, await StatusAsync());
        }

        // One look: a blob and a row; and no second one while the first is not done, however late it is.
        await Wait.UntilAsync(() => _looks.Count == 2, "storage is asked");
        _time.Late += StorageCheck.MaxAge;
        await StatusAsync();
        held.SetResult();
        Assert.Equal(2, _looks.Count);
    }

    private void Prepared()
    {
        _readiness.ModelIsReady();
        _readiness.StorageIsReady();
    }

    private async Task<HealthStatus> StatusAsync() => (await _check.CheckHealthAsync(new HealthCheckContext())).Status;

    private sealed class Looks
    {
        private int _count;

        public Func<Task> Answer { get; set; } = () => Task.CompletedTask;

        public int Count => _count;

        public async Task<T?> Ask<T>()
            where T : class
        {
            Interlocked.Increment(ref _count);
            await Answer();
            return null;
        }
    }

    private sealed class LateClock : TimeProvider
    {
        public TimeSpan Late { get; set; }

        public override long GetTimestamp() => base.GetTimestamp() + (Late.Ticks * TimestampFrequency / TimeSpan.TicksPerSecond);
    }
}
