using FaceFunctions.Cli.Output;
using FaceFunctions.Cli.Storage;
using FaceFunctions.Client;
using FaceFunctions.Core.Gallery;

namespace FaceFunctions.Cli.Enroll;

/// <summary>Says what <see cref="EnrollJob"/> would do. Writes nothing, neither here nor in storage.</summary>
internal sealed class DryRun(CommandRun run, EnrollSettings settings, IStepProgress progress)
{
    /// <summary>Looks at the photos.</summary>
    /// <returns>One outcome a photo, in the same order.</returns>
    /// <exception cref="CliException">The service or the storage cannot be reached.</exception>
    public async Task<IReadOnlyList<DryRunPhoto>> RunAsync(IReadOnlyList<PhotoFile> photos, CancellationToken cancellationToken)
    {
        progress.Describe("Looking");
        var outcomes = new DryRunPhoto[photos.Count];
        int done = 0;
        await Parallel.ForAsync(0, photos.Count, new ParallelOptions { MaxDegreeOfParallelism = settings.Parallel, CancellationToken = cancellationToken }, async (i, token) =>
        {
            outcomes[i] = await LookAsync(photos[i], token);
            progress.Set(Interlocked.Increment(ref done));
        });
        return outcomes;
    }

    private async Task<DryRunPhoto> LookAsync(PhotoFile photo, CancellationToken cancellationToken)
    {
        PhotoPath path = PhotoPath.InGallery(photo.Name);
        if (photo.Problem is not null)
        {
            return new DryRunPhoto(photo.File, path.ToString(), EnrolledPhoto.NotUploaded, null, null, photo.Problem);
        }

        try
        {
            string change = await CompareAsync(photo, path, cancellationToken);
            (string? status, string? reason) = settings.Wait ? await JudgeAsync(photo, cancellationToken) : (null, null);
            string person = PersonName.Of(photo.Name, settings.Person is { } encoded ? Uri.UnescapeDataString(encoded) : null);
            return new DryRunPhoto(photo.File, path.ToString(), change, person, status, reason);
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested && Failure.From(error) is { ExitCode: not ExitCode.Unreachable } failure)
        {
            return new DryRunPhoto(photo.File, path.ToString(), EnrolledPhoto.NotUploaded, null, null, failure.Message);
        }
    }

    private async Task<string> CompareAsync(PhotoFile photo, PhotoPath path, CancellationToken cancellationToken)
    {
        await using FileStream content = new(photo.File, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 16, useAsync: true);
        byte[] md5 = await PhotoStore.HashAsync(content, cancellationToken);
        return await run.Store.FindAsync(path, cancellationToken) is not { } stored ? DryRunPhoto.New
            : stored.Holds(content.Length, md5, settings.Person) ? DryRunPhoto.Unchanged
            : DryRunPhoto.Changed;
    }

    /// <summary>What the enrolment gate would say.</summary>
    private async Task<(string Status, string? Reason)> JudgeAsync(PhotoFile photo, CancellationToken cancellationToken)
    {
        try
        {
            FacesAnswer answer = await run.Api.FindFacesAsync(PhotoContent.FromFile(photo.File), cancellationToken);
            return answer.Enrollment is { } verdict
                ? (verdict.Status.ToString(), verdict.Reason)
                : throw CliException.Unreachable("The service does not say what its enrolment gate thinks of a photo: is it of this version?");
        }
        catch (FaceFunctionsException problem) when (problem.Kind is "no-face" or "unreadable" or "too-large")
        {
            return (problem.Kind, problem.Message);
        }
    }
}
