using System.Text.Json.Serialization;

namespace FaceFunctions.Http;

/// <summary>An error answer, by RFC 9457 (<c>application/problem+json</c>).</summary>
/// <param name="Type">Stable kind, for programs: <c>urn:facefunctions:...</c>.</param>
/// <param name="Title">The kind in words; the same for every problem of a type.</param>
/// <param name="Status">HTTP status code.</param>
/// <param name="Detail">What is wrong with this request and what to change.</param>
/// <param name="Parameter">The parameter that is meant, when it is one; else null and left out.</param>
/// <param name="RequestId">The answer's <c>X-Request-Id</c>, by which the log can be searched; null and left out where no request is answered.</param>
internal sealed record Problem(
    string Type,
    string Title,
    int Status,
    string Detail,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Parameter = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? RequestId = null)
{
    public const string ContentType = "application/problem+json";

    private const string Prefix = "urn:facefunctions:";

    public static Problem BadParameter(string parameter, string detail) =>
        new(Prefix + "bad-parameter", "A parameter is missing or not valid.", StatusCodes.Status400BadRequest, detail, parameter);

    public static Problem ContainerNotAllowed(string parameter, string container) =>
        new(Prefix + "container-not-allowed", "Photos of this container may not be read.", StatusCodes.Status403Forbidden,
            $"'{container}' may not be read; photos can be named in the containers gallery and probes.", parameter);

    public static Problem NotFound(string kind, string detail, string? parameter = null) =>
        new(Prefix + kind + "-not-found", "It does not exist.", StatusCodes.Status404NotFound, detail, parameter);

    public static Problem PersonExists(string detail, string parameter) =>
        new(Prefix + "person-exists", "The name is taken.", StatusCodes.Status409Conflict, detail, parameter);

    public static Problem MethodNotAllowed(string detail) =>
        new(Prefix + "method-not-allowed", "This method is not offered here.", StatusCodes.Status405MethodNotAllowed, detail);

    public static Problem NotAcceptable(string detail) =>
        new(Prefix + "not-acceptable", "No accepted format is offered.", StatusCodes.Status406NotAcceptable, detail);

    public static Problem TooLarge(string detail, string? parameter = null) =>
        new(Prefix + "too-large", "The photo is too large.", StatusCodes.Status413PayloadTooLarge, detail, parameter);

    public static Problem PhotoExists() =>
        new(Prefix + "photo-exists", "There is a photo of this name.", StatusCodes.Status412PreconditionFailed, "If-None-Match: * keeps what is there; choose another name, or leave the header out to replace the photo.");

    public static Problem PhotoChanged() =>
        new(Prefix + "photo-changed", "The photo is of another version.", StatusCodes.Status412PreconditionFailed, "If-Match names a version that is not the present one: it was replaced or deleted.");

    public static Problem GalleryTooLarge(string detail) =>
        new(Prefix + "gallery-too-large", "The gallery is too large for this.", StatusCodes.Status422UnprocessableEntity, detail);

    public static Problem NotOffered(string detail) =>
        new(Prefix + "not-offered", "This app does not offer it.", StatusCodes.Status501NotImplemented, detail);

    public static Problem Unreadable(string detail, string? parameter = null) =>
        new(Prefix + "unreadable", "The photo cannot be read.", StatusCodes.Status415UnsupportedMediaType, detail, parameter);

    public static Problem NoFace(string detail, string? parameter = null) =>
        new(Prefix + "no-face", "No face was found.", StatusCodes.Status422UnprocessableEntity, detail, parameter);

    public static Problem BadRequest(int status) =>
        new(Prefix + "bad-request", "The request cannot be read.", status, "The body ended early, came too slowly or is not framed as HTTP wants it.");

    public static Problem Unavailable(string detail) =>
        new(Prefix + "unavailable", "Storage is not available just now.", StatusCodes.Status503ServiceUnavailable, detail);

    public static Problem RateLimited(int seconds) =>
        new(Prefix + "rate-limited", "Too many requests.", StatusCodes.Status429TooManyRequests, FormattableString.Invariant($"This caller has used up its requests; the next one is possible in {seconds} seconds, as Retry-After says."));

    public static Problem Internal() =>
        new(Prefix + "internal", "Something went wrong here.", StatusCodes.Status500InternalServerError, "The fault was logged; the request may be repeated.");
}
