using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Memory;

namespace FaceFunctions.Pictures;

/// <summary>The one ImageSharp configuration of this product: no formats registered, so no decoder that could be given a file, and memory that is bounded and given back.</summary>
/// <remarks>ImageSharp's own default has decoders and a pool; it and the methods that decode are banned (BannedSymbols.ImageSharp.txt). Why: docs/decisions/0002.</remarks>
internal static class ImageSharpSetup
{
    /// <summary>Most megabytes of one buffer: four times a picture of the largest size, 2,048 x 2,048 pixels of 4 bytes.</summary>
    private const int MaxBufferMegabytes = 64;

    /// <summary>The configuration; safe for any number of threads.</summary>
    public static Configuration Configuration { get; } = new()
    {
        // Whoever makes a picture has a core for it already.
        MaxDegreeOfParallelism = 1,

        // No pool: buffers of 4 MB would stay in the process for a minute after the last picture, and more of them the more pictures came at once.
        MemoryAllocator = MemoryAllocator.Create(new MemoryAllocatorOptions { MaximumPoolSizeMegabytes = 0, AllocationLimitMegabytes = MaxBufferMegabytes }),
    };
}
