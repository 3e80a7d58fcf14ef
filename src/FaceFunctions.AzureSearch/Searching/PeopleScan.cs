using FaceFunctions.Core.Gallery;
using FaceFunctions.Core.Matching;

namespace FaceFunctions.AzureSearch.Searching;

/// <summary>Lists people from the tables' photo rows, in bounded memory. Reads them all for each page: an index knows no order of names, and holds none.</summary>
internal static class PeopleScan
{
    /// <summary>Rows of one request.</summary>
    private const int Page = 1000;

    /// <summary>The first people after a name.</summary>
    public static async Task<IReadOnlyList<PersonSummary>> ListAsync(IGalleryStore store, string bundleId, string after, int top, CancellationToken cancellationToken)
    {
        var first = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var adding = new Lock();
        await Parallel.ForAsync(0, store.PartitionCount, cancellationToken, async (partition, token) =>
        {
            string? continuation = null;
            do
            {
                PhotoRecordPage page = await store.ListAsync(partition, continuation, Page, token);
                lock (adding)
                {
                    foreach (PhotoRecord photo in page.Photos)
                    {
                        if (photo.Status == PhotoStatus.Enrolled && photo.BundleId == bundleId && string.CompareOrdinal(photo.Person, after) > 0)
                        {
                            Add(first, photo.Person, top);
                        }
                    }
                }

                continuation = page.Continuation;
            }
            while (continuation is not null);
        });
        return [.. first.Select(person => new PersonSummary(person.Key, person.Value))];
    }

    // Whoever is dropped comes after so many others, who only become more.
    private static void Add(SortedDictionary<string, int> first, string person, int top)
    {
        if (!first.TryAdd(person, 1))
        {
            first[person]++;
        }
        else if (first.Count > top)
        {
            first.Remove(first.Keys.Last());
        }
    }
}
