using FaceFunctions.Core.Matching.Kernels;

namespace FaceFunctions.Core.Matching.Scanning;

/// <summary>How a search uses the machine. Answers do not depend on it.</summary>
/// <param name="Kernel">What computes dot products.</param>
/// <param name="MaxThreads">Threads of one search when no other runs, 1 or more.</param>
/// <param name="BytesPerThread">Codes that a thread must have to read to be worth asking for.</param>
internal sealed record SearchSettings(NibbleKernel Kernel, int MaxThreads, long BytesPerThread)
{
    // 4 MiB are some 200 us of reading; to wake a thread of the pool takes some 10.
    private const long WorthAThread = 4 << 20;

    /// <summary>The best kernel on all cores.</summary>
    public static SearchSettings Default { get; } = new(NibbleKernel.Best, Environment.ProcessorCount, WorthAThread);
}
