using FaceFunctions.Core.Matching;
using FaceFunctions.Core.Recognition;

namespace FaceFunctions.Core.Gallery;

/// <remarks>As a search: exact, and at most <see cref="MaxAge"/> behind the tables.</remarks>
public sealed partial class GalleryMirror : IGallerySearch
{
    /// <inheritdoc/>
    public async Task<GalleryAnswer> SearchAsync(RecognitionModel model, IReadOnlyList<FaceQuery> queries, SearchFilter filter, CancellationToken cancellationToken)
    {
        FaceIndex index = await GetAsync(model, cancellationToken);
        return new GalleryAnswer(index.SearchAll(queries, filter), CountsOf(index));
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<PersonSummary>> ListPeopleAsync(RecognitionModel model, string after, int top, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(top, 1);
        FaceIndex index = await GetAsync(model, cancellationToken);
        return [.. index.People().Where(person => string.CompareOrdinal(person.Person, after) > 0).Take(top)];
    }

    /// <inheritdoc/>
    public async Task<GalleryCounts> CountAsync(RecognitionModel model, CancellationToken cancellationToken) => CountsOf(await GetAsync(model, cancellationToken));

    /// <inheritdoc/>
    public void Notice() => Invalidate();

    /// <inheritdoc/>
    public Task ForgetAsync(string photo, CancellationToken cancellationToken)
    {
        Invalidate();
        return Task.CompletedTask;
    }

    private static GalleryCounts CountsOf(FaceIndex index) => new(index.FaceCount, index.PersonCount);
}
