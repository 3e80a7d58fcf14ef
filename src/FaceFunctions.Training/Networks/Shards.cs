namespace FaceFunctions.Training.Networks;

/// <summary>Divides a batch into a fixed number of parts that run on all cores.</summary>
/// <remarks>What the parts sum up is added in the order of the parts: the number of cores never changes a result.</remarks>
internal static class Shards
{
    /// <summary>Number of parts; more cores than this are of no use.</summary>
    public const int Count = 8;

    /// <summary>Work on the samples from <c>first</c> up to but without <c>end</c>.</summary>
    public delegate void Work(int shard, int first, int end);

    /// <summary>Runs work on each part; parts may be empty.</summary>
    public static void Run(int samples, Work work) =>
        Parallel.For(0, Count, shard => work(shard, shard * samples / Count, (shard + 1) * samples / Count));

    /// <summary>Buffers for what each part sums up.</summary>
    public static float[][] CreateSums(int length) => [.. Enumerable.Range(0, Count).Select(_ => new float[length])];
}
