using FaceFunctions.Core.Enrollment;
using FaceFunctions.Core.Gallery;
using FaceFunctions.Core.Matching;
using FaceFunctions.Core.Reconciliation;
using FaceFunctions.Core.Tests.Matching;
using FaceFunctions.Core.Tests.Support;

namespace FaceFunctions.Core.Tests.Enrollment;

/// <summary>Some photos and everything that happens to them at once, in an order that a seed decides.</summary>
internal sealed class GalleryWorld : IDisposable
{
    private readonly (string Name, string Person)[] _names;
    private readonly Random _random;
    private readonly double _faultRate;
    private readonly Interleaving _interleaving;
    private readonly ManualTimeProvider _time = new();
    private readonly InMemoryBlobs _blobs;
    private readonly InMemoryGalleryStore _store = new(partitions: 2);
    private readonly Instance[] _instances;
    private readonly Dictionary<string, PhotoVersion> _versions = [];
    private int _seeds;

    /// <param name="seed">Decides everything.</param>
    /// <param name="faultRate">How often a call fails before or after its effect, and how often a trigger is lost.</param>
    /// <param name="photos">Number of photos, from 1 to 3: the fewer, the more often two meet at one.</param>
    public GalleryWorld(int seed, double faultRate, int photos)
    {
        _names = [.. new[] { ("ana/1.jpg", "ana"), ("ana/2.jpg", "ana"), ("ben.jpg", "ben") }.Take(photos)];
        _random = new Random(seed);
        _interleaving = new Interleaving(seed);
        _blobs = new InMemoryBlobs(_time) { LargestPage = 2 };
        _instances = [new Instance(_blobs, _store, _time, "bundle-a"), new Instance(_blobs, _store, _time, "bundle-b")];
        _faultRate = faultRate;
        _blobs.Gate = _store.Gate = _ => PassAsync(faultRate);
        foreach (Instance instance in _instances)
        {
            instance.Analyzer.Gate = () => PassAsync(analysisFaultRate: faultRate);
        }
    }

    private Instance Newest => _instances[^1];

    public void Dispose()
    {
        foreach (Instance instance in _instances)
        {
            instance.Mirror.Dispose();
        }
    }

    /// <summary>Lets many things happen at once, until none is left.</summary>
    /// <param name="withRollout">Whether an instance with an older bundle works beside the newest one.</param>
    public void Stir(bool withRollout)
    {
        int actions = 2 + _random.Next(_names.Length * 8);
        for (int i = 0; i < actions; i++)
        {
            Instance instance = withRollout && _random.Next(3) == 0 ? _instances[0] : Newest;
            (string name, string person) = _names[_random.Next(_names.Length)];
            _interleaving.Add(_random.Next(12) switch
            {
                < 6 => () => UploadAsync(instance, name, person),
                < 8 => () => TriggerAsync(instance, name),
                8 => () => SurviveAsync(() => instance.Eraser.DeletePhotoAsync(name, CancellationToken.None)),
                9 => () => SurviveAsync(() => instance.Reconciler.RunAsync(CancellationToken.None)),
                10 when _faultRate > 0 => () => DeleteBehindOurBackAsync(name),
                _ => () => SurviveAsync(() => SearchAsync(instance)),
            });
        }

        _interleaving.Run();
    }

    /// <summary>Lets the reconcile pass run to its end, and once more over everything.</summary>
    public void Reconcile()
    {
        _blobs.Gate = _store.Gate = _ => PassAsync(0);
        Newest.Analyzer.Gate = () => PassAsync(0);
        _time.Advance(TimeSpan.FromHours(1));
        for (int pass = 0; pass < 2; pass++)
        {
            _interleaving.Add(async () =>
            {
                while (!(await Newest.Reconciler.RunAsync(CancellationToken.None)).Completed)
                {
                }
            });
            _interleaving.Run();
        }
    }

    public void AssertStoredIsWhatTheBlobsSay(bool alsoTheBundle)
    {
        StoredPhoto[] rows = [.. _store.Everything.OrderBy(row => row.Photo.Name, StringComparer.Ordinal)];
        Assert.Equal(_blobs.Gallery.Select(blob => (blob.Path.Name, blob.ETag)), rows.Select(row => (row.Photo.Name, row.Photo.BlobETag)));
        Assert.All(rows, row => _versions[row.Photo.BlobETag].AssertStored(row));
        if (alsoTheBundle)
        {
            Assert.All(rows, row => Assert.Equal(Newest.BundleId, row.Photo.BundleId));
            AssertSearchAgrees();
        }
    }

