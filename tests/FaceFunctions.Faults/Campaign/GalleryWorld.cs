using System.Globalization;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using FaceFunctions.Core.Gallery;
using FaceFunctions.Faults.Gallery;

namespace FaceFunctions.Faults.Campaign;

/// <summary>The people outside: they upload, replace, rename and delete photos, and ask for deletions and for other names of people; the triggers that follow come once, twice, thrice or never, and late.</summary>
/// <remarks>Uses storage without faults, as one caller.</remarks>
internal sealed class GalleryWorld
{
    private const int PeopleCount = 6;
    private const int PhotosPerPerson = 3;

    private readonly Random _random;
    private readonly WorkQueue _queue;
    private readonly List<string> _living;
    private readonly string[] _names;
    private int _nextPerson = PeopleCount;
    private int _versions;

    /// <param name="seed">Decides what is done.</param>
    /// <param name="connection">Storage.</param>
    /// <param name="queue">Receives the jobs.</param>
    public GalleryWorld(int seed, string connection, WorkQueue queue)
    {
        (_random, _queue) = (new Random(seed), queue);
        Blobs = new BlobContainerClient(connection, PhotoPath.Gallery, new BlobClientOptions { TrimBlobNameSlashes = false });
        _living = [.. Enumerable.Range(0, PeopleCount).Select(Person)];

        // In folders that name nobody; in those of people lie others, whose name says whose they are.
        _names = [.. Enumerable.Range(0, PeopleCount * PhotosPerPerson).Select(i => string.Create(CultureInfo.InvariantCulture, $"album {i / 4:00}/{i:000}.jpg"))];
    }

    /// <summary>The gallery's container.</summary>
    public BlobContainerClient Blobs { get; }

    /// <summary>What was done.</summary>
    public PhotoHistory History { get; } = new();

    /// <summary>Everybody who ever had a photo, or could have.</summary>
    public IEnumerable<string> People => Enumerable.Range(0, _nextPerson).Select(Person);

    /// <summary>Does one thing.</summary>
    public async Task StepAsync(CancellationToken cancellationToken)
    {
        string person = _living[_random.Next(_living.Count)];
        string name = _random.Next(3) == 0 ? $"{person}/{_random.Next(PhotosPerPerson)}.jpg" : _names[_random.Next(_names.Length)];
        switch (_random.Next(25))
        {
            case < 11:
                await UploadAsync(name, person, cancellationToken);
                break;
            case 11:
                await DeleteBlobAsync(name, cancellationToken);
                break;
            case < 14:
                await DeleteBlobAsync(name, cancellationToken);
                await UploadAsync(_names[_random.Next(_names.Length)], person, cancellationToken);
                break;
            case < 16:
                Delete(new Job(JobKind.DeletePhoto, name));
                break;
            case 16:
                Delete(new Job(JobKind.DeletePerson, person));
                break;
            case 17:
                // For good: no photo of this person comes any more. Somebody else does.
                _living.Remove(person);
                _living.Add(NewPerson());
                Delete(new Job(JobKind.DeletePerson, person));
                break;
            case 18:
                _queue.Add(new WorkItem(new Job(JobKind.Reconcile, ""), MayBeLost: true));
                break;
            case < 22:
                _queue.Add(new WorkItem(new Job(JobKind.Snapshot, ""), MayBeLost: true));
                break;
            case 22:
                // For good, as no photo comes under the old name any more: the new one is somebody's whose photos come from now on, or another's altogether.
                _living.Remove(person);
                string to = _random.Next(2) == 0 ? _living[_random.Next(_living.Count)] : NewPerson();
                _living.AddRange(_living.Contains(to) ? [NewPerson()] : [to]);
                Job job = Job.Rename(person, to);
                _queue.Add(new WorkItem(job, OnDone: History.BeginRename(person, to)));
                break;
            default:
                Deliver(name);
                break;
        }
    }

    // A name that is no part of another.
    private static string Person(int index) => string.Create(CultureInfo.InvariantCulture, $"Zoë Quill {index:00000}");

    /// <summary>Somebody who had no photo yet.</summary>
    public string NewPerson() => Person(_nextPerson++);

    /// <summary>Uploads a photo; no trigger follows.</summary>
    public async Task UploadAsync(string name, string person, PhotoKind kind, CancellationToken cancellationToken)
    {
        var script = new PhotoScript(kind, ++_versions);
        long begun = History.Tick();
        var options = new BlobUploadOptions();
        if (!name.StartsWith(person, StringComparison.Ordinal))
        {
            options.Metadata = new Dictionary<string, string> { ["person"] = Uri.EscapeDataString(person) };
        }

        BlobContentInfo info = await Blobs.GetBlobClient(name).UploadAsync(BinaryData.FromBytes(script.ToBytes()), options, cancellationToken);
        History.Uploaded(new PhotoVersion(name, person, script, info.ETag.ToString("H"), begun));
    }

    private async Task UploadAsync(string name, string person, CancellationToken cancellationToken)
    {
        PhotoKind[] kinds = [PhotoKind.Enrolled, PhotoKind.Enrolled, PhotoKind.Enrolled, PhotoKind.Enrolled, .. Enum.GetValues<PhotoKind>()];
        await UploadAsync(name, person, kinds[_random.Next(kinds.Length)], cancellationToken);
        Deliver(name);
    }

    private async Task DeleteBlobAsync(string name, CancellationToken cancellationToken)
    {
        Action end = History.BeginDeletion(name, person: null);
        await Blobs.GetBlobClient(name).DeleteIfExistsAsync(cancellationToken: cancellationToken);
        end();
    }

    private void Delete(Job job)
    {
        Action end = job.Kind == JobKind.DeletePhoto ? History.BeginDeletion(job.Argument, null) : History.BeginDeletion(null, job.Argument);
        _queue.Add(new WorkItem(job, OnDone: end));
    }

    /// <summary>A trigger comes once to three times; now and then it is lost.</summary>
    private void Deliver(string name)
    {
        int times = _random.Next(8) == 0 ? 0 : 1 + _random.Next(3);
        for (int i = 0; i < times; i++)
        {
            _queue.Add(new WorkItem(new Job(JobKind.Enroll, name), MayBeLost: _random.Next(2) == 0));
        }
    }
}
