using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using FaceFunctions.Core.Recognition;

namespace FaceFunctions.Http;

/// <summary>One JSON answer, the same whether it goes out over HTTP or into a results blob.</summary>
public sealed class Answer : IResult
{
    private readonly int _status;
    private readonly string _contentType;
    private readonly string? _allow;

    private Answer(int status, string contentType, byte[] json, string? allow = null)
    {
        _status = status;
        _contentType = contentType;
        _allow = allow;
        Json = json;
    }

    /// <summary>The body, UTF-8.</summary>
    public byte[] Json { get; }

    /// <summary>A 200 with a body.</summary>
    public static Answer Ok<T>(T body, JsonTypeInfo<T> type) =>
        new(StatusCodes.Status200OK, "application/json", JsonSerializer.SerializeToUtf8Bytes(body, type));

    /// <summary>An error.</summary>
    internal static Answer Of(Problem problem) => Of(problem, allow: null);

    /// <summary>A 405.</summary>
    /// <param name="allow">The methods that are offered, for instance <c>GET, DELETE</c>.</param>
    /// <param name="detail">What to do instead, where that is not just another method.</param>
    public static Answer MethodNotAllowed(string allow, string? detail = null) =>
        Of(Problem.MethodNotAllowed(detail ?? "The function takes other methods; the Allow header names them."), allow);

    /// <summary>The error of a photo that has no face to work with.</summary>
    /// <param name="analysis">Never <see cref="PhotoAnalysis.FacesFound"/>.</param>
    /// <param name="parameter">The parameter that named the photo, where there is more than one.</param>
    public static Answer Of(PhotoAnalysis analysis, string? parameter = null) => Of(analysis switch
    {
        PhotoAnalysis.NoFace => Problem.NoFace("No face was found in the photo.", parameter),
        PhotoAnalysis.Unreadable bad => Problem.Unreadable(bad.Reason, parameter),
        PhotoAnalysis.TooLarge large => Problem.TooLarge(large.Reason, parameter),
        _ => throw new ArgumentOutOfRangeException(nameof(analysis)),
    });

    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = _status;
        httpContext.Response.ContentType = _contentType;
        httpContext.Response.ContentLength = Json.Length;
        if (_allow is not null)
        {
            httpContext.Response.Headers.Allow = _allow;
        }

        await httpContext.Response.Body.WriteAsync(Json, httpContext.RequestAborted);
    }

    private static Answer Of(Problem problem, string? allow) =>
        new(problem.Status, Problem.ContentType, JsonSerializer.SerializeToUtf8Bytes(problem, ApiJson.Readable.Problem), allow);
}
