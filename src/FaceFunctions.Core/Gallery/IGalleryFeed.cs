using FaceFunctions.Core.Recognition;

namespace FaceFunctions.Core.Gallery;

/// <summary>Keeps a search engine's own copy of the gallery true to the tables. A search that reads the tables itself needs none.</summary>
public interface IGalleryFeed
{
    /// <summary>Brings the copy nearer to the tables, for some minutes at most; what is left is done by the next call. For one caller at a time.</summary>
    /// <param name="model">The bundle whose faces are searched.</param>
    /// <param name="cancellationToken">Stops the call; what was done stays done.</param>
    /// <exception cref="StorageUnavailableException">Tables or engine cannot be reached.</exception>
    Task<FeedReport> FeedAsync(RecognitionModel model, CancellationToken cancellationToken);
}

/// <summary>What one call of a feed did.</summary>
/// <param name="Written">Faces written.</param>
/// <param name="Removed">Faces removed.</param>
/// <param name="Refused">Faces that the engine will not take, whatever is tried: they are in no search.</param>
/// <param name="IsComplete">Whether everything is in the copy that was in the tables when the call began.</param>
public sealed record FeedReport(int Written, int Removed, int Refused, bool IsComplete);
