using System.Runtime.InteropServices;
using FaceFunctions.Portraits.Tests.Support;

namespace FaceFunctions.Portraits.Tests;

/// <summary>Measures the whole process, so nothing else may run meanwhile.</summary>
[Collection(nameof(MemoryTests))]
[CollectionDefinition(nameof(MemoryTests), DisableParallelization = true)]
public class MemoryTests(ITestOutputHelper output)
{
    [Fact]
    public void Draw_leaves_no_native_memory_behind()
    {
        var set = new PortraitSet(20260105);
        long before = Draw(set, 0, 200);

        long after = Draw(set, 200, 600);

        // One forgotten picture a photo would be 200 MB, one forgotten path or shader each a tenth of that.
        output.WriteLine($"{(after - before) / 1e6:0.0} MB more after 400 photos");
        Assert.InRange(after - before, long.MinValue, 18_000_000);
    }

    [Fact]
    public unsafe void The_meter_sees_what_is_not_freed()
    {
        const int Pieces = 1000;
        const int PieceBytes = 20_000;
        long before = NativeMemoryMeter.UsedBytes();
        void*[] pieces = new void*[Pieces];
        for (int i = 0; i < Pieces; i++)
        {
            pieces[i] = NativeMemory.Alloc(PieceBytes);
        }

        long during = NativeMemoryMeter.UsedBytes();
        foreach (void* piece in pieces)
        {
            NativeMemory.Free(piece);
        }

        Assert.InRange(during - before, Pieces * PieceBytes * 0.9, long.MaxValue);
    }

    private static long Draw(PortraitSet set, int first, int end)
    {
        for (int person = first; person < end; person++)
        {
            set.Draw(person, 0);
        }

        // No collection of what finalizers would free: what is not disposed shall show.
        return NativeMemoryMeter.UsedBytes();
    }
}
