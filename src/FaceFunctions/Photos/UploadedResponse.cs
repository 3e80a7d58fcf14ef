namespace FaceFunctions.Photos;

/// <summary>A photo that was written and waits for its turn.</summary>
/// <param name="Photo">Where it lies, as <c>gallery/path</c>.</param>
/// <param name="Person">Whose it will be.</param>
/// <param name="ETag">The version that was written, with quotes; <c>GET /api/photo</c> tells of it once it gives the same.</param>
/// <param name="Status">Always <c>pending</c>.</param>
internal sealed record UploadedResponse(string Photo, string Person, string ETag, string Status);
