using Azure;
using Azure.Data.Tables;

namespace FaceFunctions.Storage;

/// <summary>Creates what is missing, for identities that may, and is content with what is there for those that may not.</summary>
internal static class StorageParts
{
    /// <exception cref="RequestFailedException">It is missing and may not be created.</exception>
    public static async Task EnsureAsync(Func<Task> create, Func<Task<bool>> exists)
    {
        try
        {
            await create();
        }
        catch (RequestFailedException error) when (error.Status == 403)
        {
            if (!await exists())
            {
                throw;
            }
        }
    }

    /// <summary>Whether a table is there; asked by reading it, which needs no right on the account.</summary>
    public static async Task<bool> ExistsAsync(TableClient table, CancellationToken cancellationToken)
    {
        try
        {
            await table.QueryAsync<TableEntity>(maxPerPage: 1, select: ["RowKey"], cancellationToken: cancellationToken).AsPages().FirstOrDefaultAsync(cancellationToken);
            return true;
        }
        catch (RequestFailedException error) when (error.Status == 404)
        {
            return false;
        }
    }
}
