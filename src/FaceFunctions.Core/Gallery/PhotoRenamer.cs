using FaceFunctions.Core.Enrollment;

namespace FaceFunctions.Core.Gallery;

/// <summary>The part of <see cref="Renamer"/> that is about one photo.</summary>
internal sealed class PhotoRenamer(IPhotoBlobs blobs, IGalleryStore store, Enroller enroller, TimeProvider time)
{
    /// <summary>Versions tried before giving up on a photo that is replaced faster than it can be renamed.</summary>
    private const int MaxVersions = 5;

    /// <summary>Writes the new name into the photo's metadata, and its rows anew if they describe that very version.</summary>
    public async Task<RenamedPhoto> MoveAsync(string name, Renaming renaming, CancellationToken cancellationToken)
    {
        PhotoPath path = PhotoPath.InGallery(name);
        for (int version = 0; version < MaxVersions; version++)
        {
            PhotoBlob? blob = await blobs.FindAsync(path, cancellationToken);
            if (blob is null || blob.IsOf(renaming.To))
            {
                // Gone, or a call before this one came so far: there is no telling any more which version the rows describe.
                return RenamedPhoto.Left;
            }

            if (!blob.IsOf(renaming.From))
            {
                await ForgetAsync(name, renaming.From, cancellationToken);
                return RenamedPhoto.NotTheirs;
            }

            if (await blobs.SetPersonAsync(blob, renaming.To, cancellationToken) is { } renamed)
            {
                return await RewriteAsync(blob, renamed, renaming, cancellationToken) ? RenamedPhoto.Moved : RenamedPhoto.Left;
            }
        }

        throw new StorageUnavailableException($"A photo was replaced {MaxVersions} times while it was being renamed.");
    }

    /// <summary>Enrolls a photo whose rows could not just be rewritten.</summary>
    public async Task<RenamedPhoto> EnrollAsync(string name, Renaming renaming, CancellationToken cancellationToken)
    {
        PhotoPath path = PhotoPath.InGallery(name);
        RenamedPhoto result;
        if ((await store.FindPhotosAsync([name], cancellationToken))[0] is null && await blobs.FindAsync(path, cancellationToken) is not null)
        {
            // Its own trigger is on the way, or the pass comes: as for every new photo.
            result = RenamedPhoto.Pending;
        }
        else
        {
            result = await enroller.EnrollAsync(name, cancellationToken) switch
            {
                EnrollmentOutcome.Recorded done when done.Photo.Person == renaming.To => RenamedPhoto.Reenrolled,
                EnrollmentOutcome.AlreadyRecorded done when done.Photo.Person == renaming.To => RenamedPhoto.Moved,
                _ => RenamedPhoto.NotTheirs,
            };
        }

        await ForgetAsync(name, renaming.From, cancellationToken);
        return result;
    }

    private async Task<bool> RewriteAsync(PhotoBlob before, PhotoBlob renamed, Renaming renaming, CancellationToken cancellationToken)
    {
        string name = before.Path.Name;
        bool rewritten = await store.RewriteAsync(name, Rewritten, IsCurrentAsync, cancellationToken);
        if (!await IsCurrentAsync(cancellationToken))
        {
            // As in Enroller: what came between the last question and the write may have erased the new person, and found no row under the name.
            await ForgetAsync(name, renaming.To, cancellationToken);
            return false;
        }

        if (rewritten)
        {
            await ForgetAsync(name, renaming.From, cancellationToken);
        }

        return rewritten;

        StoredPhoto? Rewritten(StoredPhoto stored)
        {
            if (stored.Photo.BlobETag != before.ETag || (renaming.IsMerge && stored.Photo is { Status: PhotoStatus.Refused, Warnings.Count: > 0 }))
            {
                // Of another version; or refused for how it compares with people who are others now.
                return null;
            }

            StoredPhoto moved = stored.Renamed(renaming.To, renamed, time.GetUtcNow());
            return renaming.IsMerge ? moved with { Photo = moved.Photo with { Warnings = [] } } : moved;
        }

        async Task<bool> IsCurrentAsync(CancellationToken token) => (await blobs.FindAsync(before.Path, token))?.ETag == renamed.ETag;
    }

    /// <summary>Takes away what is stored of a photo under a name that is no longer its own: rows of other versions in any bundle's table, and snapshots.</summary>
    private Task<bool> ForgetAsync(string name, string person, CancellationToken cancellationToken) =>
        store.RemoveOfPersonAsync(name, person, async token => await blobs.FindAsync(PhotoPath.InGallery(name), token) is not { } blob || !blob.IsOf(person), cancellationToken);
}

/// <summary>Who becomes whom.</summary>
/// <param name="From">The old name, clean.</param>
/// <param name="To">The new name, clean.</param>
/// <param name="IsMerge">Whether somebody else bears it already.</param>
internal sealed record Renaming(string From, string To, bool IsMerge);

/// <summary>What became of one photo.</summary>
internal enum RenamedPhoto
{
    /// <summary>It is the other person's now, and so are its rows.</summary>
    Moved,

    /// <summary>It is the other person's now, and was analysed again.</summary>
    Reenrolled,

    /// <summary>It is the other person's now, and nothing is stored of it yet.</summary>
    Pending,

    /// <summary>Its rows are still to be made.</summary>
    Left,

    /// <summary>It is gone, or somebody else's.</summary>
    NotTheirs,
}

/// <summary>Counts what became of the photos. Safe for any number of threads.</summary>
internal sealed class RenamedPhotos
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, RenamedPhoto> _photos = new(StringComparer.Ordinal);

    public IReadOnlyList<string> Left => [.. _photos.Where(photo => photo.Value == RenamedPhoto.Left).Select(photo => photo.Key).Order(StringComparer.Ordinal)];

    public int Count => _photos.Values.Count(photo => photo is RenamedPhoto.Moved or RenamedPhoto.Reenrolled or RenamedPhoto.Pending);

    public int Reenrolled => _photos.Values.Count(photo => photo == RenamedPhoto.Reenrolled);

    public int Pending => _photos.Values.Count(photo => photo == RenamedPhoto.Pending);

    public void Add(string name, RenamedPhoto what)
    {
        lock (_lock)
        {
            _photos[name] = what;
        }
    }
}
