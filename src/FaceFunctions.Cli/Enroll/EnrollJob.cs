using System.Collections.Concurrent;
using System.Net;
using FaceFunctions.Cli.Output;
using FaceFunctions.Cli.Storage;
using FaceFunctions.Client;
using FaceFunctions.Core.Gallery;

namespace FaceFunctions.Cli.Enroll;

/// <summary>Uploads photos into the gallery, and waits for what the service makes of them.</summary>
/// <remarks>Keeps no state of its own: what is done is in the storage and the service, so that a run which was stopped goes on by being started again.</remarks>
internal sealed class EnrollJob(CommandRun run, EnrollSettings settings, IStepProgress progress)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(250);

    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(4);

    private readonly ConcurrentDictionary<PhotoFile, EnrolledPhoto> _done = new();
    private readonly ConcurrentDictionary<PhotoFile, Waiting> _waiting = new();

    /// <summary>Enrolls the photos.</summary>
    /// <returns>One outcome a photo, in the same order.</returns>
    /// <exception cref="CliException">The service or the storage cannot be reached.</exception>
    public async Task<IReadOnlyList<EnrolledPhoto>> RunAsync(IReadOnlyList<PhotoFile> photos, CancellationToken cancellationToken)
    {
        if (settings.Wait)
        {
            // Before anything is uploaded: is there a service that will look at it?
            await run.Api.GetStatusAsync(cancellationToken);
        }

        progress.Describe("Uploading");
        await run.Store.EnsureContainerAsync(PhotoPath.Gallery, cancellationToken);
        foreach (PhotoFile photo in photos.Where(photo => photo.Problem is not null))
        {
            Finish(photo, uploaded: false, EnrolledPhoto.NotUploaded, null, photo.Problem);
        }

        await ForEachAsync([.. photos.Where(photo => photo.Problem is null)], UploadAsync, cancellationToken);
        await WaitAsync(cancellationToken);
        return [.. photos.Select(photo => _done[photo])];
    }

    private async ValueTask UploadAsync(PhotoFile photo, CancellationToken cancellationToken)
    {
        PhotoPath path = PhotoPath.InGallery(photo.Name);
        try
        {
            await using FileStream content = new(photo.File, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 16, useAsync: true);

            // If somebody writes to the file meanwhile, the recorded hash is wrong, and the next run uploads it again.
            byte[] md5 = await PhotoStore.HashAsync(content, cancellationToken);
            StoredBlob? stored = settings.Again ? null : await run.Store.FindAsync(path, cancellationToken);
            if (stored is not null && stored.Holds(content.Length, md5, settings.Person))
            {
                Accept(photo, stored.ETag, uploaded: false);
                return;
            }

            content.Position = 0;
            string eTag = await run.Store.UploadAsync(path, content, md5, settings.Person, cancellationToken);
            Accept(photo, eTag, uploaded: true);
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested && Failure.From(error) is { ExitCode: not ExitCode.Unreachable } failure)
        {
            Finish(photo, uploaded: false, EnrolledPhoto.NotUploaded, null, failure.Message);
        }
    }

    private void Accept(PhotoFile photo, string eTag, bool uploaded)
    {
        if (settings.Wait)
        {
            _waiting[photo] = new Waiting(eTag, uploaded);
            ShowProgress();
        }
        else
        {
            Finish(photo, uploaded, EnrolledPhoto.InStorage, null, null);
        }
    }

    private async Task WaitAsync(CancellationToken cancellationToken)
    {
        CliException? lastError = null;
        TimeSpan pause = FirstPause;
        long lastProgress = run.Host.Time.GetTimestamp();
        while (!_waiting.IsEmpty)
        {
            int before = _waiting.Count;
            progress.Describe($"Waiting for {before} photos");
            try
            {
                lastError = null;
                await ForEachAsync([.. _waiting], (entry, token) => AskAsync(entry.Key, entry.Value, token), cancellationToken);
                if (_waiting.Count == before)
                {
                    // Only now, so that the storage is left alone while the service is busy.
                    await ForEachAsync([.. _waiting], (entry, token) => CheckStoredAsync(entry.Key, entry.Value, token), cancellationToken);
                }
            }
            catch (Exception error) when (!cancellationToken.IsCancellationRequested && Failure.From(error) is { ExitCode: ExitCode.Unreachable } failure)
            {
                // The service may be starting again; the photos are safe in the storage.
                lastError = failure;
            }

            if (_waiting.Count < before)
            {
                lastProgress = run.Host.Time.GetTimestamp();
                pause = FirstPause;
            }
            else if (run.Host.Time.GetElapsedTime(lastProgress) >= settings.Timeout)
            {
                GiveUp(lastError);
                return;
            }

            if (!_waiting.IsEmpty)
            {
                await Task.Delay(pause, run.Host.Time, cancellationToken);
                pause = TimeSpan.FromTicks(Math.Min(pause.Ticks * 2, LongestPause.Ticks));
            }
        }
    }

    // Nothing happens until the service has a status for just this version.
    private async ValueTask AskAsync(PhotoFile photo, Waiting waiting, CancellationToken cancellationToken)
    {
        PhotoAnswer seen;
        try
        {
            seen = await run.Api.GetPhotoAsync(photo.Name, cancellationToken);
        }
        catch (FaceFunctionsException error) when (error is { Failure: FaceFunctionsFailure.Problem, Status: HttpStatusCode.NotFound })
        {
            return;
        }

        if (StoredBlob.SameVersion(seen.ETag, waiting.ETag))
        {
            _waiting.TryRemove(photo, out _);
            Finish(photo, waiting.Uploaded, seen.Status.ToString(), seen.Person, seen.Reason, seen.Warnings);
        }
    }

    // The service will never have a status for a version that is no longer there.
    private async ValueTask CheckStoredAsync(PhotoFile photo, Waiting waiting, CancellationToken cancellationToken)
    {
        StoredBlob? stored = await run.Store.FindAsync(PhotoPath.InGallery(photo.Name), cancellationToken);
        if (stored is null || !StoredBlob.SameVersion(stored.ETag, waiting.ETag))
        {
            _waiting.TryRemove(photo, out _);
            string what = stored is null ? "deleted from the storage" : "replaced in the storage";
            Finish(photo, waiting.Uploaded, EnrolledPhoto.Gone, null, $"It was {what} before the service got to it; run the same command again to upload it again.");
        }
    }

    private void GiveUp(CliException? lastError)
    {
        if (lastError is not null)
        {
            throw CliException.Unreachable($"{lastError.Message} {_waiting.Count} photos are uploaded, but not known to be enrolled ({NameSome()}): run the same command again to go on.", lastError);
        }

        foreach ((PhotoFile photo, Waiting waiting) in _waiting)
        {
            Finish(photo, waiting.Uploaded, EnrolledPhoto.Pending, null, "The service did not get to it in time; run the same command again to go on waiting.");
        }
    }

    private string NameSome()
    {
        const int Most = 5;
        string[] names = [.. _waiting.Keys.Select(photo => photo.Name).Order(StringComparer.Ordinal)];
        return string.Join(", ", names.Take(Most)) + (names.Length > Most ? ", ..." : "");
    }

    private void Finish(PhotoFile photo, bool uploaded, string status, string? person, string? reason, IReadOnlyList<PhotoWarning>? warnings = null)
    {
        _done[photo] = new EnrolledPhoto(photo.File, PhotoPath.InGallery(photo.Name).ToString(), uploaded, status, person, reason, [.. (warnings ?? []).Select(warning => warning.Message)]);
        ShowProgress();
    }

    // A photo that is uploaded is half done.
    private void ShowProgress() => progress.Set(_done.Count + (_waiting.Count / 2.0));

    private Task ForEachAsync<T>(IReadOnlyList<T> items, Func<T, CancellationToken, ValueTask> workAsync, CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(items, new ParallelOptions { MaxDegreeOfParallelism = settings.Parallel, CancellationToken = cancellationToken }, workAsync);

    private sealed record Waiting(string ETag, bool Uploaded);
}
