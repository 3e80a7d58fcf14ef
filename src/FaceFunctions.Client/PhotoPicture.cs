namespace FaceFunctions.Client;

/// <summary>A picture of a gallery photo, as it comes. To be disposed: it holds a connection.</summary>
public sealed class PhotoPicture : IDisposable
{
    private readonly HttpResponseMessage _response;

    internal PhotoPicture(HttpResponseMessage response, Stream content)
    {
        _response = response;
        Content = content;
    }

    /// <summary>The file. That the connection breaks shows while it is read, as an <see cref="IOException"/>. Empty when <see cref="IsNotModified"/>.</summary>
    public Stream Content { get; }

    /// <summary><c>image/jpeg</c> or <c>image/webp</c>; null when <see cref="IsNotModified"/>.</summary>
    public string? ContentType => _response.Content.Headers.ContentType?.MediaType;

    /// <summary>ETag of the photo's version, with quotes.</summary>
    public string? ETag => _response.Headers.ETag?.ToString();

    /// <summary>Whether <see cref="PictureOptions.KnownETag"/> is still the present version.</summary>
    public bool IsNotModified => _response.StatusCode == System.Net.HttpStatusCode.NotModified;

    /// <inheritdoc/>
    public void Dispose() => _response.Dispose();
}
