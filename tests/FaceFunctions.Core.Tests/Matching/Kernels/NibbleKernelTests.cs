using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using FaceFunctions.Core.Matching.Kernels;

namespace FaceFunctions.Core.Tests.Matching.Kernels;

public class NibbleKernelTests
{
    // One group up to more than two blocks of every kernel.
    public static TheoryData<int> Groups => [1, 2, 3, 4, 5, 7, 8, 9, 12, 17];

    [Fact]
    public void Every_kernel_is_tried_whose_instructions_the_machine_has() => Assert.Equal(
        new Dictionary<string, bool>
        {
            ["AVX-512"] = Avx512BW.IsSupported && Vector512.IsHardwareAccelerated,
            ["AVX-VNNI"] = AvxVnni.IsSupported,
            ["AVX2"] = Avx2.IsSupported,
            ["ARM dot product"] = Dp.IsSupported,
            ["portable"] = true,
        }.Where(kernel => kernel.Value).Select(kernel => kernel.Key),
        NibbleKernel.Supported.Select(kernel => kernel.Name));

    [Theory]
    [MemberData(nameof(Groups))]
    public void Every_kernel_agrees_with_plain_loops(int groups)
    {
        var random = new Random(groups);
        byte[] rows = new byte[11 * groups * NibbleKernel.GroupBytes];
        random.NextBytes(rows);

        AssertAllAgree(rows, groups, [.. Enumerable.Range(0, 4 * groups * NibbleKernel.GroupComponents).Select(_ => (sbyte)random.Next(-127, 128))]);
    }

    [Theory]
    [MemberData(nameof(Groups))]
    public void No_kernel_overflows_with_the_largest_codes(int groups)
    {
        byte[] rows = new byte[3 * groups * NibbleKernel.GroupBytes];
        Array.Fill(rows, (byte)0xFF);
        foreach (sbyte code in new sbyte[] { 127, -127 })
        {
            sbyte[] queries = new sbyte[4 * groups * NibbleKernel.GroupComponents];
            Array.Fill(queries, code);
            AssertAllAgree(rows, groups, queries);
        }
    }

    private static void AssertAllAgree(byte[] rows, int groups, sbyte[] queries)
    {
        int rowBytes = groups * NibbleKernel.GroupBytes;
        int count = rows.Length / rowBytes;
        int[] expected = [.. Enumerable.Range(0, 4 * count).Select(i => PlainDot(rows.AsSpan(i % count * rowBytes, rowBytes), queries.AsSpan(i / count * 2 * rowBytes, 2 * rowBytes)))];
        int[] wanted = [2, 0, .. Enumerable.Range(0, count)];
        foreach (NibbleKernel kernel in NibbleKernel.Supported)
        {
            int[] sums = new int[4 * count];
            kernel.DotFour(ref rows[0], rowBytes, count, ref queries[0], ref sums[0], count);
            Assert.Equal(expected, sums);

            kernel.Dot(ref rows[0], rowBytes, count, ref queries[2 * rowBytes], ref sums[0]);
            Assert.Equal(expected[count..(2 * count)], sums[..count]);

            int[] some = new int[wanted.Length];
            byte[] pinned = GC.AllocateUninitializedArray<byte>(rows.Length, pinned: true);
            rows.CopyTo(pinned, 0);
            kernel.DotSome(ref MemoryMarshal.GetArrayDataReference(pinned), rowBytes, wanted, ref queries[0], some);
            Assert.Equal(wanted.Select(row => expected[row]), some);
        }
    }

    private static int PlainDot(ReadOnlySpan<byte> row, ReadOnlySpan<sbyte> query)
    {
        int sum = 0;
        for (int i = 0; i < query.Length; i++)
        {
            byte packed = row[(i / 128 * 64) + (i % 64)];
            sum += (i % 128 < 64 ? packed % 16 : packed / 16) * query[i];
        }

        return sum;
    }
}
