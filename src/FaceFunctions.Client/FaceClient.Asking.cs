using System.Globalization;
using FaceFunctions.Client.Http;

namespace FaceFunctions.Client;

/// <content>Questions about photos, none of which changes anything.</content>
public sealed partial class FaceClient
{
    /// <summary>Says who is in a photo that is sent along.</summary>
    /// <param name="photo">The photo.</param>
    /// <param name="options">What to search for; null leaves it to the service.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="FaceFunctionsException">There is no answer. Problems: <c>no-face</c>, <c>unreadable</c>, <c>too-large</c>, <c>bad-parameter</c>.</exception>
    /// <exception cref="IOException">The photo cannot be read.</exception>
    public Task<IdentifyAnswer> IdentifyAsync(PhotoContent photo, IdentifyOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(photo);
        return AskAsync(new ServiceRequest(HttpMethod.Post, "identify" + SearchQuery(null, options), photo), ClientJson.Default.IdentifyAnswer, cancellationToken);
    }

    /// <summary>Says who is in a photo that lies in the storage. One of the gallery does not find itself.</summary>
    /// <param name="blob">The photo as container/path: <c>gallery/ruan/7.jpg</c> or <c>probes/x.jpg</c>.</param>
    /// <param name="options">What to search for; null leaves it to the service.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="FaceFunctionsException">There is no answer. Problems: <c>blob-not-found</c>, <c>container-not-allowed</c>, <c>no-face</c>, <c>unreadable</c>, <c>too-large</c>, <c>bad-parameter</c>.</exception>
    public Task<IdentifyAnswer> IdentifyAsync(string blob, IdentifyOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(blob);
        return AskAsync(new ServiceRequest(HttpMethod.Get, "identify" + SearchQuery(blob, options)), ClientJson.Default.IdentifyAnswer, cancellationToken);
    }

    /// <summary>Says whether two photos in the storage show one person.</summary>
    /// <param name="a">One photo as container/path.</param>
    /// <param name="b">The other.</param>
    /// <param name="threshold">Cosine similarity from which they do, from -1 to 1; null leaves it to the service.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="FaceFunctionsException">There is no answer. Problems, with <see cref="FaceFunctionsException.Parameter"/> a or b: <c>blob-not-found</c>, <c>container-not-allowed</c>, <c>no-face</c>, <c>unreadable</c>, <c>too-large</c>, <c>bad-parameter</c>.</exception>
    public Task<VerifyAnswer> VerifyAsync(string a, string b, double? threshold = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(a);
        ArgumentException.ThrowIfNullOrEmpty(b);
        return AskAsync(new ServiceRequest(HttpMethod.Get, "verify" + ServiceRequest.Query(("a", a), ("b", b), ("threshold", Write(threshold)))), ClientJson.Default.VerifyAnswer, cancellationToken);
    }

    /// <summary>Says which faces are in a photo, how good they are, and what would become of it in the gallery. Nothing is searched or stored.</summary>
    /// <param name="photo">The photo.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="FaceFunctionsException">There is no answer. Problems: <c>no-face</c>, <c>unreadable</c>, <c>too-large</c>.</exception>
    /// <exception cref="IOException">The photo cannot be read.</exception>
    public Task<FacesAnswer> FindFacesAsync(PhotoContent photo, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(photo);
        return AskAsync(new ServiceRequest(HttpMethod.Post, "faces", photo), ClientJson.Default.FacesAnswer, cancellationToken);
    }

    private static string SearchQuery(string? blob, IdentifyOptions? options) => ServiceRequest.Query(
        ("blob", blob),
        ("top", Write(options?.Top)),
        ("threshold", Write(options?.Threshold)),
        ("by", options?.By == SearchUnit.Photo ? "photo" : null),
        ("person", options?.Person),
        ("prefix", options?.Prefix));

    private static string? Write(int? value) => value?.ToString(CultureInfo.InvariantCulture);

    private static string? Write(double? value) => value?.ToString("R", CultureInfo.InvariantCulture);
}
