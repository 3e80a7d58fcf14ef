using FaceFunctions.Core.Gallery;
using FaceFunctions.Core.Matching;
using FaceFunctions.Core.Recognition;
using FaceFunctions.Http;
using FaceFunctions.Photos;

namespace FaceFunctions.People;

/// <summary><c>GET /api/people</c> and <c>DELETE /api/people/{person}</c>: who can be identified, and the erasure of a person.</summary>
internal static class PeopleFunction
{
    private const string Prefix = "/api/people/";
    private const int MaxPage = 1000;

    public static void MapPeople(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/people/{*person}", ListAsync);
        routes.MapDelete("/api/people/{*person}", DeleteAsync);
    }

    private static async Task<IResult> ListAsync(HttpContext context, IPhotoAnalyzer analyzer, GalleryMirror gallery)
    {
        if (RawPath.After(context, Prefix).Length > 0)
        {
            return Answer.Of(Problem.MethodNotAllowed("A person can only be deleted here; GET /api/people lists everybody."));
        }

        if (Query.ReadTop(context.Request.Query, 100, MaxPage, out int top) is { } problem)
        {
            return Answer.Of(problem);
        }

        // The continuation is the last name of the page before, so a page is right whatever was enrolled or deleted in between.
        string after = context.Request.Query["continuation"].ToString();
        FaceIndex index = await gallery.GetAsync(await analyzer.GetModelAsync(context.RequestAborted), context.RequestAborted);
        PersonSummary[] rest = [.. index.People().Where(person => string.CompareOrdinal(person.Person, after) > 0).Take(top + 1)];
        PersonResponse[] page = [.. rest.Take(top).Select(person => new PersonResponse(person.Person, person.PhotoCount))];
        return Answer.Ok(new PeopleResponse(page, rest.Length > top ? page[^1].Person : null), ApiJson.Readable.PeopleResponse);
    }

    private static async Task<IResult> DeleteAsync(HttpContext context, Eraser eraser)
    {
        string person = RawPath.After(context, Prefix);
        if (PersonName.Clean(person).Length == 0)
        {
            return Answer.Of(Problem.MethodNotAllowed("Name one person to delete: DELETE /api/people/{person}."));
        }

        int deleted = await eraser.DeletePersonAsync(person, context.RequestAborted);
        return deleted > 0
            ? Answer.Ok(new DeletedResponse(deleted), ApiJson.Readable.DeletedResponse)
            : Answer.Of(Problem.NotFound("person", "The gallery has no photo of this person."));
    }
}
