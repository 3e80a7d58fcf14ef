using FaceFunctions.Core.Gallery;

namespace FaceFunctions.Core.Reconciliation;

/// <summary>Works on the photos of one page, several at once; one that fails stops neither the others nor the pass.</summary>
internal static class PageWork
{
    /// <summary>So many photos that find storage unavailable are no accident: it is down, and the page ends.</summary>
    private const int MaxStorageFaults = 5;

    /// <summary>Works on each item, in order, as long as it may.</summary>
    /// <param name="items">The items.</param>
    /// <param name="parallelism">Items worked on at once.</param>
    /// <param name="mayBegin">Asked before each item; after a no, only what has begun is ended.</param>
    /// <param name="work">The work; true when it changed something.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="StorageUnavailableException">Storage is down.</exception>
    public static async Task<PageResult> RunAsync<T>(
        IReadOnlyList<T> items, int parallelism, Func<bool> mayBegin, Func<T, CancellationToken, Task<bool>> work, CancellationToken cancellationToken)
    {
        int begun = 0;
        int changed = 0;
        int storageFaults = 0;
        var faults = new List<Exception>();
        await Task.WhenAll(Enumerable.Range(0, parallelism).Select(_ => WorkAsync()));
        return storageFaults < MaxStorageFaults
            ? new PageResult(Math.Min(begun, items.Count), changed, faults.Count, faults.FirstOrDefault())
            : throw new StorageUnavailableException($"Storage was unavailable for {storageFaults} photos of a page.", faults.OfType<StorageUnavailableException>().First());

        async Task WorkAsync()
        {
            while (Volatile.Read(ref storageFaults) < MaxStorageFaults && mayBegin())
            {
                int index = Interlocked.Increment(ref begun) - 1;
                if (index >= items.Count)
                {
                    return;
                }

                try
                {
                    if (await work(items[index], cancellationToken))
                    {
                        Interlocked.Increment(ref changed);
                    }
                }
                catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
                {
                    lock (faults)
                    {
                        faults.Add(fault);
                        storageFaults += fault is StorageUnavailableException ? 1 : 0;
                    }
                }
            }
        }
    }
}

/// <summary>What became of a page.</summary>
/// <param name="Begun">Items that were worked on: the first so many.</param>
/// <param name="Changed">Items whose work changed something.</param>
/// <param name="Failed">Items whose work failed.</param>
/// <param name="Fault">Why the first of them failed; null when none did.</param>
internal readonly record struct PageResult(int Begun, int Changed, int Failed, Exception? Fault);
