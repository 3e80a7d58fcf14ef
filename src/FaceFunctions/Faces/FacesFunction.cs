using FaceFunctions.Core.Enrollment;
using FaceFunctions.Core.Recognition;
using FaceFunctions.Hosting;
using FaceFunctions.Http;
using FaceFunctions.Vision;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;

namespace FaceFunctions.Faces;

/// <summary><c>POST /api/faces</c>: which faces are in a photo and how good they are. Nothing is searched or stored.</summary>
public sealed class FacesFunction(IPhotoAnalyzer analyzer, EnrollmentRules rules, IOptions<VisionOptions> options)
{
    /// <summary>A request came.</summary>
    /// <param name="request">The request, of any method.</param>
    /// <param name="cancellationToken">Cancelled when the caller is gone.</param>
    /// <returns>The answer, which <see cref="Hosting.Faults"/> writes.</returns>
    [Function(FunctionNames.Faces)]
    public Task<Answer> RunAsync([HttpTrigger(AuthorizationLevel.Function, Route = "faces")] HttpRequest request, CancellationToken cancellationToken) =>
        request.Method == "POST" ? FindAsync(request, cancellationToken) : Task.FromResult(Answer.MethodNotAllowed("POST"));

    private async Task<Answer> FindAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        long limit = options.Value.MaxPhotoBytes;
        if (await RequestBody.ReadAsync(request, limit, cancellationToken) is not { } photo)
        {
            return Answer.Of(Problem.TooLarge(FormattableString.Invariant($"The body has more than {limit} bytes.")));
        }

        RecognitionModel model = await analyzer.GetModelAsync(cancellationToken);
        PhotoAnalysis analysis = await analyzer.AnalyzeAsync(photo, cancellationToken);
        return analysis is PhotoAnalysis.FacesFound found
            ? Answer.Ok(FacesResponse.From(model, found, rules), ApiJson.Readable.FacesResponse)
            : Answer.Of(analysis);
    }
}
