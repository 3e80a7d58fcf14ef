using FaceFunctions.Core.Gallery;
using FaceFunctions.Core.Snapshots;

namespace FaceFunctions.Hosting;

/// <summary>Everything the app logs. Never a picture, an embedding, a person's or a file's name: they are biometric data or lead to it.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "Model loaded: {bundle}, {dimension} components.")]
    public static partial void ModelLoaded(ILogger logger, string bundle, int dimension);

    [LoggerMessage(2, LogLevel.Critical, "The model bundle cannot be used, so the app stops: {reason}")]
    public static partial void BundleRefused(ILogger logger, string reason);

    [LoggerMessage(3, LogLevel.Error, "Storage is not available yet; trying again.")]
    public static partial void StorageNotReady(ILogger logger, Exception fault);

    [LoggerMessage(4, LogLevel.Information, "Photo recorded: {status}, {faces} faces.")]
    public static partial void Recorded(ILogger logger, PhotoStatus status, int faces);

    [LoggerMessage(5, LogLevel.Information, "Photo was recorded before: {status}.")]
    public static partial void AlreadyRecorded(ILogger logger, PhotoStatus status);

    [LoggerMessage(6, LogLevel.Information, "Photo is gone; nothing is stored about it.")]
    public static partial void Gone(ILogger logger);

    [LoggerMessage(7, LogLevel.Error, "The analysis of a photo failed; it is recorded as failed.")]
    public static partial void AnalysisFailed(ILogger logger, Exception fault);

    [LoggerMessage(8, LogLevel.Information, "Probe answered.")]
    public static partial void ProbeAnswered(ILogger logger);

    [LoggerMessage(9, LogLevel.Information, "Reconciled: {blobs} blobs and {rows} rows checked, {enrolled} photos recorded, {removed} rows removed, {failed} failed, pass complete: {completed}.")]
    public static partial void Reconciled(ILogger logger, int blobs, int rows, int enrolled, int removed, int failed, bool completed);

    [LoggerMessage(14, LogLevel.Warning, "The reconcile pass could not work on {failed} photos; the first fault was a {fault}.")]
    public static partial void ReconcileFaults(ILogger logger, int failed, string fault);

    [LoggerMessage(10, LogLevel.Error, "The trigger of {container} was given a blob that is not of that container in the gallery's storage account.")]
    public static partial void ForeignBlob(ILogger logger, string container);

    [LoggerMessage(11, LogLevel.Warning, "Storage is not available; the invocation fails.")]
    public static partial void StorageUnavailable(ILogger logger, Exception fault);

    [LoggerMessage(12, LogLevel.Error, "An invocation failed.")]
    public static partial void RequestFailed(ILogger logger, Exception fault);

    [LoggerMessage(15, LogLevel.Warning, "A probe's name is so long that its result cannot be named; it is not answered.")]
    public static partial void NoNameForResult(ILogger logger);

    [LoggerMessage(16, LogLevel.Critical, "The models cannot be loaded, so the app stops.")]
    public static partial void ModelNotLoaded(ILogger logger, Exception fault);

    [LoggerMessage(17, LogLevel.Error, "Storage refused a request: status {status}, {code}.")]
    public static partial void StorageRefused(ILogger logger, int status, string? code);

    [LoggerMessage(18, LogLevel.Warning, "The poison queue could not be counted: {fault}.")]
    public static partial void PoisonNotCounted(ILogger logger, string fault);

    [LoggerMessage(61, LogLevel.Information, "Search engine fed: {written} faces written, {removed} removed, all done: {complete}.")]
    public static partial void SearchFed(ILogger logger, int written, int removed, bool complete);

    [LoggerMessage(62, LogLevel.Error, "Faces that the search engine does not take, and that no search finds: {faces}.")]
    public static partial void SearchRefused(ILogger logger, int faces);

    [LoggerMessage(19, LogLevel.Information, "The gallery of this bundle is the table {table}.")]
    public static partial void GalleryOpened(ILogger logger, string table);

    [LoggerMessage(20, LogLevel.Information, "The gallery has tables of {others} other bundles.")]
    public static partial void OtherTables(ILogger logger, int others);

    [LoggerMessage(21, LogLevel.Error, "The gallery's tables may not be listed, so that nothing can be erased: the app's identity needs the role Storage Table Data Contributor on the storage account.")]
    public static partial void TablesNotListed(ILogger logger);

    [LoggerMessage(23, LogLevel.Error, "The table of the bundle {bundle} may not be created or used: the app's identity needs the role Storage Table Data Contributor on the storage account.")]
    public static partial void TableRefused(ILogger logger, string bundle);

    [LoggerMessage(22, LogLevel.Warning, "{rows} rows of the gallery could not be read; photos whose blobs are there are enrolled anew.")]
    public static partial void DamagedRows(ILogger logger, int rows);

    [LoggerMessage(30, LogLevel.Warning, "Faces left out of every search, because their stored rows are damaged, or their vectors have another dimension than the model's: {faces}.")]
    public static partial void Misfits(ILogger logger, int faces);

    [LoggerMessage(31, LogLevel.Warning, "A snapshot of the gallery could not be used ({fault}); the rows of its partition are read instead.")]
    public static partial void SnapshotNotUsed(ILogger logger, SnapshotFault fault);

    [LoggerMessage(32, LogLevel.Information, "Snapshots: {written} written, {kept} kept, {deleted} deleted, {unusable} could not be used, all looked at: {completed}.")]
    public static partial void Snapshots(ILogger logger, int written, int kept, int deleted, int unusable, bool completed);

    [LoggerMessage(33, LogLevel.Information, "Gallery loaded: {faces} faces in {milliseconds} ms.")]
    public static partial void GalleryLoaded(ILogger logger, int faces, long milliseconds);

    [LoggerMessage(34, LogLevel.Information, "The gallery could not be loaded ahead of the first question ({fault}).")]
    public static partial void GalleryNotLoaded(ILogger logger, string fault);

    [LoggerMessage(35, LogLevel.Warning, "The calibration cannot be used, so the bundle's thresholds stay: {reason}")]
    public static partial void CalibrationUnusable(ILogger logger, string reason);
}
