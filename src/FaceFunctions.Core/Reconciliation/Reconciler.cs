using System.Globalization;
using FaceFunctions.Core.Enrollment;
using FaceFunctions.Core.Gallery;
using FaceFunctions.Core.Recognition;

namespace FaceFunctions.Core.Reconciliation;

/// <summary>Brings blobs and rows together when a trigger was missed: enrolls blobs that have no row of their version and bundle, removes rows that have no blob.</summary>
/// <remarks>
/// One pass walks over all blobs, then over all rows. A run does at most what <see cref="ReconcileLimits"/> allow and leaves a bookmark; the next run goes on
/// there. Every step can be repeated, so a run that dies loses nothing. A photo that fails is left to the next pass.
/// </remarks>
public sealed class Reconciler(IPhotoBlobs blobs, IGalleryStore store, IPhotoAnalyzer analyzer, Enroller enroller, ReconcileLimits limits, TimeProvider time)
{
    private const string Job = "reconcile";
    private const string LastPass = "reconcile-last";
    private const int PageSize = 200;

    /// <summary>Runs until a pass is complete or a limit is reached.</summary>
    /// <exception cref="StorageUnavailableException">Storage failed; the next run goes on from the last bookmark.</exception>
    public async Task<ReconcileReport> RunAsync(CancellationToken cancellationToken)
    {
        long start = time.GetTimestamp();
        RecognitionModel model = await analyzer.GetModelAsync(cancellationToken);
        var report = new ReconcileReport(BlobsChecked: 0, RowsChecked: 0, Enrolled: 0, Removed: 0, Failed: 0, Fault: null, Completed: false);
        string? place = await store.ReadBookmarkAsync(Job, cancellationToken);
        if (place is null && await IsTooSoonAsync(model, cancellationToken))
        {
            return report with { Completed = true };
        }

        ReconcileBookmark? bookmark = ReconcileBookmark.Parse(place, store.PartitionCount);
        bool hadFaults = bookmark.HadFaults;
        while (bookmark is not null && IsInTime() && report.Enrolled + report.Failed < limits.MaxEnrollments)
        {
            Step step = bookmark.Partition is { } partition
                ? await CheckRowsAsync(partition, bookmark, report, IsInTime, cancellationToken)
                : await CheckBlobsAsync(model, bookmark, report, IsInTime, cancellationToken);
            report = step.Report;
            hadFaults |= report.Failed > 0;
            bookmark = step.Next is { } next ? next with { HadFaults = hadFaults } : null;
            await store.WriteBookmarkAsync(Job, bookmark?.ToString(), cancellationToken);
        }

        if (bookmark is null && !hadFaults && limits.MinInterval > TimeSpan.Zero)
        {
            await store.WriteBookmarkAsync(LastPass, string.Create(CultureInfo.InvariantCulture, $"{time.GetUtcNow():O}|{model.BundleId}"), cancellationToken);
        }

        return report with { Completed = bookmark is null };

        bool IsInTime() => time.GetElapsedTime(start) < limits.MaxDuration;
    }

    /// <summary>Whether the last complete pass was for this bundle and not long ago; a new bundle waits for nothing.</summary>
    private async Task<bool> IsTooSoonAsync(RecognitionModel model, CancellationToken cancellationToken) =>
        limits.MinInterval > TimeSpan.Zero
        && (await store.ReadBookmarkAsync(LastPass, cancellationToken))?.Split('|', 2) is [var ended, var bundle]
        && bundle == model.BundleId
        && DateTimeOffset.TryParseExact(ended, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTimeOffset last)
        && time.GetUtcNow() - last < limits.MinInterval;

    private async Task<Step> CheckBlobsAsync(
        RecognitionModel model, ReconcileBookmark bookmark, ReconcileReport report, Func<bool> isInTime, CancellationToken cancellationToken)
    {
        PhotoBlobPage page;
        try
        {
            page = await blobs.ListAsync(PhotoPath.Gallery, "", bookmark.Continuation, PageSize, cancellationToken);
        }
        catch (ArgumentException) when (bookmark.Continuation is not null)
        {
            // The service no longer knows its own token: begin the pass again rather than never end it.
            return new Step(ReconcileBookmark.Start, report);
        }

        // A young blob's own trigger is on its way; doing its work twice would be harmless but not free.
        DateTimeOffset youngest = time.GetUtcNow() - limits.MinAge;
        PhotoBlob[] old = [.. page.Blobs.Where(blob => blob.LastModified <= youngest)];
        IReadOnlyList<PhotoRecord?> rows = await store.FindPhotosAsync([.. old.Select(blob => blob.Path.Name)], cancellationToken);
        PhotoBlob[] missed = [.. old.Where((blob, i) => rows[i] is not { } row || row.BlobETag != blob.ETag || row.BundleId != model.BundleId)];
        PageResult done = await PageWork.RunAsync(
            [.. missed.Take(limits.MaxEnrollments - report.Enrolled - report.Failed)],
            limits.Parallelism,
            isInTime,
            async (blob, token) => await enroller.EnrollAsync(blob.Path.Name, content: null, token) is EnrollmentOutcome.Recorded,
            cancellationToken);
        report = Add(report, done) with { BlobsChecked = report.BlobsChecked + page.Blobs.Count, Enrolled = report.Enrolled + done.Changed };
        ReconcileBookmark next = done.Begun < missed.Length ? bookmark
            : page.Continuation is { } more ? new ReconcileBookmark(null, more)
            : new ReconcileBookmark(0, null);
        return new Step(next, report);
    }

    private async Task<Step> CheckRowsAsync(
        int partition, ReconcileBookmark bookmark, ReconcileReport report, Func<bool> isInTime, CancellationToken cancellationToken)
    {
        PhotoRecordPage page;
        try
        {
            page = await store.ListAsync(partition, bookmark.Continuation, PageSize, cancellationToken);
        }
        catch (ArgumentException) when (bookmark.Continuation is not null)
        {
            return new Step(new ReconcileBookmark(partition, null), report);
        }

        PageResult done = await PageWork.RunAsync(page.Photos, limits.Parallelism, isInTime, RemoveIfGoneAsync, cancellationToken);
        report = Add(report, done) with { RowsChecked = report.RowsChecked + done.Begun, Removed = report.Removed + done.Changed };
        if (done.Begun < page.Photos.Count)
        {
            return new Step(bookmark, report);
        }

        if (page.Continuation is { } more)
        {
            return new Step(new ReconcileBookmark(partition, more), report);
        }

        await store.TrimChangesAsync(partition, cancellationToken);
        return new Step(partition + 1 < store.PartitionCount ? new ReconcileBookmark(partition + 1, null) : null, report);
    }

    private async Task<bool> RemoveIfGoneAsync(PhotoRecord row, CancellationToken cancellationToken)
    {
        return await IsGoneAsync(cancellationToken) && await store.RemoveAsync(row.Name, IsGoneAsync, cancellationToken);

        async Task<bool> IsGoneAsync(CancellationToken token) => await blobs.FindAsync(PhotoPath.InGallery(row.Name), token) is null;
    }

    private static ReconcileReport Add(ReconcileReport report, PageResult done) =>
        report with { Failed = report.Failed + done.Failed, Fault = report.Fault ?? done.Fault };

    /// <summary>Where the pass goes on (null: it is complete) and what was done so far.</summary>
    private sealed record Step(ReconcileBookmark? Next, ReconcileReport Report);
}
