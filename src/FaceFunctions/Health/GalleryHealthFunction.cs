using FaceFunctions.Core.Gallery;
using FaceFunctions.Core.Health;
using FaceFunctions.Core.Recognition;
using FaceFunctions.Hosting;
using FaceFunctions.Http;
using FaceFunctions.Shared;
using Microsoft.Azure.Functions.Worker;

namespace FaceFunctions.Health;

/// <summary><c>GET /api/gallery/health</c>: what is worth a look in the gallery.</summary>
public sealed class GalleryHealthFunction(IPhotoAnalyzer analyzer, IGallerySearch search, GalleryHealth health)
{
    private const int DefaultTop = 20;

    /// <summary>A request about the gallery's health.</summary>
    /// <param name="request">The request, of any method.</param>
    /// <param name="cancellationToken">Cancelled when the caller is gone; a run that nobody waits for ends.</param>
    /// <returns>The answer, which <see cref="Faults"/> writes.</returns>
    [Function(FunctionNames.GalleryHealth)]
    public async Task<Answer> RunAsync([HttpTrigger(AuthorizationLevel.Function, Route = "gallery/health")] HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.Method != "GET")
        {
            return Answer.MethodNotAllowed("GET");
        }

        if (Query.ReadTop(request.Query, DefaultTop, HealthExaminer.MaxTop, out int top) is { } problem)
        {
            return Answer.Of(problem);
        }

        if (search is not GalleryMirror)
        {
            return Answer.Of(Problem.NotOffered("Another search engine holds the gallery, so this process has no copy to compare. `ff gallery health --here` reads the gallery's tables itself."));
        }

        return await health.GetAsync(await analyzer.GetModelAsync(cancellationToken), top, cancellationToken) switch
        {
            HealthOutcome.Examined examined => Answer.Ok(HealthDocument.From(examined.Report), ApiJson.Readable.HealthDocument),
            HealthOutcome.TooLarge large => Answer.Of(Problem.GalleryTooLarge(
                $"The gallery has {large.Faces} faces; up to {large.MaxFaces} are compared for one answer. `ff gallery health --here` does it on another machine.")),
            HealthOutcome outcome => throw new InvalidOperationException($"{outcome.GetType().Name} is no outcome."),
        };
    }
}
