using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using FaceFunctions.Core.Gallery;
using FaceFunctions.Core.Matching;
using FaceFunctions.Faults.Gallery;
using FaceFunctions.Storage;

namespace FaceFunctions.Faults.Campaign;

/// <summary>Compares everything that is stored with what the blobs say, by rules of its own: nothing of the product is asked but its mirrors.</summary>
/// <param name="connection">Storage.</param>
/// <param name="world">What was done.</param>
internal sealed class GalleryTruth(string connection, GalleryWorld world)
{
    private readonly List<string> _faults = [];

    /// <summary>What was looked at, in a few words.</summary>
    public string Summary { get; private set; } = "";

    /// <summary>Looks at blobs, rows, log and mirrors.</summary>
    /// <param name="followed">A mirror that followed the change log.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<IReadOnlyList<string>> FindFaultsAsync(GalleryMirror followed, CancellationToken cancellationToken)
    {
        Dictionary<string, PhotoVersion> blobs = await ReadBlobsAsync(cancellationToken);
        foreach (PhotoVersion version in world.History.MustExist().Where(version => !blobs.TryGetValue(version.Name, out PhotoVersion? there) || there.Script != version.Script))
        {
            _faults.Add($"The photo {version.Name} of {version.Person} is lost: nobody was told to delete it.");
        }

        foreach (PhotoVersion version in world.History.MustBeGone().Where(version => blobs.ContainsKey(version.Name)))
        {
            _faults.Add($"The photo {version.Name} of {version.Person} is there: it was deleted.");
        }


        // But for the one that says which bundle's table it is.
        List<TableEntity> rows = await new TableClient(connection, "photos").QueryAsync<TableEntity>("PartitionKey ne 'table'", cancellationToken: cancellationToken).ToListAsync(cancellationToken);
        var expected = new ExpectedRows(blobs.Values);
        _faults.AddRange(expected.FindFaults(rows));
        _faults.AddRange(ChangeLogCheck.FindFaults(rows));
        await FindMentionsAsync(blobs, rows, cancellationToken);
        var storage = new GalleryStorage(new StorageOptions { ConnectionString = connection });
        await storage.OpenAsync(ScriptedAnalyzer.Model.BundleId, cancellationToken);
        using var fresh = new GalleryMirror(storage.Gallery, TimeProvider.System);
        using var restored = new GalleryMirror(storage.Gallery, TimeProvider.System, snapshots: storage.Snapshots);
        FindFaults("followed the log", await GalleryFollower.ReadAsync(followed, cancellationToken), blobs.Values);
        FindFaults("was loaded anew", await GalleryFollower.ReadAsync(fresh, cancellationToken), blobs.Values);
        FindFaults("was restored from snapshots", await GalleryFollower.ReadAsync(restored, cancellationToken), blobs.Values);
        Summary = FormattableString.Invariant($"{blobs.Count} photos, {rows.Count} rows");
        return _faults;
    }

    /// <summary>The versions that are there, each as whose its blob says it is: a renaming gives it another ETag and leaves the content.</summary>
    private async Task<Dictionary<string, PhotoVersion>> ReadBlobsAsync(CancellationToken cancellationToken)
    {
        Dictionary<string, PhotoVersion> byContent = world.History.Versions.ToDictionary(version => version.Name + version.Script);
        var blobs = new Dictionary<string, PhotoVersion>(StringComparer.Ordinal);
        await foreach (BlobItem blob in world.Blobs.GetBlobsAsync(new GetBlobsOptions { Traits = BlobTraits.Metadata }, cancellationToken))
        {
            BinaryData content = (await world.Blobs.GetBlobClient(blob.Name).DownloadContentAsync(cancellationToken)).Value.Content;
            PhotoVersion version = byContent[blob.Name + PhotoScript.Parse(content)];
            string owner = blob.Metadata.TryGetValue("person", out string? person) ? Uri.UnescapeDataString(person) : blob.Name.Split('/')[0];
            string eTag = blob.Properties.ETag!.Value.ToString("H");
            if (!world.History.OwnersOf(version).Contains(owner) || (owner == version.Person && eTag != version.ETag))
            {
                _faults.Add($"The photo {blob.Name} of {version.Person} is {owner}'s, or another version of it: {eTag}.");
            }

            blobs.Add(blob.Name, version with { Person = owner, ETag = eTag });
        }

        return blobs;
    }

    /// <summary>Looks for the names and vectors of what is gone, in every column of every row of every table, and in every other container.</summary>
    private async Task FindMentionsAsync(Dictionary<string, PhotoVersion> blobs, List<TableEntity> rows, CancellationToken cancellationToken)
    {
        string[] people = [.. world.People.Where(person => !blobs.Values.Any(blob => blob.Person == person || blob.Name.Contains(person, StringComparison.Ordinal)))];
        string[] photos = [.. world.History.Versions.Select(version => version.Name).Distinct().Where(name => !blobs.ContainsKey(name))];
        byte[][] vectors = [.. world.History.Versions.Where(version => !blobs.TryGetValue(version.Name, out PhotoVersion? there) || there.Script != version.Script)
            .SelectMany(version => Enumerable.Range(0, version.Script.FacesStored).Select(face => ExpectedRows.VectorOf(version.Script, face).First16Bytes()))];
        var words = new ErasedWords([.. people, .. photos], vectors);
        foreach (TableEntity row in rows)
        {
            foreach ((string column, object value) in row)
            {
                if (words.IsIn(value))
                {
                    _faults.Add($"Row {row.PartitionKey} {row.RowKey} holds in {column} what was erased: {value}");
                }
            }
        }

        var tables = new TableServiceClient(connection);
        await foreach (Azure.Data.Tables.Models.TableItem table in tables.QueryAsync(cancellationToken: cancellationToken))
        {
            if (table.Name != "photos")
            {
                _faults.Add($"There is a table that nobody needs: {table.Name}.");
            }
        }

        var service = new BlobServiceClient(connection);
        await foreach (BlobContainerItem container in service.GetBlobContainersAsync(cancellationToken: cancellationToken))
        {
            await foreach (BlobItem blob in service.GetBlobContainerClient(container.Name).GetBlobsAsync(cancellationToken: cancellationToken))
            {
                if (container.Name != PhotoPath.Gallery
                    && words.IsIn((await service.GetBlobContainerClient(container.Name).GetBlobClient(blob.Name).DownloadContentAsync(cancellationToken)).Value.Content.ToArray()))
                {
                    _faults.Add($"The blob {container.Name}/{blob.Name} holds what was erased.");
                }
            }
        }
    }

    /// <summary>A mirror holds the expected faces and no others: it has as many, and finds each.</summary>
    private void FindFaults(string mirror, FaceIndex index, IEnumerable<PhotoVersion> blobs)
    {
        PhotoVersion[] named = [.. blobs.Where(blob => blob.Script.Kind is PhotoKind.Enrolled or PhotoKind.Crowd)];
        if (index.FaceCount != named.Length || index.PersonCount != named.Select(blob => blob.Person).Distinct().Count())
        {
            _faults.Add($"The mirror that {mirror} has {index.FaceCount} faces of {index.PersonCount} people; {named.Length} are expected.");
        }

        var best = new PersonMatch[1];
        foreach (PhotoVersion blob in named)
        {
            int found = index.Search(ExpectedRows.VectorOf(blob.Script, 0), default, MatchUnit.Photo, best);
            if (found != 1 || best[0].Photo != blob.Name || best[0].Person != blob.Person || best[0].Similarity < 0.9999f)
            {
                _faults.Add($"The mirror that {mirror} does not find {blob.Name} of {blob.Person}.");
            }
        }
    }
}
