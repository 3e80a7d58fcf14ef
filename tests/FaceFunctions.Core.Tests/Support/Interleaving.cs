namespace FaceFunctions.Core.Tests.Support;

/// <summary>Runs async work on one thread, and lets a seeded choice decide which of the waiting calls goes on next: any interleaving, the same one for a seed.</summary>
/// <remarks>
/// Seeds differ in how often the call that came last goes on: where it nearly always does, one piece of work runs through while others stand still in their
/// middle, which an even choice hardly ever brings about.
/// </remarks>
internal sealed class Interleaving(int seed) : SynchronizationContext
{
    private static readonly double[] Stickiness = [0, 0.5, 0.8, 0.95];

    private readonly double _stickiness = Stickiness[seed % Stickiness.Length];
    private readonly Random _random = new(seed);
    private readonly Queue<(SendOrPostCallback Callback, object? State)> _posted = new();
    private readonly List<TaskCompletionSource> _waiting = [];
    private readonly List<Task> _actors = [];

    /// <summary>Waits for its turn.</summary>
    public Task TurnAsync()
    {
        var turn = new TaskCompletionSource();
        _waiting.Add(turn);
        return turn.Task;
    }

    /// <summary>Adds work that starts in <see cref="Run"/> and then interleaves with the rest.</summary>
    public void Add(Func<Task> actor) => Post(_ => _actors.Add(actor()), null);

    public override void Post(SendOrPostCallback d, object? state) => _posted.Enqueue((d, state));

    /// <summary>Runs until all work has ended; throws what it threw.</summary>
    public void Run()
    {
        SynchronizationContext? before = Current;
        SetSynchronizationContext(this);
        try
        {
            while (true)
            {
                while (_posted.TryDequeue(out var next))
                {
                    next.Callback(next.State);
                }

                if (_waiting.Count == 0)
                {
                    break;
                }

                int chosen = _random.NextDouble() < _stickiness ? _waiting.Count - 1 : _random.Next(_waiting.Count);
                TaskCompletionSource turn = _waiting[chosen];
                _waiting.RemoveAt(chosen);
                turn.SetResult();
            }
        }
        finally
        {
            SetSynchronizationContext(before);
        }

        Assert.All(_actors, actor => Assert.True(actor.IsCompleted, "The work waits for something that is not one of its ports."));
        Assert.All(_actors.Where(actor => actor.IsFaulted), actor => throw actor.Exception!);
        _actors.Clear();
    }
}