    private void AssertSearchAgrees()
    {
        NamedFace[] expected = [.. _blobs.Gallery.Select(blob => _versions[blob.ETag].Named(Newest.BundleId)).OfType<NamedFace>()];
        _time.Advance(GalleryMirror.MaxAge);
        _interleaving.Add(async () =>
        {
            FaceIndex index = await Newest.Mirror.GetAsync(Newest.Analyzer.Model, CancellationToken.None);
            IndexOracle.AssertAgrees(index, expected, FakeAnalyzer.Embedding(0), top: 10);
            Assert.All(expected, face => IndexOracle.AssertAgrees(index, expected, face.Embedding, top: 1));
        });
        _interleaving.Run();
    }

    private async Task UploadAsync(Instance instance, string name, string person)
    {
        await _interleaving.TurnAsync();
        string kind = _random.Next(2) == 0 ? "one" : PhotoVersion.Kinds[_random.Next(PhotoVersion.Kinds.Length)];
        var version = new PhotoVersion(name, person, _random.Next(4) == 0 ? "zoe" : null, kind, FirstSeed: _seeds += 2);
        _versions[_blobs.Upload(name, version.Script, version.Metadata).ETag] = version;
        int deliveries = _random.NextDouble() < _faultRate ? 0 : 1 + _random.Next(2);
        for (int i = 0; i < deliveries; i++)
        {
            _interleaving.Add(() => TriggerAsync(instance, name));
        }
    }

    private async Task DeleteBehindOurBackAsync(string name)
    {
        await _interleaving.TurnAsync();
        _blobs.Delete(name);
    }

    /// <summary>What the host does: it delivers, perhaps late, and tries again at once when the answer was a failure.</summary>
    private async Task TriggerAsync(Instance instance, string name)
    {
        int tries = _faultRate > 0 ? 5 : int.MaxValue;
        for (int i = 0; i < tries; i++)
        {
            await _interleaving.TurnAsync();
            if (await SurviveAsync(() => instance.Enroller.EnrollAsync(name, CancellationToken.None)))
            {
                return;
            }
        }
    }

    private async Task SearchAsync(Instance instance)
    {
        FaceIndex index = await instance.Mirror.GetAsync(instance.Analyzer.Model, CancellationToken.None);

        // A photo names at most one face, in every state that a search can meet.
        Assert.InRange(index.FaceCount, 0, _names.Length);
    }

    private async Task<bool> SurviveAsync(Func<Task> work)
    {
        await _interleaving.TurnAsync();
        try
        {
            await work();
            return true;
        }
        catch (Exception fault) when (fault is StorageUnavailableException or OperationCanceledException)
        {
            return false;
        }
    }

    private async Task PassAsync(double storageFaultRate = 0, double analysisFaultRate = 0)
    {
        await _interleaving.TurnAsync();
        _time.Advance(TimeSpan.FromSeconds(_random.Next(6)));
        Assert.All(_store.Everything, row => _versions[row.Photo.BlobETag].AssertStored(row));
        double fate = _random.NextDouble();
        if (fate < storageFaultRate)
        {
            throw new StorageUnavailableException("A fault of the test.");
        }

        if (fate < analysisFaultRate)
        {
            throw new OperationCanceledException("A fault of the test.");
        }
    }

    /// <summary>One process of the app.</summary>
    private sealed class Instance
    {
        public Instance(InMemoryBlobs blobs, InMemoryGalleryStore store, TimeProvider time, string bundleId)
        {
            Analyzer.Model = Analyzer.Model with { BundleId = bundleId };
            BundleId = bundleId;
            Mirror = new GalleryMirror(store, time);
            Eraser = new Eraser(blobs, store, Mirror);
            Enroller = new Enroller(blobs, store, Analyzer, new EnrollmentRules(), time);
            Reconciler = new Reconciler(blobs, store, Analyzer, Enroller, new ReconcileLimits { MaxEnrollments = 2, Parallelism = 2 }, time);
        }

        public string BundleId { get; }

        public FakeAnalyzer Analyzer { get; } = new();

        public GalleryMirror Mirror { get; }

        public Eraser Eraser { get; }

        public Enroller Enroller { get; }

        public Reconciler Reconciler { get; }
    }
}
