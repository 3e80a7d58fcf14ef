using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;

namespace FaceFunctions.Storage.Tables;

/// <summary>The gallery's tables in one storage account: one a bundle, so that apps of two bundles never write to each other's rows.</summary>
/// <remarks>
/// The table of the base name belongs to the first bundle that claims it, every other bundle has a table named after its id. A claim is a row that is added only
/// where there is none, so of those who come at once exactly one gets the table, and the others see who.
/// </remarks>
internal sealed class GalleryTables(TableServiceClient service, string baseName)
{
    /// <summary>Each attempt but the last ends with a claim that is written, by us or by somebody else; more are needed only when tables go meanwhile.</summary>
    private const int MaxAttempts = 5;

    private volatile TableClient? _own;

    /// <summary>The table of the bundle that was opened.</summary>
    /// <exception cref="InvalidOperationException">None was.</exception>
    public TableClient Own => _own ?? throw new InvalidOperationException("Which table holds the gallery is known only when a bundle's was opened.");

    /// <summary>Its name; null when none was.</summary>
    public string? OwnName => _own?.Name;

    /// <summary>Finds the table of a bundle, or creates and claims it, and makes it <see cref="Own"/>.</summary>
    public async Task<GalleryTable> OpenAsync(string bundleId, CancellationToken cancellationToken)
    {
        string ownName = GalleryTable.NameFor(baseName, bundleId);
        TableClient first = service.GetTableClient(baseName);
        TableClient own = service.GetTableClient(ownName);
        for (int attempt = 0; attempt < MaxAttempts; attempt++)
        {
            string? owner = await TableClaim.ReadAsync(first, cancellationToken);
            if (owner == bundleId)
            {
                return Use(new GalleryTable(baseName, bundleId));
            }

            // Before anything is claimed: who began in a table of its own stays there, also when the first table is gone by now.
            string? ownOwner = await TableClaim.ReadAsync(own, cancellationToken);
            if (ownOwner == bundleId)
            {
                return Use(new GalleryTable(ownName, bundleId));
            }

            if (ownOwner is not null)
            {
                throw new InvalidDataException($"The table {ownName} belongs to the bundle {ownOwner}.");
            }

            TableClient claimed = owner is null ? first : own;
            await StorageParts.EnsureAsync(
                () => claimed.CreateIfNotExistsAsync(cancellationToken),
                () => StorageParts.ExistsAsync(claimed, cancellationToken));
            await TableClaim.TryWriteAsync(claimed, owner is null ? await TableClaim.OwnerOfRowsAsync(first, bundleId, cancellationToken) : bundleId, cancellationToken);
        }

        throw new InvalidOperationException($"The tables of the gallery changed {MaxAttempts} times while one was looked for.");
    }

    /// <summary>Makes a table <see cref="Own"/>, whoever's it is.</summary>
    public GalleryTable Use(GalleryTable table)
    {
        _own = service.GetTableClient(table.Name);
        return table;
    }

    /// <summary>Every table of the gallery, with its bundle.</summary>
    public async Task<IReadOnlyList<GalleryTable>> ListAsync(CancellationToken cancellationToken)
    {
        var tables = new List<GalleryTable>();
        await foreach (string name in NamesAsync(cancellationToken))
        {
            tables.Add(new GalleryTable(name, await TableClaim.ReadAsync(service.GetTableClient(name), cancellationToken)));
        }

        return tables;
    }

    /// <summary>The tables of other bundles, each as <see cref="Own"/> of a set of its own.</summary>
    public IAsyncEnumerable<GalleryTables> OthersAsync(CancellationToken cancellationToken)
    {
        string own = Own.Name;
        return NamesAsync(cancellationToken).Where(name => name != own).Select(name => new GalleryTables(service, baseName) { _own = service.GetTableClient(name) });
    }

    /// <summary>Deletes a table with everything in it. One that is gone already is as good as deleted.</summary>
    public Task DeleteAsync(GalleryTable table, CancellationToken cancellationToken) => service.DeleteTableAsync(table.Name, cancellationToken);

    /// <summary>Whether a request failed because its table is gone, or about to be.</summary>
    public static bool IsGone(RequestFailedException error) => error.ErrorCode == TableErrorCode.TableNotFound || error.ErrorCode == TableErrorCode.TableBeingDeleted;

    // A digit is below 'g', so the range holds every name that is a gallery's; what else lies in it is left out.
    private IAsyncEnumerable<string> NamesAsync(CancellationToken cancellationToken) => service
        .QueryAsync(TableClient.CreateQueryFilter($"TableName ge {baseName} and TableName lt {baseName + "g"}"), cancellationToken: cancellationToken)
        .Select(table => table.Name)
        .Where(name => GalleryTable.IsNameOf(baseName, name));
}
