using System.Buffers.Text;
using System.Text;
using Azure;
using Azure.Data.Tables;

namespace FaceFunctions.Storage.Tables;

internal sealed partial class GalleryStore
{
    private const string JobsPartition = "jobs";

    /// <inheritdoc/>
    public async Task<string?> ReadBookmarkAsync(string job, CancellationToken cancellationToken) =>
        (await ReadRowAsync(JobsPartition, JobKey(job), cancellationToken))?.GetString("Bookmark");

    /// <inheritdoc/>
    public async Task WriteBookmarkAsync(string job, string? bookmark, CancellationToken cancellationToken)
    {
        string key = JobKey(job);
        await StorageFaults.GuardAsync(
            () => bookmark is null
                ? Table.DeleteEntityAsync(JobsPartition, key, ETag.All, cancellationToken)
                : Table.UpsertEntityAsync(new TableEntity(JobsPartition, key) { ["Job"] = job, ["Bookmark"] = bookmark }, TableUpdateMode.Replace, cancellationToken),
            cancellationToken);
    }

    // A key must not hold / \ # ? or control characters.
    private static string JobKey(string job)
    {
        ArgumentException.ThrowIfNullOrEmpty(job);
        return Base64Url.EncodeToString(Encoding.UTF8.GetBytes(job));
    }
}
