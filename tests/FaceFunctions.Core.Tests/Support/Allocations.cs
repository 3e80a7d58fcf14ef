namespace FaceFunctions.Core.Tests.Support;

/// <summary>Counts what code allocates on the calling thread once its pools are warm.</summary>
internal static class Allocations
{
    // Of a run that allocates each time, every one does.
    private const int MostRuns = 100;

    /// <summary>The least bytes of many runs, up to the first without any: a collection in another test may empty the pools before any one of them.</summary>
    public static long Least(Action run)
    {
        run();
        long least = long.MaxValue;
        for (int i = 0; i < MostRuns && least > 0; i++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            run();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
