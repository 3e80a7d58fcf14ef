using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using FaceFunctions.Core.Matching.Kernels;
using FaceFunctions.Core.Recognition;

namespace FaceFunctions.Core.Matching.Codes;

/// <summary>Reads rows back, exactly as they were given.</summary>
internal static class RowReader
{
    /// <summary>Reads one row.</summary>
    /// <param name="layout">The chunk's layout.</param>
    /// <param name="chunk">The chunk.</param>
    /// <param name="row">The row in it.</param>
    /// <param name="components">Receives the components, in <see cref="FaceEmbedding.Step"/>s; room for <see cref="RowLayout.PaddedDimension"/>.</param>
    public static void Read(RowLayout layout, RowChunk chunk, int row, Span<int> components)
    {
        if (chunk.Wide?[row] is { } wide)
        {
            wide.CopyTo(components);
            return;
        }

        int step = (int)(chunk.Steps[row] * RowLayout.One);
        ReadCodes(MemoryMarshal.CreateReadOnlySpan(ref chunk.Upper(row), layout.PlaneBytes), MemoryMarshal.CreateReadOnlySpan(ref chunk.Lower(row), layout.PlaneBytes), components);
        ReadOnlySpan<byte> bytes = chunk.Rests(row);
        AddRests(bytes[(RowLayout.MaxExceptions * RowLayout.ExceptionBytes)..], layout.RestBits, step, components[..layout.Dimension]);
        for (int exception = 0; exception < RowLayout.MaxExceptions; exception++, bytes = bytes[RowLayout.ExceptionBytes..])
        {
            // Unused places say that component 0 misses no steps.
            components[BinaryPrimitives.ReadUInt16LittleEndian(bytes)] += step * BinaryPrimitives.ReadInt16LittleEndian(bytes[sizeof(ushort)..]);
        }
    }

    /// <summary>What a row's exceptions add to the dot product of a query with its codes, twice, in steps of the row.</summary>
    /// <param name="rests">The row's exceptions and rests.</param>
    /// <param name="query">The query's codes.</param>
    public static int ExceptionProduct(ReadOnlySpan<byte> rests, ReadOnlySpan<sbyte> query)
    {
        int sum = 0;
        for (int exception = 0; exception < RowLayout.MaxExceptions; exception++, rests = rests[RowLayout.ExceptionBytes..])
        {
            sum += query[BinaryPrimitives.ReadUInt16LittleEndian(rests)] * BinaryPrimitives.ReadInt16LittleEndian(rests[sizeof(ushort)..]);
        }

        return 2 * sum;
    }

    private static void ReadCodes(ReadOnlySpan<byte> upper, ReadOnlySpan<byte> lower, Span<int> codes)
    {
        for (int start = 0; start < upper.Length; start += NibbleKernel.GroupBytes)
        {
            ReadOnlySpan<byte> up = upper.Slice(start, NibbleKernel.GroupBytes);
            ReadOnlySpan<byte> low = lower.Slice(start, NibbleKernel.GroupBytes);
            Span<int> first = codes.Slice(2 * start, NibbleKernel.GroupBytes);
            Span<int> second = codes.Slice((2 * start) + NibbleKernel.GroupBytes, NibbleKernel.GroupBytes);
            for (int at = 0; at < NibbleKernel.GroupBytes; at++)
            {
                first[at] = ((up[at] & 0x0F) << 4) | (low[at] & 0x0F);
                second[at] = (up[at] & 0xF0) | (low[at] >> 4);
            }
        }
    }

    private static void AddRests(ReadOnlySpan<byte> rests, int bits, int step, Span<int> components)
    {
        ref byte first = ref MemoryMarshal.GetReference(rests);
        uint mask = (1u << bits) - 1;
        for (int i = 0, bit = 0; i < components.Length; i++, bit += bits)
        {
            uint window = Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref first, bit >> 3));
            components[i] = (step * (components[i] - RowLayout.CodeOffset)) + (int)((window >> (bit & 7)) & mask);
        }
    }
}
