using FaceFunctions.Core.Detection;
using FaceFunctions.Core.Gallery;
using FaceFunctions.Core.Recognition;

namespace FaceFunctions.Picture;

/// <summary>Says where the faces of a gallery photo are, in the order in which <c>GET /api/photos/{path}</c> lists them.</summary>
public sealed class PhotoFaces(IGalleryStore store, IPhotoAnalyzer analyzer)
{
    /// <summary>Finds the faces of one version of a photo: those that are recorded about it, else - it waits for its turn, or was replaced since - those that are found now, which will be recorded.</summary>
    /// <param name="blob">The version.</param>
    /// <param name="content">Its content.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The boxes, largest first, and why there are none where the photo cannot be used.</returns>
    public async Task<(IReadOnlyList<PixelBox> Boxes, PhotoAnalysis? Refusal)> FindAsync(PhotoBlob blob, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(blob);
        if (await store.FindAsync(blob.Path.Name, cancellationToken) is { Photo.Status: PhotoStatus.Enrolled or PhotoStatus.Refused or PhotoStatus.NoFace } stored && stored.Photo.BlobETag == blob.ETag)
        {
            return ([.. stored.Faces.Select(face => face.Face.Box)], null);
        }

        return await analyzer.AnalyzeAsync(content, cancellationToken) switch
        {
            PhotoAnalysis.FacesFound found => ([.. found.Faces.Take(store.MaxFacesPerPhoto).Select(face => face.Face.Box)], null),
            PhotoAnalysis.NoFace => ([], null),
            var refusal => ([], refusal),
        };
    }
}
