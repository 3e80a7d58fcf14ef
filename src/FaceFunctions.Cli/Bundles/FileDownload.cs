using System.Net;
using System.Net.Http.Headers;

namespace FaceFunctions.Cli.Bundles;

/// <summary>Downloads files over connections that break: what has arrived is kept, and the rest is asked for.</summary>
/// <param name="time">Clock of the pauses and of the patience with a silent server.</param>
internal sealed class FileDownload(TimeProvider time) : IDisposable
{
    // In a row, none of which came further than those before.
    private const int FruitlessTries = 5;

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(60);

    private readonly HttpClient _http = new() { Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>Downloads a file until it has its full size. Its content is not checked.</summary>
    /// <param name="file">What to fetch.</param>
    /// <param name="part">Where to keep it; what is there already is taken as its beginning.</param>
    /// <param name="report">Told the size of <paramref name="part"/> as it grows.</param>
    /// <param name="cancellationToken">Stops the download; <paramref name="part"/> stays for the next run.</param>
    /// <exception cref="CliException">The server does not have it, cannot be reached, or sends another size.</exception>
    /// <exception cref="IOException">The disk is full, or somebody else is downloading to <paramref name="part"/>.</exception>
    public async Task FetchAsync(CatalogFile file, string part, Action<long> report, CancellationToken cancellationToken)
    {
        await using FileStream target = new(part, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None, bufferSize: 0, useAsync: true);
        if (target.Length > file.Bytes)
        {
            target.SetLength(0);
        }

        TimeSpan pause = FirstPause;
        long furthest = target.Length;
        for (int fruitless = 0; target.Length < file.Bytes;)
        {
            Exception? fault = await TryAsync(file, target, report, cancellationToken);
            if (target.Length == file.Bytes)
            {
                return;
            }

            // Further than ever, so that a server which breaks off at the same place each time does not keep us for ever.
            bool grew = target.Length > furthest;
            furthest = Math.Max(furthest, target.Length);
            fruitless = grew ? 0 : fruitless + 1;
            pause = grew ? FirstPause : pause;
            if (fruitless == FruitlessTries)
            {
                throw CliException.Unreachable(
                    $"{file.Url} does not answer ({fault?.Message ?? "the connection ends early"}). What has arrived is kept: run the same command again, or use --from with a folder that has the file.", fault);
            }

            await Task.Delay(pause, time, cancellationToken);
            pause *= 2;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    // Null when the server ended the answer by itself; then `target` has grown by what it sent.
    private async Task<Exception?> TryAsync(CatalogFile file, FileStream target, Action<long> report, CancellationToken cancellationToken)
    {
        using var silence = new CancellationTokenSource(Silence, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(silence.Token, cancellationToken);
        try
        {
            using HttpRequestMessage request = new(HttpMethod.Get, file.Url);
            if (target.Length > 0)
            {
                request.Headers.Range = new RangeHeaderValue(target.Length, null);
            }

            using HttpResponseMessage response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            Place(file, response, target);
            await using Stream source = await response.Content.ReadAsStreamAsync(either.Token);
            byte[] buffer = new byte[1 << 16];
            while (true)
            {
                silence.CancelAfter(Silence);
                int read = await ReadAsync(source, buffer, either.Token);
                if (read == 0)
                {
                    return null;
                }

                if (target.Length + read > file.Bytes)
                {
                    throw OtherSize(file, target, "more");
                }

                await target.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
                report(target.Length);
            }
        }
        catch (Exception error) when (error is HttpRequestException || (error is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return error;
        }
    }

    // A broken connection must not look like a broken disk: the one is tried again.
    private static async Task<int> ReadAsync(Stream source, byte[] buffer, CancellationToken cancellationToken)
    {
        try
        {
            return await source.ReadAsync(buffer, cancellationToken);
        }
        catch (IOException error)
        {
            throw new HttpRequestException(error.Message, error);
        }
    }

    // Puts the target where the answer begins.
    private static void Place(CatalogFile file, HttpResponseMessage response, FileStream target)
    {
        switch (response.StatusCode)
        {
            case HttpStatusCode.PartialContent when response.Content.Headers.ContentRange is { } range && range.From == target.Length && (range.Length ?? file.Bytes) == file.Bytes:
                target.Seek(0, SeekOrigin.End);
                break;
            case HttpStatusCode.OK:
                if (response.Content.Headers.ContentLength is { } whole && whole != file.Bytes)
                {
                    throw OtherSize(file, target, $"{whole} bytes");
                }

                // The server does not do ranges, or none was asked for: from the beginning.
                target.SetLength(0);
                break;
            case HttpStatusCode.PartialContent or HttpStatusCode.RequestedRangeNotSatisfiable:
                throw OtherSize(file, target, "another size");
            case HttpStatusCode.NotFound or HttpStatusCode.Gone:
                throw CliException.NotFound($"{file.Url} is not there any more (HTTP {(int)response.StatusCode}). Use --from with a folder that has {file.File}.");
            case HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError:
                throw new HttpRequestException($"HTTP {(int)response.StatusCode}");
            default:
                throw CliException.Unreachable($"{file.Url} is refused (HTTP {(int)response.StatusCode}). Use --from with a folder that has {file.File}.");
        }
    }

    private static CliException OtherSize(CatalogFile file, FileStream target, string sent)
    {
        // What has arrived may be of that other file.
        target.SetLength(0);
        return new CliException(ExitCode.Failed, "wrong-size", $"{file.Url} sends {sent} where the catalog knows {file.Bytes} bytes: it is another file.");
    }
}
