namespace FaceFunctions.Core.Gallery;

/// <summary>Deletes photos and people for good: blob, row, faces, and with them every search result.</summary>
/// <remarks>The blob goes first: whatever happens next, an enrolment that is under way, the next try or the reconcile pass finds it gone and removes the rows.</remarks>
public sealed class Eraser(IPhotoBlobs blobs, IGalleryStore store, IGallerySearch gallery)
{
    /// <summary>Deletes one photo.</summary>
    /// <param name="name">Blob name inside the gallery container.</param>
    /// <param name="cancellationToken">Stops the call; calling again finishes the work.</param>
    /// <returns>False when there was neither a blob nor a row.</returns>
    public async Task<bool> DeletePhotoAsync(string name, CancellationToken cancellationToken)
    {
        PhotoPath path = PhotoPath.InGallery(name);
        bool hadBlob = await blobs.DeleteAsync(path, cancellationToken);
        bool hadRow = await store.RemoveAsync(name, async token => await blobs.FindAsync(path, token) is null, cancellationToken);
        await gallery.ForgetAsync(name, cancellationToken);
        return hadBlob || hadRow;
    }

    /// <summary>Deletes every photo of a person, whatever its status, and those that are the person's but were not analysed yet.</summary>
    /// <remarks>Reads all rows and lists all blobs: only a blob's own metadata and name say whose it is before it is analysed.</remarks>
    /// <returns>How many photos were deleted; 0 when the person is not known.</returns>
    /// <exception cref="ArgumentException"><paramref name="person"/> is blank.</exception>
    public async Task<int> DeletePersonAsync(string person, CancellationToken cancellationToken)
    {
        string cleaned = PersonName.Clean(person);
        ArgumentException.ThrowIfNullOrEmpty(cleaned, nameof(person));
        var names = new HashSet<string>(await store.ListNamesOfPersonAsync(cleaned, cancellationToken), StringComparer.Ordinal);
        await foreach (PhotoBlob blob in blobs.ListGalleryAsync(cancellationToken))
        {
            if (blob.IsOf(cleaned))
            {
                names.Add(blob.Path.Name);
            }
        }

        int deleted = 0;
        foreach (string name in names)
        {
            if (await DeletePhotoOfAsync(cleaned, name, cancellationToken))
            {
                deleted++;
            }
        }

        return deleted;
    }

    private async Task<bool> DeletePhotoOfAsync(string person, string name, CancellationToken cancellationToken)
    {
        PhotoPath path = PhotoPath.InGallery(name);
        bool hadBlob = false;

        // Exactly the versions that are the person's: what somebody else uploads under that name meanwhile stays.
        while (await blobs.FindAsync(path, cancellationToken) is { } blob && blob.IsOf(person))
        {
            hadBlob |= await blobs.DeleteAsync(blob, cancellationToken);
        }

        bool hadRow = await store.RemoveAsync(name, async token => await blobs.FindAsync(path, token) is null, cancellationToken);
        if (await blobs.FindAsync(path, cancellationToken) is not null)
        {
            // A row may be older than its blob, which is somebody else's by now: then what is stored of the person goes.
            hadRow |= await store.RemoveOfPersonAsync(name, person, IsNoLongerOfPersonAsync, cancellationToken);
        }

        await gallery.ForgetAsync(name, cancellationToken);
        return hadBlob || hadRow;

        async Task<bool> IsNoLongerOfPersonAsync(CancellationToken token) =>
            await blobs.FindAsync(path, token) is not { } blob || !blob.IsOf(person);
    }
}
