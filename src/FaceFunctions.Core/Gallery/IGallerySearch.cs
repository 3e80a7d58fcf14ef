using FaceFunctions.Core.Matching;
using FaceFunctions.Core.Recognition;

namespace FaceFunctions.Core.Gallery;

/// <summary>The search over the named faces of the gallery, wherever it is done: in this process's memory (<see cref="GalleryMirror"/>) or by a search engine.</summary>
/// <remarks>
/// Whichever it is, similarities are raw cosines of the stored embeddings, and matches are in the order of <see cref="FaceIndex"/>: so a decision means the same.
/// Implementations differ in how fresh and how complete an answer is, and say so. Safe for any number of threads.
/// Every method throws <see cref="StorageUnavailableException"/> when the gallery cannot be read; an answer is never one about a gallery of long ago.
/// </remarks>
public interface IGallerySearch
{
    /// <summary>Answers several questions at once: all faces of a photo, for people or for photos.</summary>
    /// <param name="model">The bundle whose faces are searched.</param>
    /// <param name="queries">The questions; none is answered with none.</param>
    /// <param name="filter">Which faces to look at.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    Task<GalleryAnswer> SearchAsync(RecognitionModel model, IReadOnlyList<FaceQuery> queries, SearchFilter filter, CancellationToken cancellationToken);

    /// <summary>Lists people with the number of their photos, in ordinal order of names.</summary>
    /// <param name="model">The bundle.</param>
    /// <param name="after">Only names that come after this one; empty for all.</param>
    /// <param name="top">At most so many, 1 or more.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    Task<IReadOnlyList<PersonSummary>> ListPeopleAsync(RecognitionModel model, string after, int top, CancellationToken cancellationToken);

    /// <summary>How much there is to search.</summary>
    Task<GalleryCounts> CountAsync(RecognitionModel model, CancellationToken cancellationToken);

    /// <summary>Tells that this process changed rows: a search that keeps a copy of them looks before it answers next, not only when its time has come. Others need not hear it.</summary>
    void Notice();

    /// <summary>Tells that this process erased a photo, after its rows are gone: the search shall know it at once, not only when it next looks.</summary>
    /// <remarks>A help, not the guarantee: should it fail, nothing is thrown (but for cancellation), and the search finds out by itself in its usual time.</remarks>
    /// <param name="photo">Blob name inside the gallery container.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    Task ForgetAsync(string photo, CancellationToken cancellationToken);
}

/// <summary>What a search found.</summary>
/// <param name="Matches">The matches of each query, best first, in the order of the queries.</param>
/// <param name="Counts">How much was there to search, whatever the filter.</param>
public sealed record GalleryAnswer(IReadOnlyList<IReadOnlyList<PersonMatch>> Matches, GalleryCounts Counts);

/// <summary>The size of what is searched.</summary>
/// <param name="Faces">Named faces.</param>
/// <param name="People">People who have one; null where there are more than the search counts.</param>
public readonly record struct GalleryCounts(int Faces, int? People);
