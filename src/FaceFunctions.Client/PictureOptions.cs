namespace FaceFunctions.Client;

/// <summary>Which picture of a gallery photo. What is null is left to the service.</summary>
public sealed record PictureOptions
{
    /// <summary>Number of the face to cut out, in the order in which <see cref="PhotoAnswer.Faces"/> lists them, from 0; null shows the whole photo.</summary>
    public int? Face { get; init; }

    /// <summary>Longest side in pixels at most, from 16 to 2048; the service's default is 512.</summary>
    public int? Size { get; init; }

    /// <summary>Whether faces are framed.</summary>
    public bool Boxes { get; init; }

    /// <summary>Whether the picture is a WebP instead of a JPEG.</summary>
    public bool WebP { get; init; }

    /// <summary>ETag of a picture that the caller has, with quotes: when it is the present one, the answer is <see cref="PhotoPicture.IsNotModified"/> and no picture is sent.</summary>
    public string? KnownETag { get; init; }
}
