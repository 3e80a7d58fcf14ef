using FaceFunctions.Core.Gallery;
using FaceFunctions.Http;

namespace FaceFunctions.Photos;

/// <summary><c>GET /api/photos</c>, <c>GET</c> and <c>DELETE /api/photos/{path}</c>: the gallery's photos, what each became, and their deletion.</summary>
internal static class PhotosFunction
{
    private const string Prefix = "/api/photos/";
    private const int MaxPage = 1000;

    public static void MapPhotos(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/photos/{*path}", GetAsync);
        routes.MapDelete("/api/photos/{*path}", DeleteAsync);
    }

    private static async Task<IResult> GetAsync(HttpContext context, IGalleryStore store, IPhotoBlobs blobs)
    {
        string name = RawPath.After(context, Prefix);
        if (name.Length == 0)
        {
            return await ListAsync(context, store, blobs);
        }

        return name.Length <= PhotoPath.MaxNameLength && await store.FindAsync(name, context.RequestAborted) is { } stored
            ? Answer.Ok(PhotoResponse.From(stored), ApiJson.Readable.PhotoResponse)
            : Answer.Of(Problem.NotFound("photo", "Nothing is recorded about this photo: it was never uploaded, was deleted, or is still waiting for its turn."));
    }

    private static async Task<IResult> ListAsync(HttpContext context, IGalleryStore store, IPhotoBlobs blobs)
    {
        IQueryCollection query = context.Request.Query;
        if (Query.ReadTop(query, 100, MaxPage, out int top) is { } problem)
        {
            return Answer.Of(problem);
        }

        PhotoBlobPage page;
        try
        {
            string? continuation = query.TryGetValue("continuation", out var token) ? token.ToString() : null;
            page = await blobs.ListAsync(PhotoPath.Gallery, query["prefix"].ToString(), continuation, top, context.RequestAborted);
        }
        catch (ArgumentException)
        {
            return Answer.Of(Problem.BadParameter("continuation", "'continuation' is not a token that a page before this one gave."));
        }

        IReadOnlyList<PhotoRecord?> rows = await store.FindPhotosAsync([.. page.Blobs.Select(blob => blob.Path.Name)], context.RequestAborted);
        var response = new PhotoListResponse([.. page.Blobs.Zip(rows, ListedPhotoResponse.From)], page.Continuation);
        return Answer.Ok(response, ApiJson.Readable.PhotoListResponse);
    }

    private static async Task<IResult> DeleteAsync(HttpContext context, Eraser eraser)
    {
        string name = RawPath.After(context, Prefix);
        if (name.Length == 0)
        {
            return Answer.Of(Problem.MethodNotAllowed("Name one photo to delete: DELETE /api/photos/{path}."));
        }

        return name.Length <= PhotoPath.MaxNameLength && await eraser.DeletePhotoAsync(name, context.RequestAborted)
            ? Answer.Ok(new DeletedResponse(1), ApiJson.Readable.DeletedResponse)
            : Answer.Of(Problem.NotFound("photo", "There is neither a blob nor a record of this photo."));
    }
}
