using System.Collections.Concurrent;
using FaceFunctions.Client;

namespace FaceFunctions.LocalHost.Demo;

/// <summary>The files that the demo uploaded, by where they lie in storage. Safe for any number of threads.</summary>
internal sealed class PhotoAlbum
{
    private readonly ConcurrentDictionary<string, Func<byte[]>> _files = new(StringComparer.Ordinal);

    /// <summary>Adds a file.</summary>
    /// <param name="blob">Where it lies, as container/path.</param>
    /// <param name="read">Gives its content.</param>
    public void Add(string blob, Func<byte[]> read) => _files[blob] = read;

    /// <summary>A small copy of a photo, for a page to hold.</summary>
    /// <param name="blob">Where the photo lies, as container/path.</param>
    /// <param name="frames">Faces to frame.</param>
    /// <returns>A data URI; null when the file was not uploaded, or is no picture.</returns>
    public string? FindThumbnail(string blob, IReadOnlyList<FaceBox> frames) => Find(blob, photo => Thumbnail.Create(photo, frames));

    /// <summary>A small copy of one face of a photo.</summary>
    /// <param name="blob">Where the photo lies, as container/path.</param>
    /// <param name="face">The face's box.</param>
    /// <returns>A data URI; null when the file was not uploaded, or is no picture.</returns>
    public string? FindFace(string blob, FaceBox face) => Find(blob, photo => Thumbnail.CreateOfFace(photo, face));

    private string? Find(string blob, Func<byte[], byte[]?> create) =>
        _files.TryGetValue(blob, out Func<byte[]>? read) && create(read()) is { } jpeg ? $"data:image/jpeg;base64,{Convert.ToBase64String(jpeg)}" : null;
}
