using System.Net;
using System.Net.Http.Headers;

namespace FaceFunctions.Client;

/// <summary>A photo on its way to the service, as an encoded picture. Its length is always sent: the Functions host drops bodies without one.</summary>
/// <remarks>One that is made of a stream serves one call at a time.</remarks>
public abstract class PhotoContent
{
    private PhotoContent()
    {
    }

    /// <summary>The bytes of a photo. Not copied.</summary>
    /// <param name="bytes">JPEG, PNG, WebP, GIF or BMP.</param>
    public static PhotoContent FromBytes(ReadOnlyMemory<byte> bytes) => new Memory(bytes);

    /// <summary>A file, opened once for each try and never read into memory as a whole.</summary>
    /// <param name="path">The file. That it is missing or cannot be read shows in the call, as an <see cref="IOException"/> or <see cref="UnauthorizedAccessException"/>.</param>
    public static PhotoContent FromFile(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return new OnDisk(path);
    }

    /// <summary>What is left of a stream. One that can seek is read where it lies, for each try anew; of one that cannot, the rest is kept in memory by the first call, since its length must be known.</summary>
    /// <param name="stream">The stream. Not disposed.</param>
    public static PhotoContent FromStream(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return stream.CanSeek ? new Seekable(stream) : new Passing(stream);
    }

    /// <summary>The body of one try.</summary>
    internal async ValueTask<HttpContent> OpenAsync(CancellationToken cancellationToken)
    {
        HttpContent content = await OpenBodyAsync(cancellationToken).ConfigureAwait(false);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        return content;
    }

    private protected abstract ValueTask<HttpContent> OpenBodyAsync(CancellationToken cancellationToken);

    private sealed class Memory(ReadOnlyMemory<byte> bytes) : PhotoContent
    {
        private protected override ValueTask<HttpContent> OpenBodyAsync(CancellationToken cancellationToken) => new(new ReadOnlyMemoryContent(bytes));
    }

    private sealed class OnDisk(string path) : PhotoContent
    {
        private protected override ValueTask<HttpContent> OpenBodyAsync(CancellationToken cancellationToken) =>
            new(new StreamContent(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1, useAsync: true)));
    }

    private sealed class Seekable(Stream stream) : PhotoContent
    {
        private readonly long _start = stream.Position;

        private protected override ValueTask<HttpContent> OpenBodyAsync(CancellationToken cancellationToken)
        {
            stream.Position = _start;
            return new(new Rest(stream));
        }
    }

    private sealed class Passing(Stream stream) : PhotoContent
    {
        private ReadOnlyMemory<byte>? _bytes;

        private protected override async ValueTask<HttpContent> OpenBodyAsync(CancellationToken cancellationToken)
        {
            if (_bytes is null)
            {
                var kept = new MemoryStream();
                await stream.CopyToAsync(kept, cancellationToken).ConfigureAwait(false);
                _bytes = kept.GetBuffer().AsMemory(0, (int)kept.Length);
            }

            return new ReadOnlyMemoryContent(_bytes.Value);
        }
    }

    /// <summary>The rest of a stream that outlives the request.</summary>
    private sealed class Rest(Stream stream) : HttpContent
    {
        protected override bool TryComputeLength(out long length)
        {
            length = stream.Length - stream.Position;
            return true;
        }

        protected override Task SerializeToStreamAsync(Stream target, TransportContext? context) => stream.CopyToAsync(target);

        protected override Task SerializeToStreamAsync(Stream target, TransportContext? context, CancellationToken cancellationToken) => stream.CopyToAsync(target, cancellationToken);
    }
}
