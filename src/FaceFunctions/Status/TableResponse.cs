namespace FaceFunctions.Status;

/// <summary>Where the bundle keeps its rows, and whether they tell of all photos.</summary>
/// <param name="Name">Name of the table in the storage account.</param>
/// <param name="Complete">Whether they did at some time. Else photos are still enrolled with this bundle, and whose are not is unknown.</param>
/// <param name="CompletedAt">When they last did, by a pass over all photos; null when not complete.</param>
/// <param name="CheckedPhotos">Photos that the pass has come to, when not complete.</param>
/// <param name="KnownPhotos">Photos that there are, as last counted.</param>
internal sealed record TableResponse(string Name, bool Complete, DateTimeOffset? CompletedAt, int CheckedPhotos, int KnownPhotos);
