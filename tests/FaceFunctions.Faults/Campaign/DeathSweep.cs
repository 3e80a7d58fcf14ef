using System.Globalization;
using FaceFunctions.Faults.Gallery;
using FaceFunctions.Faults.Storage;

namespace FaceFunctions.Faults.Campaign;

/// <summary>Lets an instance die at every single request of every operation, before it is sent and after it was answered; what follows is another delivery, another writer, or nothing but the reconcile pass.</summary>
internal sealed class DeathSweep
{
    private readonly string _connection;
    private readonly GalleryWorld _world;
    private readonly int _stride;
    private readonly CancellationToken _token;
    private int _photos;
    private int _deaths;

    /// <param name="connection">Storage, empty.</param>
    /// <param name="stride">Of the jobs over the whole gallery, which ask a hundred times, only every so manieth request is a death, and of deletions and renamings of people every sixth part of that; 1 for each.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public DeathSweep(string connection, int stride, CancellationToken cancellationToken)
    {
        (_connection, _stride, _token) = (connection, stride, cancellationToken);
        _world = new GalleryWorld(seed: 0, connection, new WorkQueue(seed: 0));
    }

    /// <summary>Runs it.</summary>
    /// <param name="output">Told what was done.</param>
    /// <returns>What is not as it must be.</returns>
    public async Task<IReadOnlyList<string>> RunAsync(TextWriter output)
    {
        using var calm = new GalleryInstance(_connection, faults: null);
        await calm.Storage.EnsureCreatedAsync(_token);
        foreach (JobKind kind in Enum.GetValues<JobKind>())
        {
            foreach (DeathMoment moment in new[] { DeathMoment.BeforeRequest, DeathMoment.AfterAnswer })
            {
                int stride = kind is JobKind.Reconcile or JobKind.Snapshot ? _stride : kind is JobKind.DeletePerson or JobKind.RenamePerson ? (_stride + 5) / 6 : 1;
                for (int request = 1; await DieAsync(calm, kind, moment, request); request += stride)
                {
                    _deaths++;
                }
            }
        }

        for (int pass = 0; pass < 2; pass++)
        {
            do
            {
                await calm.RunAsync(new Job(JobKind.Reconcile, ""), _token);
            }
            while (calm.LastReport is not { Completed: true });
        }

        await SnapshotLock.BreakAsync(_connection, _token);
        await calm.RunAsync(new Job(JobKind.Snapshot, ""), _token);
        var truth = new GalleryTruth(_connection, _world);
        IReadOnlyList<string> faults = await truth.FindFaultsAsync(calm.Mirror, _token);
        output.WriteLine($"{_deaths} deaths, one at each request of each operation; {truth.Summary}; {faults.Count} faults.");
        foreach (string fault in faults)
        {
            output.WriteLine("FAULT: " + fault);
        }

        return faults;
    }

    /// <summary>One operation with a death in it.</summary>
    /// <returns>False when the operation was over before that request.</returns>
    private async Task<bool> DieAsync(GalleryInstance calm, JobKind kind, DeathMoment moment, int request)
    {
        string person = _world.NewPerson();
        string name = string.Create(CultureInfo.InvariantCulture, $"sweep/{_photos++:0000}.jpg");
        if (request % 2 == 0 || kind is JobKind.DeletePhoto or JobKind.DeletePerson or JobKind.RenamePerson)
        {
            // There is something to replace or to delete.
            await _world.UploadAsync(name, person, PhotoKind.Enrolled, _token);
            await calm.RunAsync(new Job(JobKind.Enroll, name), _token);
        }

        if (kind is JobKind.Enroll or JobKind.Reconcile or JobKind.Snapshot)
        {
            await SnapshotLock.BreakAsync(_connection, _token);
            await _world.UploadAsync(name, person, PhotoKind.Enrolled, _token);
        }

        await using var dying = new TaskInstance(_connection, new FaultPlan(Seed: 0, Rate: 0, DieAt: 0, moment));
        await dying.RunAsync(new Job(JobKind.Enroll, "sweep/none.jpg"), _token); // table and containers are seen
        dying.Policy.DieAt(request);
        string to = _world.NewPerson();
        Job job = kind == JobKind.RenamePerson
            ? Job.Rename(person, to)
            : new Job(kind, kind == JobKind.DeletePerson ? person : kind is JobKind.Reconcile or JobKind.Snapshot ? "" : name);
        Action? end = kind switch
        {
            JobKind.DeletePhoto => _world.History.BeginDeletion(name, person: null),
            JobKind.DeletePerson => _world.History.BeginDeletion(name: null, person),
            JobKind.RenamePerson => _world.History.BeginRename(person, to),
            _ => null,
        };
        JobOutcome outcome = await dying.RunAsync(job, _token);
        if (outcome.End == JobEnd.Failed)
        {
            throw new InvalidOperationException(outcome.Fault);
        }

        if (request % 3 == 0)
        {
            await _world.UploadAsync(name, _world.NewPerson(), PhotoKind.Enrolled, _token);
            await calm.RunAsync(new Job(JobKind.Enroll, name), _token);
        }

        // A deletion or a renaming is asked for until it is done; an enrolment may be lost, and the pass comes anyway.
        if (kind is JobKind.DeletePhoto or JobKind.DeletePerson or JobKind.RenamePerson || request % 4 == 1)
        {
            await calm.RunAsync(job, _token);
        }

        end?.Invoke();
        return outcome.End == JobEnd.Died;
    }
}
