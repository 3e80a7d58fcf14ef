using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using FaceFunctions.Core.Enrollment;

namespace FaceFunctions.Core.Gallery;

/// <summary>Gives a person another name, or makes one person of two: metadata and rows, and no photo is analysed that need not be.</summary>
/// <remarks>
/// The blob's metadata goes first, as it is what decides: whatever happens next, the trigger, the reconcile pass or the next call brings the rows to it. Blobs keep their names. What is stored under the
/// old name in any bundle's table, and the snapshots that hold it, is gone when the call returns.
/// </remarks>
/// <param name="blobs">The photos.</param>
/// <param name="store">Their rows.</param>
/// <param name="enroller">Enrolls what cannot be rewritten.</param>
/// <param name="gallery">Told that rows changed.</param>
/// <param name="time">Tells when a row was recorded.</param>
public sealed class Renamer(IPhotoBlobs blobs, IGalleryStore store, Enroller enroller, IGallerySearch gallery, TimeProvider time)
{
    /// <summary>How long a renaming that was cut short may be gone on with, although photos bear the new name by then. After that, somebody may have come to bear it.</summary>
    public static readonly TimeSpan ResumableFor = TimeSpan.FromDays(1);

    // A photo is some ten small requests one after the other: enough at once to get through a thousand photos in a request's time, and few for an account.
    private const int PhotosAtOnce = 4;

    private readonly PhotoRenamer _photos = new(blobs, store, enroller, time);

    /// <summary>Gives every photo of a person another person's name.</summary>
    /// <param name="person">The person.</param>
    /// <param name="to">The new name, cut and cleaned as every name is (<see cref="PersonName.Clean"/>).</param>
    /// <param name="merge">Whether somebody may bear it already.</param>
    /// <param name="cancellationToken">Stops the call; calling again finishes the work.</param>
    /// <exception cref="ArgumentException">A name holds nothing that names are made of, or both are one.</exception>
    /// <exception cref="StorageUnavailableException">Storage failed; calling again finishes the work.</exception>
    public async Task<RenameOutcome> RenameAsync(string person, string to, bool merge, CancellationToken cancellationToken)
    {
        (string from, string cleanedTo) = (PersonName.Clean(person), PersonName.Clean(to));
        ArgumentException.ThrowIfNullOrEmpty(from, nameof(person));
        ArgumentException.ThrowIfNullOrEmpty(cleanedTo, nameof(to));
        if (from == cleanedTo)
        {
            throw new ArgumentException("The new name is the old one.", nameof(to));
        }

        string job = JobOf(from, cleanedTo);
        bool isBegun = await IsBegunAsync(job, cancellationToken);
        var names = new HashSet<string>(await store.ListNamesOfPersonAsync(from, cancellationToken), StringComparer.Ordinal);
        bool isTaken = await AddBlobsAsync(names, from, cleanedTo, cancellationToken);
        if (names.Count == 0 && !isBegun)
        {
            return new RenameOutcome.NotFound();
        }

        if (isTaken && !isBegun && !merge)
        {
            return new RenameOutcome.NameTaken();
        }

        if (!isTaken)
        {
            // From the first photo on the new name is taken, by ourselves: who calls again after a death must not be told so.
            await store.WriteBookmarkAsync(job, time.GetUtcNow().ToString("O", CultureInfo.InvariantCulture), cancellationToken);
        }

        RenameOutcome outcome = await MoveAsync(names, new Renaming(from, cleanedTo, IsMerge: isTaken && !isBegun), cancellationToken);
        await store.WriteBookmarkAsync(job, null, cancellationToken);
        return outcome;
    }

    private async Task<RenameOutcome> MoveAsync(HashSet<string> names, Renaming renaming, CancellationToken cancellationToken)
    {
        var moved = new RenamedPhotos();
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = PhotosAtOnce, CancellationToken = cancellationToken };
        try
        {
            await Parallel.ForEachAsync(names, parallel, async (name, token) => moved.Add(name, await _photos.MoveAsync(name, renaming, token)));

            // One after the other, so that a call holds one photo in memory; and after all others, with which they may be compared.
            gallery.Notice();
            foreach (string name in moved.Left)
            {
                moved.Add(name, await _photos.EnrollAsync(name, renaming, cancellationToken));
            }
        }
        finally
        {
            gallery.Notice();
        }

        return new RenameOutcome.Renamed(moved.Count, moved.Reenrolled, moved.Pending);
    }

    /// <summary>Adds the photos of a person by their blobs.</summary>
    /// <returns>Whether any is of the other name.</returns>
    private async Task<bool> AddBlobsAsync(HashSet<string> names, string from, string to, CancellationToken cancellationToken)
    {
        bool isTaken = false;
        await foreach (PhotoBlob blob in blobs.ListGalleryAsync(cancellationToken))
        {
            isTaken |= blob.IsOf(to);
            if (blob.IsOf(from))
            {
                names.Add(blob.Path.Name);
            }
        }

        return isTaken;
    }

    private async Task<bool> IsBegunAsync(string job, CancellationToken cancellationToken) =>
        DateTimeOffset.TryParseExact(await store.ReadBookmarkAsync(job, cancellationToken), "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTimeOffset begun)
        && time.GetUtcNow() - begun < ResumableFor;

    // A bookmark outlives the call that was cut short, and must not name who was to lose a name. Neither name has control characters.
    private static string JobOf(string from, string to) => "rename " + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{from}\0{to}")));
}
