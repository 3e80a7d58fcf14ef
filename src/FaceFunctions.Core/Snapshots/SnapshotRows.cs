using System.Buffers.Binary;
using FaceFunctions.Core.Matching.Codes;

namespace FaceFunctions.Core.Snapshots;

/// <summary>Tells rows that a search can read from others. Checksums find accidents; this keeps a file that was made wrong from ending searches.</summary>
internal static class SnapshotRows
{
    /// <summary>Whether steps, errors and exceptions of the first rows are such as an encoder writes.</summary>
    public static bool AreSound(RowLayout layout, RowChunk chunk, int rows)
    {
        for (int row = 0; row < rows; row++)
        {
            int step = float.IsFinite(chunk.Steps[row]) ? (int)(chunk.Steps[row] * RowLayout.One) : 0;
            if (step < RowLayout.MinStep || !IsError(chunk.UpperErrors[row]) || !IsError(chunk.CodeErrors[row]) || !HasSoundExceptions(layout, chunk.Rests(row)))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsError(float error) => error >= 0 && float.IsFinite(error);

    private static bool HasSoundExceptions(RowLayout layout, ReadOnlySpan<byte> rests)
    {
        for (int exception = 0; exception < RowLayout.MaxExceptions; exception++, rests = rests[RowLayout.ExceptionBytes..])
        {
            if (BinaryPrimitives.ReadUInt16LittleEndian(rests) >= layout.Dimension)
            {
                return false;
            }
        }

        return true;
    }
}
