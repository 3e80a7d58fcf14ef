using System.Runtime.InteropServices;

namespace FaceFunctions.Portraits.Tests.Support;

/// <summary>Counts what native code has allocated and not freed. The size of the process would count stacks of threads and what the collector reserves too, which differ by machine and load.</summary>
internal static partial class NativeMemoryMeter
{
    /// <summary>Bytes in use by this process's malloc; skips the running test where it does not tell.</summary>
    public static long UsedBytes()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Asks glibc.");
        try
        {
            MallocInfo info = Ask();
            return (long)(info.UsedInArenas + info.UsedInMappings);
        }
        catch (EntryPointNotFoundException)
        {
            Assert.Skip("Needs glibc 2.33 or newer.");
            throw;
        }
    }

    // https://man7.org/linux/man-pages/man3/mallinfo.3.html
    [LibraryImport("libc", EntryPoint = "mallinfo2")]
    private static partial MallocInfo Ask();

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct MallocInfo
    {
        public readonly nuint Arena, FreeChunks, FastChunks, Mappings, UsedInMappings, Unused, FreeInFastChunks, UsedInArenas, FreeInArenas, Releasable;
    }
}
