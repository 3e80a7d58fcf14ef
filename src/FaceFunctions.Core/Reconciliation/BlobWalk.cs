using FaceFunctions.Core.Gallery;

namespace FaceFunctions.Core.Reconciliation;

/// <summary>Walks over the gallery's blobs in name order. Where it stands is told by the last blob's id: the service's own tokens hold names, and a bookmark outlives an erasure.</summary>
internal sealed class BlobWalk
{
    /// <summary>The most blobs that the Blob service lists at once.</summary>
    private const int ListingPage = 5000;

    private readonly IPhotoBlobs _blobs;
    private PhotoBlobPage _page;
    private int _next;
    private int _before;

    private BlobWalk(IPhotoBlobs blobs, int before, PhotoBlobPage page, int next) => (_blobs, _before, _page, _next) = (blobs, before, page, next);

    /// <summary>How many blobs lie behind.</summary>
    public int Position => _before + _next;

    /// <summary>How many photos the gallery has; costs a listing of it.</summary>
    public static async Task<int> CountAsync(IPhotoBlobs blobs, CancellationToken cancellationToken)
    {
        int count = 0;
        for (PhotoBlobPage? page = await ListAsync(blobs, null, cancellationToken); page is not null; page = await NextPageAsync(blobs, page, cancellationToken))
        {
            count += page.Blobs.Count;
        }

        return count;
    }

    /// <summary>Begins behind a blob, which costs a listing up to it; at the first one where <paramref name="after"/> is null, or gone.</summary>
    public static async Task<BlobWalk> BeginAsync(IPhotoBlobs blobs, PhotoId? after, CancellationToken cancellationToken)
    {
        PhotoBlobPage first = await ListAsync(blobs, null, cancellationToken);
        if (after is not { } id)
        {
            return new BlobWalk(blobs, 0, first, 0);
        }

        int before = 0;
        PhotoBlobPage? page = first;
        while (page is not null)
        {
            for (int i = 0; i < page.Blobs.Count; i++)
            {
                if (PhotoId.Of(page.Blobs[i].Path.Name) == id)
                {
                    return new BlobWalk(blobs, before, page, i + 1);
                }
            }

            before += page.Blobs.Count;
            page = await NextPageAsync(blobs, page, cancellationToken);
        }

        return new BlobWalk(blobs, 0, first, 0);
    }

    /// <summary>The next blobs; they stay the next ones until <see cref="Advance"/>.</summary>
    /// <param name="count">At most so many, 1 or more.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>None at the end.</returns>
    public async Task<IReadOnlyList<PhotoBlob>> NextAsync(int count, CancellationToken cancellationToken)
    {
        // A page may be empty and not the last.
        while (_next == _page.Blobs.Count)
        {
            if (await NextPageAsync(_blobs, _page, cancellationToken) is not { } page)
            {
                return [];
            }

            _before += _page.Blobs.Count;
            (_page, _next) = (page, 0);
        }

        return [.. _page.Blobs.Skip(_next).Take(count)];
    }

    /// <summary>Leaves the first so many of the next blobs behind.</summary>
    public void Advance(int count) => _next += count;

    private static async Task<PhotoBlobPage?> NextPageAsync(IPhotoBlobs blobs, PhotoBlobPage page, CancellationToken cancellationToken) =>
        page.Continuation is { } more ? await ListAsync(blobs, more, cancellationToken) : null;

    private static Task<PhotoBlobPage> ListAsync(IPhotoBlobs blobs, string? continuation, CancellationToken cancellationToken) =>
        blobs.ListAsync(PhotoPath.Gallery, "", continuation, ListingPage, cancellationToken);
}
