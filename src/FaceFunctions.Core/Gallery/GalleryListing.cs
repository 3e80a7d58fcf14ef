using System.Runtime.CompilerServices;

namespace FaceFunctions.Core.Gallery;

/// <summary>Goes through the gallery's container from end to end.</summary>
internal static class GalleryListing
{
    /// <summary>The most blobs that the Blob service lists at once.</summary>
    private const int Page = 5000;

    /// <summary>Every photo of the gallery, enrolled or not, in name order.</summary>
    public static async IAsyncEnumerable<PhotoBlob> ListGalleryAsync(this IPhotoBlobs blobs, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? continuation = null;
        do
        {
            PhotoBlobPage page = await blobs.ListAsync(PhotoPath.Gallery, prefix: "", continuation, Page, cancellationToken);
            foreach (PhotoBlob blob in page.Blobs)
            {
                yield return blob;
            }

            continuation = page.Continuation;
        }
        while (continuation is not null);
    }
}
