using FaceFunctions.Faults.Gallery;
using FaceFunctions.Faults.Storage;

namespace FaceFunctions.Faults.Campaign;

/// <summary>Runs a world against several instances that die and fail, brings it to rest, and asks for the truth.</summary>
internal sealed class CampaignRun
{
    private const int ReportedFaults = 20;

    private readonly CampaignOptions _options;
    private readonly string _connection;
    private readonly TextWriter _output;
    private readonly WorkQueue _queue;
    private readonly GalleryWorld _world;
    private readonly Random _fates;
    private readonly List<string> _faults = [];
    private int _jobs;
    private int _deaths;
    private int _unavailable;
    private int _starts;
    private bool _calm;

    /// <param name="options">How much of what.</param>
    /// <param name="connection">Storage, empty.</param>
    /// <param name="output">Told how it goes.</param>
    public CampaignRun(CampaignOptions options, string connection, TextWriter output)
    {
        (_options, _connection, _output) = (options, connection, output);
        _queue = new WorkQueue(options.Seed + 1);
        _world = new GalleryWorld(options.Seed, connection, _queue);
        _fates = new Random(options.Seed + 2);
    }

    /// <summary>Runs it.</summary>
    /// <returns>What is not as it must be; nothing, when all is well.</returns>
    public async Task<IReadOnlyList<string>> RunAsync(CancellationToken cancellationToken)
    {
        await _world.Blobs.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        using var calm = new GalleryInstance(_connection, faults: null);
        await calm.CreateAsync(cancellationToken);
        using var follower = new GalleryFollower(calm.Storage.Gallery);
        Task following = follower.RunAsync();
        Task[] lanes = [.. Enumerable.Range(0, _options.Instances).Select(_ => Task.Run(() => WorkAsync(cancellationToken), cancellationToken))];
        Task working = Task.WhenAll(lanes);
        while (!IsEnough() && !working.IsFaulted)
        {
            await _queue.WaitForRoomAsync(cancellationToken);
            await _world.StepAsync(cancellationToken);
        }

        // At rest: what was begun is ended without new faults, and the reconcile pass heals what was lost. It begins anew once, as it may have been in the middle.
        Volatile.Write(ref _calm, true);
        _queue.Close();
        await working;
        await ReconcileAsync(calm, cancellationToken);
        await ReconcileAsync(calm, cancellationToken);
        await SnapshotLock.BreakAsync(_connection, cancellationToken);
        await calm.RunAsync(new Job(JobKind.Snapshot, ""), cancellationToken);
        await follower.StopAsync();
        await following;
        var truth = new GalleryTruth(_connection, _world);
        _faults.AddRange(await truth.FindFaultsAsync(follower.Mirror, cancellationToken));
        await ReconcileAsync(calm, cancellationToken);
        if (calm.LastReport is not { Enrolled: 0, Removed: 0 })
        {
            _faults.Add($"A reconcile pass over a gallery at rest changed it: {calm.LastReport}");
        }

        _output.WriteLine(FormattableString.Invariant(
            $"{_deaths} deaths, {_jobs} jobs done, {_unavailable} ended by storage, {_world.History.Versions.Count} uploads; {truth.Summary}; {_faults.Count} faults. Seed {_options.Seed}."));
        foreach (string fault in _faults.Take(ReportedFaults))
        {
            _output.WriteLine("FAULT: " + fault);
        }

        return _faults;
    }

    private static async Task ReconcileAsync(GalleryInstance calm, CancellationToken cancellationToken)
    {
        do
        {
            await calm.RunAsync(new Job(JobKind.Reconcile, ""), cancellationToken);
        }
        while (calm.LastReport is not { Completed: true });
    }

    private bool IsEnough() => Volatile.Read(ref _deaths) >= _options.Deaths && Volatile.Read(ref _jobs) >= _options.Jobs;

    private async Task WorkAsync(CancellationToken cancellationToken)
    {
        IInstance? instance = null;
        try
        {
            while (await _queue.TakeAsync(cancellationToken) is { } item)
            {
                instance ??= Start();
                JobOutcome outcome = await instance.RunAsync(item.Job, cancellationToken);
                if (outcome.End == JobEnd.Died)
                {
                    await instance.DisposeAsync();
                    instance = null;
                    await SnapshotLock.BreakAsync(_connection, cancellationToken);
                }

                bool again = Note(item, outcome);
                if (outcome.End == JobEnd.Done)
                {
                    item.OnDone?.Invoke();
                }

                _queue.Finish(item, again);
            }
        }
        finally
        {
            await (instance?.DisposeAsync() ?? ValueTask.CompletedTask);
        }
    }

    /// <summary>Counts how a job ended.</summary>
    /// <returns>Whether it is tried again.</returns>
    private bool Note(WorkItem item, JobOutcome outcome)
    {
        lock (_faults)
        {
            switch (outcome.End)
            {
                case JobEnd.Done:
                    _jobs++;
                    return false;
                case JobEnd.Died:
                    _deaths++;
                    if (_deaths % 100 == 0)
                    {
                        _output.WriteLine(FormattableString.Invariant($"{_deaths} deaths, {_jobs} jobs"));
                    }

                    return !item.MayBeLost;
                case JobEnd.Unavailable:
                    _unavailable++;
                    return true;
                default:
                    _faults.Add($"{item.Job.Kind} failed: {outcome.Fault}");
                    return false;
            }
        }
    }

    private IInstance Start()
    {
        lock (_fates)
        {
            int seed = (_options.Seed * 100_000) + _starts++;
            if (Volatile.Read(ref _calm))
            {
                return new TaskInstance(_connection, FaultPlan.None);
            }

            // A storm now and then: then most calls fail after all tries.
            double rate = _fates.Next(5) == 0 ? Math.Min(0.6, 4 * _options.FaultRate) : _options.FaultRate;
            int dieAt = _fates.Next(1, _options.LongestLife + 1);
            var moment = (DeathMoment)_fates.Next(Enum.GetValues<DeathMoment>().Length);
            if (!_options.Processes)
            {
                return new TaskInstance(_connection, new FaultPlan(seed, rate, dieAt, moment));
            }

            // One process in three dies at no request, but at any moment.
            bool byClock = _fates.Next(3) == 0;
            return new ProcessInstance(
                _connection,
                new FaultPlan(seed, rate, byClock ? 0 : dieAt, moment),
                byClock ? 2 + _fates.Next(4) : 0, // the first job of a process compiles
                TimeSpan.FromMilliseconds(_fates.NextDouble() * 60));
        }
    }
}
