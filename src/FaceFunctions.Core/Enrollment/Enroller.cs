using FaceFunctions.Core.Gallery;
using FaceFunctions.Core.Recognition;

namespace FaceFunctions.Core.Enrollment;

/// <summary>Brings a gallery photo from its blob into the gallery. Safe for any number of threads, processes, repeats and orders.</summary>
/// <remarks>
/// What is stored always describes the blob's current version: the row is written only if, after reading the stored state, the blob still has the ETag that
/// was analysed, and nobody wrote in between. A run that finds the photo replaced starts over with the new version; one that finds it deleted removes its row.
/// No more faces are kept than the store can hold, whatever the rules say.
/// </remarks>
/// <param name="blobs">The photos.</param>
/// <param name="store">Where rows go.</param>
/// <param name="analyzer">Finds the faces.</param>
/// <param name="rules">Who is a photo's subject, and whether it is good enough.</param>
/// <param name="time">Tells when a photo was recorded.</param>
/// <param name="observe">Told of every outcome before it is returned, by many threads at once; must not throw. Null: nobody is.</param>
/// <param name="check">Compares a subject with the rest of the gallery. Null: nobody does.</param>
public sealed class Enroller(
    IPhotoBlobs blobs, IGalleryStore store, IPhotoAnalyzer analyzer, EnrollmentRules rules, TimeProvider time, Action<EnrollmentOutcome>? observe = null, EnrollmentCheck? check = null)
{
    /// <summary>Versions tried before giving up on a photo that is replaced faster than it can be analysed.</summary>
    private const int MaxVersions = 5;

    private readonly EnrollmentRules _rules = rules with { MaxFacesPerPhoto = Math.Min(rules.MaxFacesPerPhoto, store.MaxFacesPerPhoto) };

    /// <summary>Enrolls the current version of a photo.</summary>
    /// <param name="name">Blob name inside the gallery container.</param>
    /// <param name="cancellationToken">Stops the work; nothing half-done is left.</param>
    /// <exception cref="StorageUnavailableException">Storage failed in a way that trying again may heal; nothing half-done is left.</exception>
    public async Task<EnrollmentOutcome> EnrollAsync(string name, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        EnrollmentOutcome outcome = await EnrollCurrentAsync(name, cancellationToken);
        observe?.Invoke(outcome);
        return outcome;
    }

    private async Task<EnrollmentOutcome> EnrollCurrentAsync(string name, CancellationToken cancellationToken)
    {
        PhotoPath path = PhotoPath.InGallery(name);
        for (int version = 0; version < MaxVersions; version++)
        {
            if (await blobs.FindAsync(path, cancellationToken) is not { } blob)
            {
                await store.RemoveAsync(name, async token => await blobs.FindAsync(path, token) is null, cancellationToken);
                return new EnrollmentOutcome.Gone();
            }

            RecognitionModel model = await analyzer.GetModelAsync(cancellationToken);
            PhotoRecord? stored = (await store.FindPhotosAsync([name], cancellationToken))[0];
            if (stored is not null && stored.IsCurrent(blob, model))
            {
                return new EnrollmentOutcome.AlreadyRecorded(stored);
            }

            if (await TryRecordAsync(blob, model, cancellationToken) is { } recorded)
            {
                return recorded;
            }
        }

        throw new StorageUnavailableException($"The photo was replaced {MaxVersions} times while it was being enrolled.");
    }

    /// <summary>Analyses and records one version; null when it turned out to be no longer the current one.</summary>
    private async Task<EnrollmentOutcome?> TryRecordAsync(PhotoBlob blob, RecognitionModel model, CancellationToken cancellationToken)
    {
        PhotoAnalysis analysis;
        Exception? fault = null;
        if (blob.Length > _rules.MaxPhotoBytes)
        {
            analysis = new PhotoAnalysis.TooLarge(FormattableString.Invariant($"The photo has {blob.Length} bytes; at most {_rules.MaxPhotoBytes} are accepted."));
        }
        else
        {
            if (await blobs.DownloadAsync(blob, cancellationToken) is not { } content)
            {
                return null;
            }

            (analysis, fault) = await AnalyzeAsync(content, cancellationToken);
        }

        string person = PersonName.Of(blob.Path.Name, blob.Person);
        EnrollmentVerdict verdict = fault is null
            ? _rules.Judge(person, analysis)
            : new EnrollmentVerdict(PhotoStatus.Failed, $"The analysis of the photo failed ({fault.GetType().Name}).", [], 0, 0);
        if (check is not null)
        {
            verdict = await check.JudgeAsync(model, blob.Path.Name, verdict, cancellationToken);
        }

        var photo = new PhotoRecord
        {
            Name = blob.Path.Name,
            Person = person,
            Status = verdict.Status,
            Reason = verdict.Reason,
            BundleId = model.BundleId,
            FaceCount = verdict.Faces.Count,
            BlobETag = blob.ETag,
            BlobLastModified = blob.LastModified,
            RecordedAt = time.GetUtcNow(),
            Width = verdict.Width,
            Height = verdict.Height,
            Warnings = verdict.Warnings,
        };
        bool saved = await store.ReplaceAsync(photo, verdict.Faces, async token => (await blobs.FindAsync(blob.Path, token))?.ETag == blob.ETag, cancellationToken);

        // What came between the last question and the write found no row to remove or replace, so it could not collide with the write: ask once more. A row of
        // a version that was replaced may name a person who has been erased since, and must not wait for the newer version's own trigger.
        return saved && (await blobs.FindAsync(blob.Path, cancellationToken))?.ETag == blob.ETag ? new EnrollmentOutcome.Recorded(photo, fault) : null;
    }

    private async Task<(PhotoAnalysis Analysis, Exception? Fault)> AnalyzeAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        try
        {
            return (await analyzer.AnalyzeAsync(content, cancellationToken), null);
        }
        catch (Exception fault) when (fault is not (OperationCanceledException or OutOfMemoryException))
        {
            // The model was loaded (GetModelAsync came first), so the fault lies in this photo: the same bytes would fail again.
            return (new PhotoAnalysis.Unreadable(""), fault);
        }
    }
}
