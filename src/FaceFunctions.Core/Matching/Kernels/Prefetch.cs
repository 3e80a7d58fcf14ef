using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace FaceFunctions.Core.Matching.Kernels;

/// <summary>Asks for memory that is soon read, so that rows here and there do not cost a wait each. Does nothing where .NET knows no instruction for it (ARM64).</summary>
internal static class Prefetch
{
    private const int LineBytes = 64;

    /// <summary>Asks for some bytes of a pinned array.</summary>
    public static unsafe void Bytes(ref byte first, int count)
    {
        if (Sse.IsSupported)
        {
            byte* at = (byte*)Unsafe.AsPointer(ref first);
            for (int offset = 0; offset < count; offset += LineBytes)
            {
                Sse.Prefetch0(at + offset);
            }
        }
    }
}
