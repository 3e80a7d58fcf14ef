using Azure.Core;
using FaceFunctions.Core.Enrollment;
using FaceFunctions.Core.Gallery;
using FaceFunctions.Core.Reconciliation;
using FaceFunctions.Core.Snapshots;
using FaceFunctions.Faults.Storage;
using FaceFunctions.Storage;

namespace FaceFunctions.Faults.Gallery;

/// <summary>The product's workflows over real storage, put together as the app does it, with faults on the wire.</summary>
internal sealed class GalleryInstance : IDisposable
{
    private readonly Dictionary<JobKind, Func<string, CancellationToken, Task>> _jobs;
    private bool _created;

    /// <param name="connection">Storage.</param>
    /// <param name="faults">What goes wrong on the way to it; null for nothing.</param>
    public GalleryInstance(string connection, FaultPolicy? faults)
    {
        Storage = new GalleryStorage(new StorageOptions
        {
            ConnectionString = connection,
            MaxRetries = 3,
            FirstRetryDelay = TimeSpan.FromMilliseconds(4),
            NetworkTimeout = TimeSpan.FromMinutes(5),
            ConfigureClient = faults is null ? null : client => client.AddPolicy(faults, HttpPipelinePosition.BeforeTransport),
        });
        Mirror = new GalleryMirror(Storage.Gallery, TimeProvider.System);
        var analyzer = new ScriptedAnalyzer();
        var rules = new EnrollmentRules { Gate = QualityGate.Open, MaxPhotoBytes = PhotoScript.MaxBytes };
        var enroller = new Enroller(Storage.Photos, Storage.Gallery, analyzer, rules, TimeProvider.System);
        var eraser = new Eraser(Storage.Photos, Storage.Gallery, Mirror);

        var renamer = new Renamer(Storage.Photos, Storage.Gallery, enroller, Mirror, TimeProvider.System);

        // Young blobs too: else a campaign would have to wait until they are old.
        var limits = new ReconcileLimits { MinAge = TimeSpan.FromDays(-1) };
        var reconciler = new Reconciler(Storage.Photos, Storage.Gallery, analyzer, enroller, limits, TimeProvider.System);

        // Snapshots of the smallest galleries, and after every change.
        var keeper = new SnapshotKeeper(Storage.Gallery, Storage.Snapshots, new SnapshotRules { MinFaces = 1, MinChanges = 1 }, TimeProvider.System);

        // A job that the product gets later goes here and into JobKind; GalleryWorld.StepAsync draws it.
        _jobs = new()
        {
            [JobKind.Enroll] = (name, token) => enroller.EnrollAsync(name, token),
            [JobKind.DeletePhoto] = (name, token) => eraser.DeletePhotoAsync(name, token),
            [JobKind.DeletePerson] = (person, token) => eraser.DeletePersonAsync(person, token),
            [JobKind.RenamePerson] = (people, token) => RenameAsync(renamer, people.Split('\n'), token),
            [JobKind.Snapshot] = (_, token) => keeper.RunAsync(ScriptedAnalyzer.Model, token),
            [JobKind.Reconcile] = async (_, token) => LastReport = await reconciler.RunAsync(token),
        };
    }

    /// <summary>Rows and blobs.</summary>
    public GalleryStorage Storage { get; }

    /// <summary>The gallery in memory.</summary>
    public GalleryMirror Mirror { get; }

    /// <summary>What the last run of the reconcile pass did.</summary>
    public ReconcileReport? LastReport { get; private set; }

    /// <summary>Creates containers and table, as the app does at its start.</summary>
    public async Task CreateAsync(CancellationToken cancellationToken)
    {
        await Storage.EnsureCreatedAsync(cancellationToken);
        await Storage.OpenAsync(ScriptedAnalyzer.Model.BundleId, cancellationToken);
    }

    /// <summary>Does a job; creates table and containers first, as the app does at its start.</summary>
    public async Task RunAsync(Job job, CancellationToken cancellationToken)
    {
        if (!_created)
        {
            await CreateAsync(cancellationToken);
            _created = true;
        }

        await _jobs[job.Kind](job.Argument, cancellationToken);

        // A photo that fails does not end the pass; only storage has a right to fail here.
        if (job.Kind == JobKind.Reconcile && LastReport?.Fault is { } fault and not StorageUnavailableException)
        {
            throw new InvalidOperationException("The reconcile pass met a fault that is not storage's.", fault);
        }
    }

    /// <summary>As a caller does who first hears that the name is taken.</summary>
    private static async Task RenameAsync(Renamer renamer, string[] people, CancellationToken cancellationToken)
    {
        if (await renamer.RenameAsync(people[0], people[1], merge: false, cancellationToken) is RenameOutcome.NameTaken)
        {
            await renamer.RenameAsync(people[0], people[1], merge: true, cancellationToken);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Mirror.Dispose();
}
