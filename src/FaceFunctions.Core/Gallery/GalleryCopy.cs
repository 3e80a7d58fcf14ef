using FaceFunctions.Core.Matching;
using FaceFunctions.Core.Recognition;
using FaceFunctions.Core.Snapshots;

namespace FaceFunctions.Core.Gallery;

/// <summary>The rows of one bundle, partition by partition, each with the change position that it is of. For one reader at a time.</summary>
/// <remarks>Partitions are read side by side, and each is applied as soon as it is read: so nothing lies in memory a second time, and a read that fails keeps what it has.</remarks>
internal sealed class GalleryCopy
{
    // Rows of a partition that is loaded anew lie in memory twice, an eighth of all with two of sixteen.
    private const int ReloadsAtOnce = 2;

    private readonly IGalleryStore _store;
    private readonly PartitionLoader _loader;
    private readonly FaceIndexBuilder _builder;
    private readonly Place[] _places;
    private volatile bool _hasNews = true;

    public GalleryCopy(RecognitionModel model, IGalleryStore store, IGallerySnapshots? snapshots, Action<SnapshotFault>? observeSnapshot)
    {
        (BundleId, _store) = (model.BundleId, store);
        _loader = new PartitionLoader(store, snapshots, model.BundleId, observeSnapshot);
        _builder = new FaceIndexBuilder(model.Dimension, store.PartitionCount);
        _places = [.. Enumerable.Range(0, store.PartitionCount).Select(_ => new Place())];
    }

    public string BundleId { get; }

    /// <summary>Faces that are left out.</summary>
    public int Misfits => _places.Sum(place => place.Misfits.Values.Sum());

    /// <summary>Brings every partition up to date.</summary>
    /// <param name="beforeReload">Called before partitions are loaded that were loaded before.</param>
    /// <param name="cancellationToken">Stops the read; what was read stays.</param>
    public async Task ReadAsync(Action beforeReload, CancellationToken cancellationToken)
    {
        bool[] isRead = await Task.WhenAll(Enumerable.Range(0, _places.Length).Select(partition => TryReadAsync(partition, cancellationToken)));
        int[] left = [.. Enumerable.Range(0, _places.Length).Where(partition => !isRead[partition])];
        if (left.Length > 0)
        {
            beforeReload();
            int next = -1;
            await Task.WhenAll(Enumerable.Range(0, ReloadsAtOnce).Select(_ => LoadNextAsync()));

            async Task LoadNextAsync()
            {
                for (int i = Interlocked.Increment(ref next); i < left.Length; i = Interlocked.Increment(ref next))
                {
                    await LoadAsync(left[i], cancellationToken);
                }
            }
        }
    }

    /// <summary>A state of what was read; the one of before when nothing changed since it was built, and no room is to be given back.</summary>
    public FaceIndex Build(FaceIndex? before)
    {
        if (before is not null && !_hasNews && !_builder.HasRoomToGiveBack)
        {
            return before;
        }

        FaceIndex index = _builder.Build();
        _hasNews = false;
        return index;
    }

    /// <summary>Loads a partition, or reads what changed in it.</summary>
    /// <returns>False when it must be loaded anew.</returns>
    private async Task<bool> TryReadAsync(int partition, CancellationToken cancellationToken)
    {
        Place place = _places[partition];
        if (place.Position is not { } since)
        {
            await LoadAsync(partition, cancellationToken);
            return true;
        }

        if (await _store.ReadChangesAsync(partition, since, BundleId, cancellationToken) is not { } changes)
        {
            return false;
        }

        if (changes.Photos.Count > 0)
        {
            _hasNews = true;
        }

        PartitionLoader.Apply(changes.Photos, _builder.Rows(partition), place.Misfits);
        place.Position = changes.Position;
        return true;
    }

    private async Task LoadAsync(int partition, CancellationToken cancellationToken)
    {
        LoadedPartition loaded = await _loader.LoadAsync(partition, _builder.NewPartition, cancellationToken);
        _hasNews = true;
        _builder.Exchange(partition, loaded.Rows);
        (_places[partition].Position, _places[partition].Misfits) = (loaded.Position, loaded.Misfits);
    }

    private sealed class Place
    {
        public ChangePosition? Position { get; set; }

        public Dictionary<PhotoId, int> Misfits { get; set; } = [];
    }
}
