using System.Buffers.Binary;
using System.Runtime.InteropServices;
using FaceFunctions.Core.Matching.Kernels;
using FaceFunctions.Core.Recognition;

namespace FaceFunctions.Core.Matching.Codes;

/// <summary>Writes embeddings into rows. For one thread at a time.</summary>
internal sealed class RowEncoder(RowLayout layout)
{
    // Where a component is further out than this many standard deviations, the usual step may be a bad one.
    private const double OutstandingDeviations = 4.5;

    private readonly int[] _components = new int[layout.Dimension];
    private readonly byte[] _codes = new byte[layout.PaddedDimension];
    private readonly int[] _largest = new int[RowLayout.MaxExceptions + 1];

    /// <summary>Writes one row, but for its names.</summary>
    public void Encode(FaceEmbedding embedding, RowChunk chunk, int row)
    {
        ReadOnlySpan<float> values = embedding.Values;
        for (int i = 0; i < values.Length; i++)
        {
            _components[i] = (int)(values[i] * RowLayout.One); // exact: a multiple of the step
        }

        int step = ChooseStep();
        (double upperError, double codeError) = Errors(step);
        chunk.Steps[row] = step * FaceEmbedding.Step;
        chunk.UpperErrors[row] = RoundedUp(upperError);
        chunk.CodeErrors[row] = RoundedUp(codeError);
        WriteRests(step, chunk, row);
        WritePlanes(MemoryMarshal.CreateSpan(ref chunk.Upper(row), layout.PlaneBytes), MemoryMarshal.CreateSpan(ref chunk.Lower(row), layout.PlaneBytes));
    }

    private static int CodeOf(int component, int step)
    {
        int shifted = component + (step * RowLayout.CodeOffset);
        return shifted < 0 ? 0 : (int)Math.Min(RowLayout.MaxCode, (uint)shifted / (uint)step);
    }

    private static float RoundedUp(double norm) => MathF.BitIncrement((float)(norm * FaceEmbedding.Step));

    /// <summary>The step that leaves out the least in the upper bits, of a few: the usual one, one at which no component lies outside, and their mean.</summary>
    private int ChooseStep()
    {
        FindLargest();
        int least = Math.Max(RowLayout.MinStep, StepFor(_largest[^1])); // all but MaxExceptions components must be in reach
        int usual = Math.Max(least, layout.UsualStep);
        if (_largest[0] * Math.Sqrt(layout.Dimension) <= OutstandingDeviations * RowLayout.One)
        {
            return usual;
        }

        int widest = Math.Max(least, StepFor(_largest[0]));
        int best = usual;
        foreach (int step in (ReadOnlySpan<int>)[widest, (int)Math.Sqrt((double)widest * usual)])
        {
            best = step >= least && Errors(step).Upper < Errors(best).Upper ? step : best;
        }

        return best;
    }

    private static int StepFor(int magnitude) => (magnitude / RowLayout.CodeOffset) + 1;

    private void FindLargest()
    {
        Array.Clear(_largest);
        foreach (int component in _components)
        {
            int magnitude = Math.Abs(component);
            int place = _largest.Length;
            for (; place > 0 && _largest[place - 1] < magnitude; place--)
            {
                if (place < _largest.Length)
                {
                    _largest[place] = _largest[place - 1];
                }
            }

            if (place < _largest.Length)
            {
                _largest[place] = magnitude;
            }
        }
    }

    /// <summary>Norms of what the codes leave out, in steps of the embedding. A code stands for the middle of its values.</summary>
    private (double Upper, double Code) Errors(int step)
    {
        (double upper, double all) = (0, 0);
        foreach (int component in _components)
        {
            int code = CodeOf(component, step);
            double upperRest = component - (step * 16 * ((code >> 4) - 7.5));
            double rest = component - (step * (code - 127.5));
            upper += upperRest * upperRest;
            all += rest * rest;
        }

        return (Math.Sqrt(upper), Math.Sqrt(all));
    }

    private void WriteRests(int step, RowChunk chunk, int row)
    {
        Span<byte> bytes = chunk.Rests(row)[..layout.RestBytes];
        bytes.Clear();
        Span<byte> rests = bytes[(RowLayout.MaxExceptions * RowLayout.ExceptionBytes)..];
        int exceptions = 0;
        for (int i = 0; i < _components.Length; i++)
        {
            int code = CodeOf(_components[i], step);
            _codes[i] = (byte)code;
            int rest = _components[i] - (step * (code - RowLayout.CodeOffset));
            if (rest < 0 || rest >= step)
            {
                int missing = (int)Math.Floor((double)rest / step);
                Span<byte> exception = bytes.Slice(exceptions++ * RowLayout.ExceptionBytes, RowLayout.ExceptionBytes);
                BinaryPrimitives.WriteUInt16LittleEndian(exception, (ushort)i);
                BinaryPrimitives.WriteInt16LittleEndian(exception[sizeof(ushort)..], (short)missing);
                rest -= missing * step;
            }

            if (step <= 1 << layout.RestBits)
            {
                WriteBits(rests, i * layout.RestBits, (uint)rest);
            }
        }

        if (step > 1 << layout.RestBits)
        {
            chunk.KeepWide(row, [.. _components]);
        }
    }

    private static void WriteBits(Span<byte> bytes, int bit, uint value)
    {
        ulong shifted = (ulong)value << (bit & 7);
        for (int at = bit >> 3; shifted != 0; at++, shifted >>= 8)
        {
            bytes[at] |= (byte)shifted;
        }
    }

    private void WritePlanes(Span<byte> upper, Span<byte> lower)
    {
        for (int at = 0; at < upper.Length; at++)
        {
            int first = (at & ~(NibbleKernel.GroupBytes - 1)) + at;
            int a = _codes[first];
            int b = _codes[first + NibbleKernel.GroupBytes];
            upper[at] = (byte)((a >> 4) | (b & 0xF0));
            lower[at] = (byte)((a & 0x0F) | ((b & 0x0F) << 4));
        }
    }
}
