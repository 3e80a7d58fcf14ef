using FaceFunctions.Faults.Gallery;

namespace FaceFunctions.Faults.Campaign;

/// <summary>Jobs that wait, handed out in any order but their own. Safe for any number of threads.</summary>
/// <param name="seed">Decides the order.</param>
internal sealed class WorkQueue(int seed)
{
    /// <summary>While more is to come, so many are kept back: a delivery may be late by all that happens meanwhile.</summary>
    private const int KeptBack = 6;

    /// <summary>So many wait at most.</summary>
    private const int Room = 24;

    private readonly Random _random = new(seed);
    private readonly List<WorkItem> _items = [];
    private TaskCompletionSource _changed = NewSignal();
    private int _taken;
    private bool _closed;

    /// <summary>Adds a job.</summary>
    public void Add(WorkItem item) => Change(() => _items.Add(item));

    /// <summary>Nothing new comes: what waits is handed out to the last.</summary>
    public void Close() => Change(() => _closed = true);

    /// <summary>Waits until more jobs are wanted.</summary>
    public Task WaitForRoomAsync(CancellationToken cancellationToken) => UntilAsync(() => _items.Count < Room, cancellationToken);

    /// <summary>Takes a job; give it back with <see cref="Finish"/>.</summary>
    /// <returns>Null when none comes any more.</returns>
    public async Task<WorkItem?> TakeAsync(CancellationToken cancellationToken)
    {
        WorkItem? item = null;
        await UntilAsync(
            () =>
            {
                if (_items.Count > (_closed ? 0 : KeptBack))
                {
                    int index = _random.Next(_items.Count);
                    item = _items[index];
                    _items.RemoveAt(index);
                    _taken++;
                    return true;
                }

                return _closed && _taken == 0;
            },
            cancellationToken);
        return item;
    }

    /// <summary>A job that was taken is over; <paramref name="again"/> puts it back.</summary>
    public void Finish(WorkItem item, bool again) => Change(() =>
    {
        _taken--;
        if (again)
        {
            _items.Add(item);
        }
    });

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Change(Action change)
    {
        TaskCompletionSource signal;
        lock (_items)
        {
            change();
            (signal, _changed) = (_changed, NewSignal());
        }

        signal.SetResult();
    }

    private async Task UntilAsync(Func<bool> isTrue, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task changed;
            lock (_items)
            {
                if (isTrue())
                {
                    // Whoever waits for the same may go on now, too.
                    (TaskCompletionSource signal, _changed) = (_changed, NewSignal());
                    signal.SetResult();
                    return;
                }

                changed = _changed.Task;
            }

            await changed.WaitAsync(cancellationToken);
        }
    }
}

/// <summary>A job that waits.</summary>
/// <param name="Job">The job.</param>
/// <param name="MayBeLost">Whether it is forgotten when an instance dies with it: so the host gives up on a message.</param>
/// <param name="OnDone">Told that it was done.</param>
internal sealed record WorkItem(Job Job, bool MayBeLost = false, Action? OnDone = null);
