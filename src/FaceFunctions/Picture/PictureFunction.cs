using FaceFunctions.Hosting;
using FaceFunctions.Http;
using Microsoft.Azure.Functions.Worker;

namespace FaceFunctions.Picture;

/// <summary><c>GET /api/photo/picture?path=</c>: a picture of a gallery photo, whatever its name. (<see cref="Photos.PhotosFunction"/> has the route with the name in the path.)</summary>
public sealed class PictureFunction(PhotoPictures pictures)
{
    /// <summary>A request came.</summary>
    /// <param name="request">The request, of any method.</param>
    /// <param name="cancellationToken">Cancelled when the caller is gone.</param>
    /// <returns>The answer, which <see cref="Faults"/> writes.</returns>
    [Function(FunctionNames.Picture)]
    public Task<Answer> RunAsync([HttpTrigger(AuthorizationLevel.Function, Route = "photo/picture")] HttpRequest request, CancellationToken cancellationToken) =>
        request.Method != "GET" ? Task.FromResult(Answer.MethodNotAllowed("GET"))
        : Query.ReadName(request.Query, "path", out string name) is { } problem ? Task.FromResult(Answer.Of(problem))
        : pictures.AnswerAsync(name, request, cancellationToken);
}
