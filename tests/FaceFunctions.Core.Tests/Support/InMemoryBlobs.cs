using System.Globalization;
using FaceFunctions.Core.Gallery;

namespace FaceFunctions.Core.Tests.Support;

/// <summary>Blobs in memory. Every call passes <see cref="Gate"/> before and after its effect, where a test may hold it or let it fail.</summary>
internal sealed class InMemoryBlobs(TimeProvider time) : IPhotoBlobs
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, (PhotoBlob Blob, byte[] Content)> _blobs = new(StringComparer.Ordinal);
    private int _versions;

    /// <summary>Called with the name of the call.</summary>
    public Func<string, Task> Gate { get; set; } = _ => Task.CompletedTask;

    public int Downloads { get; private set; }

    public int LargestPage { get; set; } = int.MaxValue;

    public IReadOnlyList<PhotoBlob> Gallery
    {
        get
        {
            lock (_lock)
            {
                return [.. _blobs.Values.Select(entry => entry.Blob)];
            }
        }
    }

    public PhotoBlob Upload(string name, string script, string? person = null)
    {
        lock (_lock)
        {
            byte[] content = FakeAnalyzer.Photo(script);
            DateTimeOffset now = time.GetUtcNow();
            var blob = new PhotoBlob(
                PhotoPath.InGallery(name),
                NextETag(),
                now.AddTicks(-(now.Ticks % TimeSpan.TicksPerSecond)),
                content.Length,
                person);
            _blobs[name] = (blob, content);
            return blob;
        }
    }

    public void Delete(string name)
    {
        lock (_lock)
        {
            _blobs.Remove(name);
        }
    }

    public byte[]? Content(string name)
    {
        lock (_lock)
        {
            return _blobs.TryGetValue(name, out var entry) ? entry.Content : null;
        }
    }

    public Task<PhotoBlob?> FindAsync(PhotoPath path, CancellationToken cancellationToken) =>
        PassAsync(nameof(FindAsync), () => _blobs.TryGetValue(path.Name, out var entry) ? entry.Blob : null, cancellationToken);

    public Task<ReadOnlyMemory<byte>?> DownloadAsync(PhotoBlob blob, CancellationToken cancellationToken) =>
        PassAsync<ReadOnlyMemory<byte>?>(
            nameof(DownloadAsync),
            () =>
            {
                Downloads++;
                return _blobs.TryGetValue(blob.Path.Name, out var entry) && entry.Blob.ETag == blob.ETag ? entry.Content : null;
            },
            cancellationToken);

    public Task<PhotoBlobPage> ListAsync(string container, string prefix, string? continuation, int pageSize, CancellationToken cancellationToken) =>
        PassAsync(
            nameof(ListAsync),
            () =>
            {
                if (continuation is not null && !continuation.StartsWith("after ", StringComparison.Ordinal))
                {
                    throw new ArgumentException("No token of this service.", nameof(continuation));
                }

                PhotoBlob[] rest =
                [
                    .. _blobs.Values.Select(entry => entry.Blob)
                        .Where(blob => blob.Path.Name.StartsWith(prefix, StringComparison.Ordinal))
                        .Where(blob => continuation is null || string.CompareOrdinal(blob.Path.Name, continuation["after ".Length..]) > 0),
                ];
                int size = Math.Min(pageSize, LargestPage);
                return new PhotoBlobPage([.. rest.Take(size)], rest.Length > size ? "after " + rest[size - 1].Path.Name : null);
            },
            cancellationToken);

    public Task<bool> DeleteAsync(PhotoPath path, CancellationToken cancellationToken) =>
        PassAsync(nameof(DeleteAsync), () => _blobs.Remove(path.Name), cancellationToken);

    public Task<bool> DeleteAsync(PhotoBlob blob, CancellationToken cancellationToken) => PassAsync(
        nameof(DeleteAsync),
        () => _blobs.TryGetValue(blob.Path.Name, out var entry) && entry.Blob.ETag == blob.ETag && _blobs.Remove(blob.Path.Name),
        cancellationToken);

    public Task<PhotoBlob?> SetPersonAsync(PhotoBlob blob, string person, CancellationToken cancellationToken) => PassAsync(
        nameof(SetPersonAsync),
        () =>
        {
            if (!_blobs.TryGetValue(blob.Path.Name, out var entry) || entry.Blob.ETag != blob.ETag)
            {
                return null;
            }

            PhotoBlob renamed = entry.Blob with { ETag = NextETag(), Person = person };
            _blobs[blob.Path.Name] = (renamed, entry.Content);
            return renamed;
        },
        cancellationToken);

    public Task WriteJsonAsync(PhotoPath path, ReadOnlyMemory<byte> utf8Json, CancellationToken cancellationToken) => throw new NotSupportedException();

    private string NextETag() => string.Create(CultureInfo.InvariantCulture, $"\"0x{++_versions:X}\"");

    private async Task<T> PassAsync<T>(string call, Func<T> effect, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await Gate(call);
        T result;
        lock (_lock)
        {
            result = effect();
        }

        await Gate(call + " done");
        return result;
    }
}
