using FaceFunctions.Faults.Gallery;

namespace FaceFunctions.Faults.Campaign;

/// <summary>What was done to the photos, and when, on a clock that ticks with every event: from it follows which blobs must be there at the end, and which must not.</summary>
internal sealed class PhotoHistory
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, PhotoVersion> _newest = new(StringComparer.Ordinal);
    private readonly List<Deletion> _deletions = [];
    private readonly Dictionary<string, Rename> _renames = new(StringComparer.Ordinal);
    private readonly List<PhotoVersion> _all = [];
    private long _now;

    /// <summary>Every version that was ever uploaded.</summary>
    public IReadOnlyList<PhotoVersion> Versions => _all;

    /// <summary>The newest version of a photo, whether it is still there or not; null when there never was one.</summary>
    public PhotoVersion? Newest(string name)
    {
        lock (_lock)
        {
            return _newest.GetValueOrDefault(name);
        }
    }

    /// <summary>The clock.</summary>
    public long Tick() => Interlocked.Increment(ref _now);

    /// <summary>A version was uploaded, from <see cref="PhotoVersion.Begun"/> until now.</summary>
    public void Uploaded(PhotoVersion version)
    {
        lock (_lock)
        {
            PhotoVersion ended = version with { Ended = Tick() };
            _newest[version.Name] = ended;
            _all.Add(ended);
        }
    }

    /// <summary>A deletion begins.</summary>
    /// <returns>To be called when it was done.</returns>
    public Action BeginDeletion(string? name, string? person)
    {
        var deletion = new Deletion(name, person, Tick());
        lock (_lock)
        {
            _deletions.Add(deletion);
        }

        return () => deletion.Ended = Tick();
    }

    /// <summary>A person is to be renamed, of whom no photo comes any more; once at most.</summary>
    /// <returns>To be called when it was done.</returns>
    public Action BeginRename(string person, string to)
    {
        var rename = new Rename(to, Tick());
        lock (_lock)
        {
            _renames.Add(person, rename);
        }

        return () => rename.Ended = Tick();
    }

    /// <summary>The versions that nothing was told to delete: they must be there.</summary>
    public IEnumerable<PhotoVersion> MustExist() => _newest.Values.Where(version => !_deletions.Any(deletion => MayBeMeant(deletion, version) && deletion.Ended > version.Begun));

    /// <summary>The photos of which everything was deleted, and nothing came afterwards.</summary>
    public IEnumerable<PhotoVersion> MustBeGone() =>
        _newest.Values.Where(version => _deletions.Any(deletion => deletion.Begun > version.Ended && (deletion.Name == version.Name || (deletion.Person is { } person && MustBeOf(version, person, deletion)))));

    /// <summary>Whose a version may be at the end.</summary>
    public IEnumerable<string> OwnersOf(PhotoVersion version)
    {
        string owner = version.Person;
        long arrived = version.Ended;
        while (_renames.TryGetValue(owner, out Rename? rename))
        {
            // Who came after the renaming began may have been missed by it.
            if (rename.Begun < arrived || rename.Ended == long.MaxValue)
            {
                yield return owner;
            }

            (owner, arrived) = (rename.To, rename.Ended);
        }

        yield return owner;
    }

    private bool MayBeMeant(Deletion deletion, PhotoVersion version) => deletion.Name == version.Name || (deletion.Person is { } person && NamesOf(version.Person).Contains(person));

    /// <summary>The name, and every one that it may become.</summary>
    private IEnumerable<string> NamesOf(string person)
    {
        for (Rename? rename; ; person = rename.To)
        {
            yield return person;
            if (!_renames.TryGetValue(person, out rename))
            {
                yield break;
            }
        }
    }

    /// <summary>Whether a version was a person's for sure all the time of a deletion.</summary>
    private bool MustBeOf(PhotoVersion version, string person, Deletion deletion)
    {
        string owner = version.Person;
        long arrived = version.Ended;
        while (owner != person)
        {
            if (!_renames.TryGetValue(owner, out Rename? rename) || rename.Begun < arrived || rename.Ended > deletion.Begun)
            {
                return false;
            }

            (owner, arrived) = (rename.To, rename.Ended);
        }

        return arrived < deletion.Begun && !(_renames.TryGetValue(owner, out Rename? next) && next.Begun < deletion.Ended);
    }

    private sealed record Rename(string To, long Begun)
    {
        public long Ended { get; set; } = long.MaxValue;
    }

    private sealed record Deletion(string? Name, string? Person, long Begun)
    {
        public long Ended { get; set; } = long.MaxValue;
    }
}

/// <summary>One version of a photo.</summary>
/// <param name="Name">Blob name.</param>
/// <param name="Person">Whose it is.</param>
/// <param name="Script">Its content.</param>
/// <param name="ETag">The blob's ETag, with quotes.</param>
/// <param name="Begun">When the upload began.</param>
internal sealed record PhotoVersion(string Name, string Person, PhotoScript Script, string ETag, long Begun)
{
    /// <summary>When the upload ended.</summary>
    public long Ended { get; init; }
}
