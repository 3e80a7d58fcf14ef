using FaceFunctions.Core.Recognition;

namespace FaceFunctions.Core.Gallery;

/// <summary>The stored rows of the gallery, as one bundle made them; other bundles have rows of their own, which only removing and rewriting reach. Each photo's row, its faces and the note in the change log are always written together.</summary>
/// <remarks>Every method throws <see cref="StorageUnavailableException"/> when the service stays unreachable or throttled after retries.</remarks>
public interface IGalleryStore
{
    /// <summary>The most faces that one photo can keep, so that replacing one photo of that many by another fits one transaction.</summary>
    int MaxFacesPerPhoto { get; }

    /// <summary>Number of partitions that photos are spread over; partitions are numbered from 0.</summary>
    int PartitionCount { get; }

    /// <summary>Reads one photo with its faces, largest face first.</summary>
    /// <returns>Null when the photo has no row.</returns>
    Task<StoredPhoto?> FindAsync(string name, CancellationToken cancellationToken);

    /// <summary>Reads the rows of several photos, without their faces.</summary>
    /// <returns>One entry a name, in the same order; null where there is no row.</returns>
    Task<IReadOnlyList<PhotoRecord?>> FindPhotosAsync(IReadOnlyList<string> names, CancellationToken cancellationToken);

    /// <summary>Reads the named faces of several photos.</summary>
    /// <param name="photos">Ids of the photos' names.</param>
    /// <param name="bundleId">Only faces of this bundle.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>One entry an id, in the same order; without faces where the photo is gone or names nobody.</returns>
    Task<IReadOnlyList<ChangedPhoto>> FindNamedAsync(IReadOnlyList<PhotoId> photos, string bundleId, CancellationToken cancellationToken);

    /// <summary>Replaces everything stored about a photo in one transaction, or changes nothing.</summary>
    /// <param name="photo">The new row.</param>
    /// <param name="faces">Its faces, largest first; at most <see cref="MaxFacesPerPhoto"/>.</param>
    /// <param name="isCurrent">
    /// Asked after the stored state was read and before it is replaced: is this still the version of the photo to keep? The transaction then succeeds only
    /// if nobody wrote to the photo's partition since, else it is asked again; so of two writers the one with the current version always wins.
    /// </param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>False when <paramref name="isCurrent"/> said no; nothing was changed.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are more than <see cref="MaxFacesPerPhoto"/> faces.</exception>
    Task<bool> ReplaceAsync(PhotoRecord photo, IReadOnlyList<FaceRecord> faces, Func<CancellationToken, Task<bool>> isCurrent, CancellationToken cancellationToken);

    /// <summary>Replaces what is stored about a photo by something made of it: first what other bundles have of it, then what this one has, of each in one transaction.</summary>
    /// <remarks>For what is true whatever the bundle: vectors of other bundles must come out as they went in. A call that was cut short is finished by the next one.</remarks>
    /// <param name="name">Blob name inside the gallery container.</param>
    /// <param name="rewrite">Gets what a bundle has of the photo and says what it shall have, under the same photo name and bundle; null leaves it as it is.</param>
    /// <param name="isCurrent">Asked as in <see cref="ReplaceAsync"/>, for each bundle: is the photo still of the version that the new rows describe?</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>Whether the row of this bundle was replaced.</returns>
    Task<bool> RewriteAsync(string name, Func<StoredPhoto, StoredPhoto?> rewrite, Func<CancellationToken, Task<bool>> isCurrent, CancellationToken cancellationToken);

    /// <summary>Removes a photo's row and faces: those that other bundles have of it and those of this one, of each in one transaction.</summary>
    /// <remarks>
    /// When it returns, no row of any bundle and no snapshot (<see cref="Snapshots.IGallerySnapshots"/>) holds the photo's name or faces any more, unless <paramref name="isGone"/> said no. A call
    /// that was cut short is finished by the next one.
    /// </remarks>
    /// <param name="name">Blob name inside the gallery container.</param>
    /// <param name="isGone">Asked as in <see cref="ReplaceAsync"/>, for each bundle: is the photo still gone?</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>False when there was no row of any bundle, or <paramref name="isGone"/> said no.</returns>
    Task<bool> RemoveAsync(string name, Func<CancellationToken, Task<bool>> isGone, CancellationToken cancellationToken);

    /// <summary>Removes a photo's row and faces as <see cref="RemoveAsync"/> does, but only those that are stored under one person.</summary>
    /// <remarks>For a photo that became somebody else's: bundles may tell it differently, as not each of them was told of the change yet.</remarks>
    /// <param name="name">Blob name inside the gallery container.</param>
    /// <param name="person">The person.</param>
    /// <param name="isGone">Asked as in <see cref="RemoveAsync"/>: is the photo still not this person's?</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>False when no bundle has a row of the photo under this person, or <paramref name="isGone"/> said no.</returns>
    Task<bool> RemoveOfPersonAsync(string name, string person, Func<CancellationToken, Task<bool>> isGone, CancellationToken cancellationToken);

    /// <summary>Lists the rows of one partition, a page at a time, in the order of their keys (which is not the order of their names).</summary>
    /// <param name="partition">From 0 to <see cref="PartitionCount"/> - 1.</param>
    /// <param name="continuation">Null for the first page, else what the page before returned.</param>
    /// <param name="pageSize">At most so many, from 1 to 1,000.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="ArgumentException"><paramref name="continuation"/> is not a token that this store gave.</exception>
    Task<PhotoRecordPage> ListAsync(int partition, string? continuation, int pageSize, CancellationToken cancellationToken);

