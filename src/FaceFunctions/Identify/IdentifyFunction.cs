using FaceFunctions.Core.Gallery;
using FaceFunctions.Http;
using FaceFunctions.Vision;
using Microsoft.Extensions.Options;

namespace FaceFunctions.Identify;

/// <summary><c>GET /api/identify?blob=</c> and <c>POST /api/identify</c>: who is in a photo.</summary>
internal static class IdentifyFunction
{
    public static void MapIdentify(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/identify", IdentifyBlobAsync);
        routes.MapPost("/api/identify", IdentifyBodyAsync);
    }

    private static async Task<IResult> IdentifyBlobAsync(HttpContext context, PhotoIdentification identification)
    {
        IQueryCollection query = context.Request.Query;
        if (Query.ReadPhoto(query, "blob", out PhotoPath path) is { } badPhoto)
        {
            return Answer.Of(badPhoto);
        }

        if (Query.ReadSearch(query, out int top, out float? threshold) is { } badSearch)
        {
            return Answer.Of(badSearch);
        }

        (Answer answer, _) = await identification.IdentifyAsync(path, top, threshold, context.RequestAborted);
        return answer;
    }

    private static async Task<IResult> IdentifyBodyAsync(HttpContext context, PhotoIdentification identification, IOptions<VisionOptions> options)
    {
        if (Query.ReadSearch(context.Request.Query, out int top, out float? threshold) is { } problem)
        {
            return Answer.Of(problem);
        }

        long limit = options.Value.MaxPhotoBytes;
        return await RequestBody.ReadAsync(context.Request, limit) is { } photo
            ? await identification.IdentifyAsync(photo, "body", top, threshold, probeInGallery: null, context.RequestAborted)
            : Answer.Of(Problem.TooLarge(FormattableString.Invariant($"The body has more than {limit} bytes.")));
    }
}
