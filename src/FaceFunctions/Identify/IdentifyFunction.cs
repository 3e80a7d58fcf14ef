using FaceFunctions.Core.Gallery;
using FaceFunctions.Core.Identification;
using FaceFunctions.Hosting;
using FaceFunctions.Http;
using FaceFunctions.Vision;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;

namespace FaceFunctions.Identify;

/// <summary><c>GET /api/identify?blob=</c> and <c>POST /api/identify</c>: who is in a photo.</summary>
public sealed class IdentifyFunction(PhotoIdentification identification, IOptions<VisionOptions> options)
{
    /// <summary>A request came.</summary>
    /// <param name="request">The request, of any method.</param>
    /// <param name="cancellationToken">Cancelled when the caller is gone.</param>
    /// <returns>The answer, which <see cref="Hosting.Faults"/> writes.</returns>
    [Function(FunctionNames.Identify)]
    public Task<Answer> RunAsync([HttpTrigger(AuthorizationLevel.Function, Route = "identify")] HttpRequest request, CancellationToken cancellationToken) =>
        request.Method switch
        {
            "GET" => IdentifyBlobAsync(request.Query, cancellationToken),
            "POST" => IdentifyBodyAsync(request, cancellationToken),
            _ => Task.FromResult(Answer.MethodNotAllowed("GET, POST")),
        };

    private async Task<Answer> IdentifyBlobAsync(IQueryCollection query, CancellationToken cancellationToken)
    {
        if (Query.ReadPhoto(query, "blob", out PhotoPath path) is { } badPhoto)
        {
            return Answer.Of(badPhoto);
        }

        if (Query.ReadSearch(query, out IdentifyQuestion question) is { } badSearch)
        {
            return Answer.Of(badSearch);
        }

        (Answer answer, _) = await identification.IdentifyAsync(path, question, cancellationToken);
        return answer;
    }

    private async Task<Answer> IdentifyBodyAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (Query.ReadSearch(request.Query, out IdentifyQuestion question) is { } problem)
        {
            return Answer.Of(problem);
        }

        long limit = options.Value.MaxPhotoBytes;
        return await RequestBody.ReadAsync(request, limit, cancellationToken) is { } photo
            ? await identification.IdentifyAsync(photo, "body", question, cancellationToken)
            : Answer.Of(Problem.TooLarge(FormattableString.Invariant($"The body has more than {limit} bytes.")));
    }
}
