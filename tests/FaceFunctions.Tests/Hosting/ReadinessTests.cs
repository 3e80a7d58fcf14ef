using FaceFunctions.Core.Gallery;
using FaceFunctions.Hosting;

namespace FaceFunctions.Tests.Hosting;

public class ReadinessTests
{
    private readonly ManualTimer _time = new();
    private readonly Readiness _readiness;

    public ReadinessTests() => _readiness = new Readiness(_time);

    [Fact]
    public async Task WaitAsync_waits_for_model_and_storage()
    {
        Task waiting = _readiness.WaitAsync(CancellationToken.None);
        Assert.Equal((false, "model"), (_readiness.IsReady, _readiness.WaitingFor));

        _readiness.ModelIsReady();
        Assert.Equal((false, "storage"), (_readiness.IsReady, _readiness.WaitingFor));
        Assert.False(waiting.IsCompleted);

        _readiness.StorageIsReady();
        Assert.Equal((true, null), (_readiness.IsReady, _readiness.WaitingFor));
        await waiting;
        Assert.True(_readiness.WaitAsync(CancellationToken.None).IsCompletedSuccessfully);
    }

    [Fact]
    public void WaitingFor_names_the_model_also_when_storage_came_first()
    {
        _readiness.StorageIsReady();
        Assert.Equal((false, "model"), (_readiness.IsReady, _readiness.WaitingFor));
    }

    [Fact]
    public async Task WaitAsync_gives_up_on_storage_after_a_while_and_works_when_it_comes_later()
    {
        _readiness.ModelIsReady();
        Task waiting = _readiness.WaitAsync(CancellationToken.None);
        Assert.Equal(Readiness.MaxStorageWait, _time.DueTime);

        _time.Fire();
        await Assert.ThrowsAsync<StorageUnavailableException>(() => waiting);

        _readiness.StorageIsReady();
        await _readiness.WaitAsync(CancellationToken.None);
    }

    [Fact]
    public async Task WaitAsync_fails_when_the_model_is_refused()
    {
        Task waiting = _readiness.WaitAsync(CancellationToken.None);
        _readiness.ModelIsRefused(new InvalidDataException("no model"));
        await Assert.ThrowsAsync<InvalidDataException>(() => waiting);
        Assert.Equal((false, "model"), (_readiness.IsReady, _readiness.WaitingFor));
    }

    [Fact]
    public async Task WaitAsync_stops_when_the_caller_does()
    {
        using var cancellation = new CancellationTokenSource();
        Task waiting = _readiness.WaitAsync(cancellation.Token);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    /// <summary>A clock with one timer, fired by hand.</summary>
    private sealed class ManualTimer : TimeProvider
    {
        private Action _fire = () => { };

        public TimeSpan DueTime { get; private set; }

        public void Fire() => _fire();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            DueTime = dueTime;
            _fire = () => callback(state);
            return new Timer();
        }

        private sealed class Timer : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => true;

            public void Dispose()
            {
            }

            public ValueTask DisposeAsync() => ValueTask.CompletedTask;
        }
    }
}
