using FaceFunctions.Core.Gallery;
using FaceFunctions.Hosting;
using FaceFunctions.Http;
using FaceFunctions.Picture;
using Microsoft.Azure.Functions.Worker;

namespace FaceFunctions.Photos;

/// <summary>
/// The gallery's photos, what each became, their upload and their deletion: <c>GET /api/photos</c>; one photo at <c>/api/photos/{path}</c> (see <see cref="RouteName"/> for the names
/// that it can say) or, whatever its name, at <c>/api/photo?path=</c>. And its picture, at <c>/api/photos/{path}/picture</c>.
/// </summary>
public sealed class PhotosFunction(IGalleryStore store, IPhotoBlobs blobs, Eraser eraser, PhotoPictures pictures, PhotoWriter writer)
{
    private const string Path = "path";
    private const string Methods = "GET, PUT, DELETE";
    private const int MaxPage = 1000;

    /// <summary>A request about all photos, or about one whose name is in the path.</summary>
    /// <param name="request">The request, of any method.</param>
    /// <param name="cancellationToken">Cancelled when the caller is gone.</param>
    /// <returns>The answer, which <see cref="Faults"/> writes.</returns>
    [Function(FunctionNames.Photos)]
    public Task<Answer> RunAsync([HttpTrigger(AuthorizationLevel.Function, Route = "photos/{*" + Path + "}")] HttpRequest request, CancellationToken cancellationToken)
    {
        string name = RouteName.Read(request, Path);
        return (name, request.Method) switch
        {
            ("", "GET") => ListAsync(request.Query, cancellationToken),
            ("", "DELETE") => Task.FromResult(Answer.MethodNotAllowed("GET", "Name one photo to delete: DELETE /api/photos/{path}.")),
            ("", _) => Task.FromResult(Answer.MethodNotAllowed("GET")),
            (_, "GET") when PictureRoute.PhotoOf(name) is { } photo => pictures.AnswerAsync(photo, request, cancellationToken),
            _ when PictureRoute.PhotoOf(name) is not null => Task.FromResult(Answer.MethodNotAllowed("GET", "A path that ends in /picture is a picture's; /api/photo?path= names the photo whose own name ends so.")),
            _ => RunAsync(request, name, cancellationToken),
        };
    }

    /// <summary>A request about one photo, whose name is in the query.</summary>
    /// <param name="request">The request, of any method.</param>
    /// <param name="cancellationToken">Cancelled when the caller is gone.</param>
    /// <returns>The answer, which <see cref="Faults"/> writes.</returns>
    [Function(FunctionNames.Photo)]
    public Task<Answer> RunOneAsync([HttpTrigger(AuthorizationLevel.Function, Route = "photo")] HttpRequest request, CancellationToken cancellationToken) =>
        Query.ReadName(request.Query, Path, out string name) is { } problem ? Task.FromResult(Answer.Of(problem)) : RunAsync(request, name, cancellationToken);

    private Task<Answer> RunAsync(HttpRequest request, string name, CancellationToken cancellationToken) => request.Method switch
    {
        "GET" => GetAsync(name, cancellationToken),
        "PUT" => writer.AnswerAsync(name, request, cancellationToken),
        "DELETE" => DeleteAsync(name, cancellationToken),
        _ => Task.FromResult(Answer.MethodNotAllowed(Methods)),
    };

    private async Task<Answer> GetAsync(string name, CancellationToken cancellationToken) =>
        name.Length <= PhotoPath.MaxNameLength && await store.FindAsync(name, cancellationToken) is { } stored
            ? Answer.Ok(PhotoResponse.From(stored), ApiJson.Readable.PhotoResponse)
            : Answer.Of(Problem.NotFound("photo", "Nothing is recorded about this photo: it was never uploaded, was deleted, or is still waiting for its turn."));

    private async Task<Answer> ListAsync(IQueryCollection query, CancellationToken cancellationToken)
    {
        if (Query.ReadTop(query, 100, MaxPage, out int top) is { } problem)
        {
            return Answer.Of(problem);
        }

        PhotoBlobPage page;
        try
        {
            string? continuation = query.TryGetValue("continuation", out var token) ? token.ToString() : null;
            page = await blobs.ListAsync(PhotoPath.Gallery, query["prefix"].ToString(), continuation, top, cancellationToken);
        }
        catch (ArgumentException)
        {
            return Answer.Of(Problem.BadParameter("continuation", "'continuation' is not a token that a page before this one gave."));
        }

        IReadOnlyList<PhotoRecord?> rows = await store.FindPhotosAsync([.. page.Blobs.Select(blob => blob.Path.Name)], cancellationToken);
        var response = new PhotoListResponse([.. page.Blobs.Zip(rows, ListedPhotoResponse.From)], page.Continuation);
        return Answer.Ok(response, ApiJson.Readable.PhotoListResponse);
    }

    private async Task<Answer> DeleteAsync(string name, CancellationToken cancellationToken) =>
        name.Length <= PhotoPath.MaxNameLength && await eraser.DeletePhotoAsync(name, cancellationToken)
            ? Answer.Ok(new DeletedResponse(1), ApiJson.Readable.DeletedResponse)
            : Answer.Of(Problem.NotFound("photo", "There is neither a blob nor a record of this photo."));
}
