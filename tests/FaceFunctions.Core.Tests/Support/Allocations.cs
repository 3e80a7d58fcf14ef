namespace FaceFunctions.Core.Tests.Support;

/// <summary>Counts what code allocates on the calling thread once its pools are warm.</summary>
internal static class Allocations
{
    /// <summary>The least bytes of several runs: a collection in another test may empty the pools before any one of them.</summary>
    public static long Least(Action run)
    {
        run();
        long least = long.MaxValue;
        for (int i = 0; i < 5; i++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            run();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
