using System.Globalization;
using Azure.Data.Tables;
using FaceFunctions.Benchmarks.IndexLoad;
using FaceFunctions.Core.Gallery;

namespace FaceFunctions.Benchmarks.GalleryLoad;

/// <summary>Writes made-up faces into a gallery's table as the app would have, but for the photos' own rows, which no load reads.</summary>
internal static class TableFill
{
    private const int RowsPerTransaction = 100;
    private const int Partitions = 16;

    /// <summary>Writes head, one entry of the change log, and the faces of each partition.</summary>
    /// <param name="connection">The storage.</param>
    /// <param name="tableName">The bundle's table.</param>
    /// <param name="bundleId">Bundle that the faces are of.</param>
    /// <param name="vectors">The faces.</param>
    /// <param name="cancellationToken">Stops writing.</param>
    public static async Task RunAsync(string connection, string tableName, string bundleId, ClusteredVectors vectors, CancellationToken cancellationToken)
    {
        var table = new TableClient(connection, tableName);
        await table.CreateIfNotExistsAsync(cancellationToken);
        int faces = vectors.People * vectors.FacesPerPerson;
        for (int partition = 0; partition < Partitions; partition++)
        {
            // As many changes as faces at least: fewer would say that the partition is small.
            string key = KeyOf(partition);
            await table.UpsertEntityAsync(new TableEntity(key, "head") { ["LastChange"] = (long)faces }, TableUpdateMode.Replace, cancellationToken);
            var entry = new TableEntity(key, "log|" + faces.ToString("D19", CultureInfo.InvariantCulture)) { ["At"] = TimeProvider.System.GetUtcNow(), ["Write"] = Guid.NewGuid().ToString("N") };
            await table.UpsertEntityAsync(entry, TableUpdateMode.Replace, cancellationToken);
        }

        var waiting = Enumerable.Range(0, Partitions).Select(_ => new List<TableTransactionAction>()).ToArray();
        var sending = new List<Task>();
        foreach (ClusteredPerson person in vectors.Gallery)
        {
            for (int face = 0; face < vectors.FacesPerPerson; face++)
            {
                string photo = person.PhotoOf(face);
                string hash = PhotoId.Of(photo).ToString();
                int partition = int.Parse(hash.AsSpan(0, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) % Partitions;
                var row = new TableEntity(KeyOf(partition), $"face|{hash}|000")
                {
                    ["Photo"] = photo,
                    ["Person"] = person.Name,
                    ["BundleId"] = bundleId,
                    ["Vector"] = person.Embedding(face).ToBytes(),
                };
                waiting[partition].Add(new TableTransactionAction(TableTransactionActionType.UpsertReplace, row));
                if (waiting[partition].Count == RowsPerTransaction)
                {
                    sending.Add(table.SubmitTransactionAsync(waiting[partition], cancellationToken));
                    waiting[partition] = [];
                    if (sending.Count == Partitions)
                    {
                        sending.Remove(await Task.WhenAny(sending));
                    }
                }
            }
        }

        sending.AddRange(waiting.Where(rows => rows.Count > 0).Select(rows => table.SubmitTransactionAsync(rows, cancellationToken)));
        await Task.WhenAll(sending);
    }

    private static string KeyOf(int partition) => string.Create(CultureInfo.InvariantCulture, $"p{partition:D2}");
}
