using FaceFunctions.Core.Gallery;
using FaceFunctions.Core.Identification;
using FaceFunctions.Hosting;
using FaceFunctions.Http;
using FaceFunctions.Vision;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;

namespace FaceFunctions.Verify;

/// <summary><c>GET /api/verify?a=&amp;b=</c> and <c>POST /api/verify</c>: do two photos show one person.</summary>
public sealed class VerifyFunction(PhotoReader reader, Verifier verifier, IOptions<VisionOptions> options)
{
    private const string Body = "body";

    /// <summary>A request came.</summary>
    /// <param name="request">The request, of any method.</param>
    /// <param name="cancellationToken">Cancelled when the caller is gone.</param>
    /// <returns>The answer, which <see cref="Hosting.Faults"/> writes.</returns>
    [Function(FunctionNames.Verify)]
    public Task<Answer> RunAsync([HttpTrigger(AuthorizationLevel.Function, Route = "verify")] HttpRequest request, CancellationToken cancellationToken) =>
        request.Method switch
        {
            "GET" => VerifyBlobsAsync(request.Query, cancellationToken),
            "POST" => VerifyBodyAsync(request, cancellationToken),
            _ => Task.FromResult(Answer.MethodNotAllowed("GET, POST")),
        };

    private async Task<Answer> VerifyBlobsAsync(IQueryCollection query, CancellationToken cancellationToken)
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

        return await VerifyAsync(photos[0].Bytes, photos[1].Bytes, threshold, a.ToString(), b.ToString(), cancellationToken);
    }

    private async Task<Answer> VerifyBodyAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (Query.ReadThreshold(request.Query, out float? threshold) is { } badThreshold)
        {
            return Answer.Of(badThreshold);
        }

        (PhotoPair? pair, Problem? problem) = await PhotoPair.ReadAsync(request, options.Value.MaxPhotoBytes, cancellationToken);
        return pair is null ? Answer.Of(problem!) : await VerifyAsync(pair.A, pair.B, threshold, Body, Body, cancellationToken);
    }

    private async Task<Answer> VerifyAsync(ReadOnlyMemory<byte> a, ReadOnlyMemory<byte> b, float? threshold, string sourceA, string sourceB, CancellationToken cancellationToken) =>
        await verifier.VerifyAsync(a, b, threshold, cancellationToken) switch
        {
            VerifyOutcome.Verified found => Answer.Ok(VerifyResponse.From(found, sourceA, sourceB), ApiJson.Readable.VerifyResponse),
            VerifyOutcome.Unusable unusable => Answer.Of(unusable.Analysis, unusable.Which),
            var other => throw new InvalidOperationException($"Unhandled outcome {other.GetType().Name}."),
        };

    private async Task<(ReadOnlyMemory<byte> Bytes, Answer? Problem)> ReadAsync(PhotoPath path, string parameter, CancellationToken cancellationToken) =>
        await reader.ReadAsync(path, cancellationToken) switch
        {
            PhotoReadOutcome.Content content => (content.Bytes, null),
            PhotoReadOutcome.TooLarge large => (default, Answer.Of(Problem.TooLarge(large.Reason, parameter))),
            _ => (default, Answer.Of(Problem.NotFound("blob", "There is no such photo in storage.", parameter))),
        };
}
