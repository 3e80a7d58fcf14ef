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

    private BlobWalk(IPhotoBlobs blobs, PhotoBlobPage page, int next) => (_blobs, _page, _next) = (blobs, page, next);

    /// <summary>Begins behind a blob, which costs a listing up to it; at the first one where <paramref name="after"/> is null, or gone.</summary>
    public static async Task<BlobWalk> BeginAsync(IPhotoBlobs blobs, PhotoId? after, CancellationToken cancellationToken)
    {
        PhotoBlobPage first = await ListAsync(blobs, null, cancellationToken);
        if (after is not { } id)
        {
            return new BlobWalk(blobs, first, 0);
        }

        PhotoBlobPage? page = first;
        while (page is not null)
        {
            for (int i = 0; i < page.Blobs.Count; i++)
            {
                if (PhotoId.Of(page.Blobs[i].Path.Name) == id)
                {
                    return new BlobWalk(blobs, page, i + 1);
                }
            }

            page = page.Continuation is { } more ? await ListAsync(blobs, more, cancellationToken) : null;
        }

        return new BlobWalk(blobs, first, 0);
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
            if (_page.Continuation is not { } more)
            {
                return [];
            }

            (_page, _next) = (await ListAsync(_blobs, more, cancellationToken), 0);
        }

        return [.. _page.Blobs.Skip(_next).Take(count)];
    }

    /// <summary>Leaves the first so many of the next blobs behind.</summary>
    public void Advance(int count) => _next += count;

    private static Task<PhotoBlobPage> ListAsync(IPhotoBlobs blobs, string? continuation, CancellationToken cancellationToken) =>
        blobs.ListAsync(PhotoPath.Gallery, "", continuation, ListingPage, cancellationToken);
}
