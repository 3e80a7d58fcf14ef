namespace FaceFunctions.Benchmarks.Gate;

/// <summary>Work that may allocate only so much managed memory.</summary>
/// <param name="Name">What it is, for the table.</param>
/// <param name="BudgetBytes">The most bytes that one run may allocate.</param>
/// <param name="Run">Does the work once, on the calling thread.</param>
internal sealed record HotPath(string Name, long BudgetBytes, Action Run)
{
    private const int Warmups = 3;
    private const int Rounds = 5;

    /// <summary>The bytes that one run allocates: the least of several, because a pool that the garbage collector has just emptied is no habit of the path.</summary>
    public long Measure()
    {
        for (int i = 0; i < Warmups; i++)
        {
            Run();
        }

        long least = long.MaxValue;
        for (int i = 0; i < Rounds; i++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            Run();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
