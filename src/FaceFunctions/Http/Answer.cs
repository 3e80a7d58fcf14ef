using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using FaceFunctions.Core.Recognition;

namespace FaceFunctions.Http;

/// <summary>One answer; one of JSON is the same whether it goes out over HTTP or into a results blob.</summary>
public sealed class Answer : IResult
{
    private readonly int _status;
    private readonly string? _contentType;
    private readonly (string Name, string Value)[] _headers;
    private readonly Problem? _problem;

    private Answer(int status, string? contentType, byte[] body, params (string Name, string Value)[] headers)
    {
        _status = status;
        _contentType = contentType;
        _headers = headers;
        Body = body;
    }

    private Answer(Problem problem, (string Name, string Value)[] headers)
        : this(problem.Status, Problem.ContentType, Json(problem), headers) => _problem = problem;

    /// <summary>The body; JSON is UTF-8.</summary>
    public byte[] Body { get; }

    /// <summary>A 200 with a body.</summary>
    public static Answer Ok<T>(T body, JsonTypeInfo<T> type) =>
        new(StatusCodes.Status200OK, "application/json", JsonSerializer.SerializeToUtf8Bytes(body, type));

    /// <summary>A 202: what was sent is kept, and what becomes of it is to be asked for later.</summary>
    /// <param name="body">The body.</param>
    /// <param name="type">Its JSON.</param>
    /// <param name="location">Where to ask.</param>
    /// <param name="eTag">ETag of what was kept, with quotes.</param>
    public static Answer Accepted<T>(T body, JsonTypeInfo<T> type, string location, string eTag) =>
        new(StatusCodes.Status202Accepted, "application/json", JsonSerializer.SerializeToUtf8Bytes(body, type), ("Location", location), ("ETag", eTag));

    /// <summary>A report about the app itself, which nobody may keep: 200, or 503 when it is bad.</summary>
    /// <param name="body">The body.</param>
    /// <param name="type">Its JSON.</param>
    /// <param name="isUnhealthy">Whether the app should be left alone for now.</param>
    internal static Answer Health<T>(T body, JsonTypeInfo<T> type, bool isUnhealthy) =>
        new(isUnhealthy ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK, "application/json", JsonSerializer.SerializeToUtf8Bytes(body, type), ("Cache-Control", "no-store"));

    /// <summary>A 200 with a file. The caller may keep it, and nobody between; to show it again it must ask with the ETag, because the photo may have been deleted.</summary>
    /// <param name="file">The file.</param>
    /// <param name="contentType">Its media type, chosen by the Accept header.</param>
    /// <param name="eTag">The ETag, with quotes.</param>
    public static Answer File(byte[] file, string contentType, string eTag) => new(StatusCodes.Status200OK, contentType, file, Kept(eTag));

    /// <summary>A 304: the caller's copy of a file is the present one.</summary>
    /// <param name="eTag">The ETag, with quotes.</param>
    public static Answer NotModified(string eTag) => new(StatusCodes.Status304NotModified, null, [], Kept(eTag));

    /// <summary>A file that comes with the app, open to everybody: a 200, or a 304. Kept by anybody, and asked about again by its ETag, so that a page never mixes files of two builds.</summary>
    /// <param name="file">The file; null is a 304.</param>
    /// <param name="eTag">The ETag, with quotes.</param>
    /// <param name="contentSecurityPolicy">What the page may do.</param>
    internal static Answer Static(StaticFile? file, string eTag, string contentSecurityPolicy) => new(
        file is null ? StatusCodes.Status304NotModified : StatusCodes.Status200OK,
        file?.ContentType,
        file?.Content ?? [],
        ("Cache-Control", "no-cache"),
        ("ETag", eTag),
        ("Content-Security-Policy", contentSecurityPolicy),
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "no-referrer"));

    /// <summary>A redirect that keeps the method, for good.</summary>
    /// <param name="location">Where to, absolute or relative to the request's address.</param>
    internal static Answer Moved(string location) => new(StatusCodes.Status308PermanentRedirect, null, [], ("Location", location));

    /// <summary>An error; over HTTP it says the request's id too.</summary>
    /// <param name="problem">What is wrong.</param>
    /// <param name="headers">Headers that belong to it.</param>
    internal static Answer Of(Problem problem, params (string Name, string Value)[] headers) => new(problem, headers);

    /// <summary>A 405.</summary>
    /// <param name="allow">The methods that are offered, for instance <c>GET, DELETE</c>.</param>
    /// <param name="detail">What to do instead, where that is not just another method.</param>
    public static Answer MethodNotAllowed(string allow, string? detail = null) =>
        Of(Problem.MethodNotAllowed(detail ?? "The function takes other methods; the Allow header names them."), ("Allow", allow));

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
        HttpResponse response = httpContext.Response;
        response.StatusCode = _status;
        foreach ((string name, string value) in _headers)
        {
            response.Headers[name] = value;
        }

        if (_contentType is not null)
        {
            byte[] body = _problem is null ? Body : Json(_problem with { RequestId = httpContext.TraceIdentifier });
            response.ContentType = _contentType;
            response.ContentLength = body.Length;
            await response.Body.WriteAsync(body, httpContext.RequestAborted);
        }
    }

    private static (string Name, string Value)[] Kept(string eTag) => [("Cache-Control", "private, no-cache"), ("ETag", eTag), ("Vary", "Accept")];

    private static byte[] Json(Problem problem) => JsonSerializer.SerializeToUtf8Bytes(problem, ApiJson.Readable.Problem);
}
