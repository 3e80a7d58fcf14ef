using System.Net;
using System.Net.Http.Headers;
using FaceFunctions.Client.Http;

namespace FaceFunctions.Client;

/// <content>Photos of the gallery. Their paths are those inside the gallery, <c>ruan/7.jpg</c>, and may hold whatever a blob's name may.</content>
public sealed partial class FaceClient
{
    /// <summary>Lists the photos of the gallery, by name.</summary>
    /// <param name="prefix">Only photos whose paths begin so; null for all.</param>
    /// <param name="pageSize">How many are asked for at once, from 1 to 1000. Who takes a few should ask for as many.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <returns>The photos; each page is asked for when it is needed.</returns>
    /// <exception cref="FaceFunctionsException">There is no answer.</exception>
    public IAsyncEnumerable<ListedPhoto> ListPhotosAsync(string? prefix = null, int pageSize = LongestPage, CancellationToken cancellationToken = default) =>
        ListAsync("photos", "photos", prefix, pageSize, ClientJson.Default.ListedPhoto, cancellationToken);

    /// <summary>Says what became of a photo.</summary>
    /// <param name="path">The photo.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="FaceFunctionsException">There is no answer. The problem <c>photo-not-found</c> says that there is no such photo, or that it still waits for its turn.</exception>
    public Task<PhotoAnswer> GetPhotoAsync(string path, CancellationToken cancellationToken = default) =>
        AskAsync(new ServiceRequest(HttpMethod.Get, PhotoPath(path)), ClientJson.Default.PhotoAnswer, cancellationToken);

    /// <summary>Writes a photo into the gallery. It is looked at afterwards: ask <see cref="GetPhotoAsync"/> until it tells of the version that was written.</summary>
    /// <param name="path">Where to.</param>
    /// <param name="photo">The photo.</param>
    /// <param name="person">Whose photo it is; null leaves it to the path: its first folder, else the file's name.</param>
    /// <param name="condition">When to write.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="FaceFunctionsException">
    /// It was not written. Problems: <c>photo-exists</c>, <c>photo-changed</c>, <c>too-large</c>, <c>unreadable</c>, <c>bad-parameter</c>. Or, with a condition, <see cref="FaceFunctionsFailure.OutcomeUnknown"/>: it was
    /// refused for what the first try of this call may itself have written. Neither <c>photo-exists</c> nor success could be said then without guessing.
    /// </exception>
    /// <exception cref="IOException">The photo cannot be read.</exception>
    public async Task<WrittenPhoto> PutPhotoAsync(string path, PhotoContent photo, string? person = null, WriteCondition condition = default, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(photo);
        var request = new ServiceRequest(HttpMethod.Put, "photo" + ServiceRequest.Query(("path", path), ("person", person)), photo, headers => Add(condition, headers));
        ServiceReply reply = await _service.SendAsync(request, cancellationToken).ConfigureAwait(false);
        using (reply.Response)
        {
            return reply.Response.IsSuccessStatusCode ? ReadAnswer(reply, ClientJson.Default.WrittenPhoto)
                : reply is { MayRepeat: true, Status: HttpStatusCode.PreconditionFailed }
                    ? throw Failures.OutcomeUnknown(reply, "The answer to the first try was lost, and now the photo is another than the condition asks for: it may be the one that was sent. Look at it.")
                    : throw _service.Failures.Of(reply);
        }
    }

    /// <summary>Deletes a photo with its faces.</summary>
    /// <param name="path">The photo.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="FaceFunctionsException">There is no answer. Problem: <c>photo-not-found</c>.</exception>
    public Task<DeletedAnswer> DeletePhotoAsync(string path, CancellationToken cancellationToken = default) => DeleteAsync(PhotoPath(path), cancellationToken);

    /// <summary>Gets a picture of a photo.</summary>
    /// <param name="path">The photo.</param>
    /// <param name="options">Which picture; null takes the whole photo at the service's usual size.</param>
    /// <param name="cancellationToken">Stops the call, not the reading of the stream.</param>
    /// <returns>The picture; to be disposed.</returns>
    /// <exception cref="FaceFunctionsException">There is none. Problems: <c>photo-not-found</c>, <c>face-not-found</c>, <c>no-face</c>, <c>unreadable</c>, <c>too-large</c>, <c>bad-parameter</c>.</exception>
    public async Task<PhotoPicture> GetPictureAsync(string path, PictureOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        options ??= new PictureOptions();
        string query = ServiceRequest.Query(("path", path), ("face", Write(options.Face)), ("size", Write(options.Size)), ("boxes", options.Boxes ? "true" : null));
        var request = new ServiceRequest(HttpMethod.Get, "photo/picture" + query, AddHeaders: headers => Add(options, headers)) { IsStreamed = true };
        ServiceReply reply = await _service.SendAsync(request, cancellationToken).ConfigureAwait(false);
        try
        {
            if (reply.Body is not null)
            {
                throw _service.Failures.Of(reply);
            }

            if (reply.Status != HttpStatusCode.NotModified && reply.Response.Content.Headers.ContentType?.MediaType?.StartsWith("image/", StringComparison.Ordinal) != true)
            {
                throw _service.Failures.NotReadable(reply);
            }

            return new PhotoPicture(reply.Response, await reply.Response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false));
        }
        catch
        {
            reply.Response.Dispose();
            throw;
        }
    }

    private static string PhotoPath(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return "photo" + ServiceRequest.Query(("path", path));
    }

    private static void Add(WriteCondition condition, HttpRequestHeaders headers)
    {
        if (condition.IsIfNew)
        {
            headers.IfNoneMatch.Add(EntityTagHeaderValue.Any);
        }
        else if (condition.IfMatch is { } eTag)
        {
            headers.IfMatch.ParseAdd(eTag);
        }
    }

    private static void Add(PictureOptions options, HttpRequestHeaders headers)
    {
        headers.Accept.ParseAdd(options.WebP ? "image/webp" : "image/jpeg");
        if (options.KnownETag is { } known)
        {
            headers.IfNoneMatch.Add(EntityTagHeaderValue.TryParse(known, out EntityTagHeaderValue? tag) ? tag : throw new ArgumentException("An ETag has quotes around it.", nameof(options)));
        }
    }
}
