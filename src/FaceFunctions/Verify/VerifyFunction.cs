using FaceFunctions.Core.Gallery;
using FaceFunctions.Core.Identification;
using FaceFunctions.Hosting;
using FaceFunctions.Http;
using Microsoft.Azure.Functions.Worker;

namespace FaceFunctions.Verify;

/// <summary><c>GET /api/verify?a=&amp;b=</c>: do two photos show one person.</summary>
public sealed class VerifyFunction(PhotoReader reader, Verifier verifier)
{
    /// <summary>A request came.</summary>
    /// <param name="request">The request, of any method.</param>
    /// <param name="cancellationToken">Cancelled when the caller is gone.</param>
    /// <returns>The answer, which <see cref="Hosting.Faults"/> writes.</returns>
    [Function(FunctionNames.Verify)]
    public Task<Answer> RunAsync([HttpTrigger(AuthorizationLevel.Function, Route = "verify")] HttpRequest request, CancellationToken cancellationToken) =>
        request.Method == "GET" ? VerifyAsync(request.Query, cancellationToken) : Task.FromResult(Answer.MethodNotAllowed("GET"));

    private async Task<Answer> VerifyAsync(IQueryCollection query, CancellationToken cancellationToken)
    {
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
            ReadAsync(a, "a", cancellationToken), ReadAsync(b, "b", cancellationToken));
        if ((photos[0].Problem ?? photos[1].Problem) is { } problem)
        {
            return problem;
        }

        return await verifier.VerifyAsync(photos[0].Bytes, photos[1].Bytes, threshold, cancellationToken) switch
        {
            VerifyOutcome.Verified found => Answer.Ok(VerifyResponse.From(found, a.ToString(), b.ToString()), ApiJson.Readable.VerifyResponse),
            VerifyOutcome.Unusable unusable => Answer.Of(unusable.Analysis, unusable.Which),
            var other => throw new InvalidOperationException($"Unhandled outcome {other.GetType().Name}."),
        };
    }

    private async Task<(ReadOnlyMemory<byte> Bytes, Answer? Problem)> ReadAsync(PhotoPath path, string parameter, CancellationToken cancellationToken) =>
        await reader.ReadAsync(path, cancellationToken) switch
        {
            PhotoReadOutcome.Content content => (content.Bytes, null),
            PhotoReadOutcome.TooLarge large => (default, Answer.Of(Problem.TooLarge(large.Reason, parameter))),
            _ => (default, Answer.Of(Problem.NotFound("blob", "There is no such photo in storage.", parameter))),
        };
}
