using FaceFunctions.Core.Gallery;
using FaceFunctions.Core.Identification;
using FaceFunctions.Http;

namespace FaceFunctions.Verify;

/// <summary><c>GET /api/verify?a=&amp;b=</c>: do two photos show one person.</summary>
internal static class VerifyFunction
{
    public static void MapVerify(this IEndpointRouteBuilder routes) => routes.MapGet("/api/verify", VerifyAsync);

    private static async Task<IResult> VerifyAsync(HttpContext context, PhotoReader reader, Verifier verifier)
    {
        IQueryCollection query = context.Request.Query;
        if (Query.ReadPhoto(query, "a", out PhotoPath a) is { } badA)
        {
            return Answer.Of(badA);
        }

        if (Query.ReadPhoto(query, "b", out PhotoPath b) is { } badB)
        {
            return Answer.Of(badB);
        }

        if (Query.ReadThreshold(query, out float? threshold) is { } badThreshold)
        {
            return Answer.Of(badThreshold);
        }

        (ReadOnlyMemory<byte> Bytes, Answer? Problem)[] photos = await Task.WhenAll(
            ReadAsync(reader, a, "a", context.RequestAborted), ReadAsync(reader, b, "b", context.RequestAborted));
        if ((photos[0].Problem ?? photos[1].Problem) is { } problem)
        {
            return problem;
        }

        return await verifier.VerifyAsync(photos[0].Bytes, photos[1].Bytes, threshold, context.RequestAborted) switch
        {
            VerifyOutcome.Verified found => Answer.Ok(VerifyResponse.From(found, a.ToString(), b.ToString()), ApiJson.Readable.VerifyResponse),
            VerifyOutcome.Unusable unusable => Answer.Of(unusable.Analysis, unusable.Which),
            var other => throw new InvalidOperationException($"Unhandled outcome {other.GetType().Name}."),
        };
    }

    private static async Task<(ReadOnlyMemory<byte> Bytes, Answer? Problem)> ReadAsync(PhotoReader reader, PhotoPath path, string parameter, CancellationToken cancellationToken) =>
        await reader.ReadAsync(path, cancellationToken) switch
        {
            PhotoReadOutcome.Content content => (content.Bytes, null),
            PhotoReadOutcome.TooLarge large => (default, Answer.Of(Problem.TooLarge(large.Reason, parameter))),
            _ => (default, Answer.Of(Problem.NotFound("blob", "There is no such photo in storage.", parameter))),
        };
}
