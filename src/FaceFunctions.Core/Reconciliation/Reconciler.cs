using System.Globalization;
using FaceFunctions.Core.Enrollment;
using FaceFunctions.Core.Gallery;
using FaceFunctions.Core.Recognition;

namespace FaceFunctions.Core.Reconciliation;

/// <summary>Brings blobs and rows together when a trigger was missed: enrolls blobs that have no row of their version and bundle, removes rows that have no blob. Rows that cannot be read are as good as none.</summary>
/// <remarks>
/// One pass walks over all blobs, then over all rows. A run does at most what <see cref="ReconcileLimits"/> allow and leaves a bookmark; the next run goes on
/// there. Every step can be repeated, so a run that dies loses nothing. A photo that fails is left to the next pass. Every run that does not rest first trims
/// the change log, so that what it says of photos ends in time however long a pass takes.
/// </remarks>
public sealed class Reconciler(IPhotoBlobs blobs, IGalleryStore store, IPhotoAnalyzer analyzer, Enroller enroller, ReconcileLimits limits, TimeProvider time)
{
    private const string Job = "reconcile";
    private const string LastPass = "reconcile-last";
    private const int PageSize = 200;

    /// <summary>Runs until a pass is complete or a limit is reached. Trimming and finding the place where the pass goes on count toward no limit.</summary>
    /// <exception cref="StorageUnavailableException">Storage failed; the next run goes on from the last bookmark.</exception>
    public async Task<ReconcileReport> RunAsync(CancellationToken cancellationToken)
    {
        RecognitionModel model = await analyzer.GetModelAsync(cancellationToken);
        var report = new ReconcileReport(BlobsChecked: 0, RowsChecked: 0, Enrolled: 0, Removed: 0, Damaged: 0, Failed: 0, Fault: null, Completed: false);
        string? place = await store.ReadBookmarkAsync(Job, cancellationToken);
        if (place is null && await IsTooSoonAsync(model, cancellationToken))
        {
            return report with { Completed = true };
        }

        for (int partition = 0; partition < store.PartitionCount; partition++)
        {
            await store.TrimChangesAsync(partition, cancellationToken);
        }

        ReconcileBookmark? bookmark = ReconcileBookmark.Parse(place, store.PartitionCount);
        bool hadFaults = bookmark.HadFaults;
        BlobWalk? walk = bookmark.Partition is null ? await BlobWalk.BeginAsync(blobs, bookmark.Blob, cancellationToken) : null;
        FillState fill = await FillState.ReadAsync(store, cancellationToken);
        if (!fill.IsComplete && walk is not null)
        {
            // As long as it is not complete, those who ask how far it is shall hear of how many.
            fill = new FillState(walk.Position, await BlobWalk.CountAsync(blobs, cancellationToken), CompletedAt: null);
        }

        long start = time.GetTimestamp();
        while (bookmark is not null && IsInTime() && report.Enrolled + report.Failed < limits.MaxEnrollments)
        {
            Step step = bookmark.Partition is { } partition
                ? await CheckRowsAsync(partition, bookmark, report, IsInTime, cancellationToken)
                : await CheckBlobsAsync(walk!, model, bookmark, report, IsInTime, cancellationToken);
            report = step.Report;
            hadFaults |= report.Failed > 0;
            bookmark = step.Next is { } next ? next with { HadFaults = hadFaults } : null;
            await store.WriteBookmarkAsync(Job, bookmark?.ToString(), cancellationToken);
            fill = walk is null ? fill : fill with { Checked = walk.Position, Known = Math.Max(walk.Position, fill.Known) };
            if (!fill.IsComplete)
            {
                await fill.WriteAsync(store, cancellationToken);
            }
        }

        if (bookmark is null && !hadFaults)
        {
            await (fill with { Known = fill.Checked, CompletedAt = time.GetUtcNow() }).WriteAsync(store, cancellationToken);
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
        BlobWalk walk, RecognitionModel model, ReconcileBookmark bookmark, ReconcileReport report, Func<bool> isInTime, CancellationToken cancellationToken)
    {
        IReadOnlyList<PhotoBlob> page = await walk.NextAsync(PageSize, cancellationToken);
        if (page.Count == 0)
        {
            return new Step(ReconcileBookmark.AtRows(0, null), report);
        }

        // A young blob's own trigger is on its way; doing its work twice would be harmless but not free.
        DateTimeOffset youngest = time.GetUtcNow() - limits.MinAge;
        PhotoBlob[] old = [.. page.Where(blob => blob.LastModified <= youngest)];
        IReadOnlyList<PhotoRecord?> rows = await store.FindPhotosAsync([.. old.Select(blob => blob.Path.Name)], cancellationToken);
        report = report with { Damaged = report.Damaged + rows.Count(row => row is { IsDamaged: true }) };
        PhotoBlob[] missed = [.. old.Where((blob, i) => rows[i] is not { } row || row.BlobETag != blob.ETag || row.BundleId != model.BundleId)];
        PageResult done = await PageWork.RunAsync(
            [.. missed.Take(limits.MaxEnrollments - report.Enrolled - report.Failed)],
            limits.Parallelism,
            isInTime,
            async (blob, token) => await enroller.EnrollAsync(blob.Path.Name, token) is EnrollmentOutcome.Recorded,
            cancellationToken);

        // Behind what was begun, also where it failed: photos that always fail must not hold the pass up.
        int passed = done.Begun == missed.Length ? page.Count : page.TakeWhile(blob => !ReferenceEquals(blob, missed[done.Begun])).Count();
        report = Add(report, done) with { BlobsChecked = report.BlobsChecked + passed, Enrolled = report.Enrolled + done.Changed };
        walk.Advance(passed);
        return new Step(passed == 0 ? bookmark : ReconcileBookmark.AfterBlob(PhotoId.Of(page[passed - 1].Path.Name)), report);
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
            return new Step(ReconcileBookmark.AtRows(partition, null), report);
        }

        PageResult done = await PageWork.RunAsync(page.Photos, limits.Parallelism, isInTime, RemoveIfGoneAsync, cancellationToken);
        report = Add(report, done) with { RowsChecked = report.RowsChecked + done.Begun, Removed = report.Removed + done.Changed };
        if (done.Begun < page.Photos.Count)
        {
            return new Step(bookmark, report);
        }

        report = report with { Damaged = report.Damaged + page.Nameless };

        ReconcileBookmark? next = page.Continuation is { } more ? ReconcileBookmark.AtRows(partition, more)
            : partition + 1 < store.PartitionCount ? ReconcileBookmark.AtRows(partition + 1, null)
            : null;
        return new Step(next, report);
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