    /// <summary>Names every photo that has a row of one person, whatever its status and of whatever bundle. Reads all rows: for erasing and renaming, not for serving.</summary>
    Task<IReadOnlyCollection<string>> ListNamesOfPersonAsync(string person, CancellationToken cancellationToken);

    /// <summary>Where the change log of one partition ends now.</summary>
    Task<ChangePosition> FindPositionAsync(int partition, CancellationToken cancellationToken);

    /// <summary>Reads all named faces of one partition, a page at a time.</summary>
    /// <remarks>
    /// Ask for <see cref="FindPositionAsync"/> first, and go on from there by <see cref="ReadChangesAsync"/>: what is written during the scan may be in it, half or not at all, and is
    /// read again as a change.
    /// </remarks>
    /// <param name="partition">From 0 to <see cref="PartitionCount"/> - 1.</param>
    /// <param name="bundleId">Only faces of this bundle.</param>
    /// <param name="cancellationToken">Stops the scan.</param>
    /// <returns>Photos with their faces; a photo whose faces lie on two pages is on both, with those of each.</returns>
    IAsyncEnumerable<IReadOnlyList<ChangedPhoto>> LoadPartitionAsync(int partition, string bundleId, CancellationToken cancellationToken);

    /// <summary>Reads what changed in one partition: only changed photos are read.</summary>
    /// <param name="partition">From 0 to <see cref="PartitionCount"/> - 1.</param>
    /// <param name="since">Position returned by the call before.</param>
    /// <param name="bundleId">Only faces of this bundle.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>
    /// Null when the log no longer reaches back to <paramref name="since"/>, is another one, or holds so much that loading the partition is cheaper: load it.
    /// </returns>
    Task<GalleryChanges?> ReadChangesAsync(int partition, ChangePosition since, string bundleId, CancellationToken cancellationToken);

    /// <summary>Reads which photos of one partition changed, whatever bundle they are of: only the log is read.</summary>
    /// <param name="partition">From 0 to <see cref="PartitionCount"/> - 1.</param>
    /// <param name="since">Position from which on.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>Each photo once; null when the log no longer reaches back to <paramref name="since"/>, or is another one.</returns>
    Task<IReadOnlySet<PhotoId>?> ReadChangedIdsAsync(int partition, ChangePosition since, CancellationToken cancellationToken);

    /// <summary>Shortens the change log of one partition to its newest entries, and takes out which photos changed longer ago than the store keeps that.</summary>
    /// <remarks>Call it often: what an entry says of a photo is kept until the first call after its time. A reader who was away longer loads the partition.</remarks>
    /// <returns>How many entries went.</returns>
    Task<int> TrimChangesAsync(int partition, CancellationToken cancellationToken);

    /// <summary>Reads the bookmark of a resumable job; null when there is none.</summary>
    Task<string?> ReadBookmarkAsync(string job, CancellationToken cancellationToken);

    /// <summary>Writes the bookmark of a resumable job; null removes it.</summary>
    Task WriteBookmarkAsync(string job, string? bookmark, CancellationToken cancellationToken);
}

/// <summary>A photo's row with its faces.</summary>
/// <param name="Photo">The row.</param>
/// <param name="Faces">Its faces, largest first.</param>
public sealed record StoredPhoto(PhotoRecord Photo, IReadOnlyList<FaceRecord> Faces)
{
    /// <summary>The same photo as another person's.</summary>
    /// <param name="person">The name.</param>
    /// <param name="version">The blob's version that bears it; of the same content.</param>
    /// <param name="recordedAt">When this is recorded.</param>
    public StoredPhoto Renamed(string person, PhotoBlob version, DateTimeOffset recordedAt)
    {
        ArgumentException.ThrowIfNullOrEmpty(person);
        ArgumentNullException.ThrowIfNull(version);
        return new StoredPhoto(
            Photo with { Person = person, BlobETag = version.ETag, BlobLastModified = version.LastModified, RecordedAt = recordedAt },
            [.. Faces.Select(face => face.Person is null ? face : face with { Person = person })]);
    }
}

/// <summary>One page of rows.</summary>
/// <param name="Photos">The rows; damaged ones (<see cref="PhotoRecord.IsDamaged"/>) too.</param>
/// <param name="Continuation">Token of the next page; null on the last.</param>
public sealed record PhotoRecordPage(IReadOnlyList<PhotoRecord> Photos, string? Continuation)
{
    /// <summary>Rows left out, because they are so damaged that they do not say whose they are.</summary>
    public int Nameless { get; init; }
}

/// <summary>A face that a search can find.</summary>
/// <param name="Photo">Blob name inside the gallery container.</param>
/// <param name="Person">The person whose subject it is.</param>
/// <param name="Embedding">Unit vector.</param>
public sealed record NamedFace(string Photo, string Person, FaceEmbedding Embedding);

/// <summary>What changed in one partition.</summary>
/// <param name="Photos">Each changed photo once, with its named faces now; none when it was removed or names nobody.</param>
/// <param name="Position">Where reading changes goes on.</param>
public sealed record GalleryChanges(IReadOnlyList<ChangedPhoto> Photos, ChangePosition Position);

/// <summary>A photo with its named faces.</summary>
/// <param name="Id">The id of its name: of an erased photo, nothing else is known any more.</param>
/// <param name="Faces">Its named faces now.</param>
/// <param name="Damaged">How many more of its rows should be named faces, but cannot be read.</param>
public sealed record ChangedPhoto(PhotoId Id, IReadOnlyList<NamedFace> Faces, int Damaged = 0);
