namespace FaceFunctions.Photos;

/// <summary>What a deletion did.</summary>
/// <param name="DeletedPhotos">Photos whose blob, row and faces are gone.</param>
internal sealed record DeletedResponse(int DeletedPhotos);
